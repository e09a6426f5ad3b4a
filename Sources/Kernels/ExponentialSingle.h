// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Exponential.h"

/* Functions of single precision without branches, so that loops over them become vector code. The
   polynomials interpolate at Chebyshev nodes, their coefficients rounded to single precision; the
   errors of the polynomials are relative, computed with 50 digits.

   JF12Functions.h and FieldNoise.c have some of these with other coefficients and ranges, and keep
   them, because published numbers stand on their bits: there exp is 0 below -87 and held to no
   upper end, and ln takes one more term of its series, or, in the noise, no division. */

typedef union {
  float real;
  uint32_t bits;
} assay_single;

/* exp(x), x held to [-87, 88]. x = n ln 2 + r; exp(r) = 1 + r + r^2 P(r), P's error below 1e-8. n
   times the upper part of ln 2 is exact. */
ASSAY_INLINE float assay_exp_single(float x) {
  const float magic = 0x1.8p23f; /* adding it rounds to a whole number in the low bits */
  x = x < -87 ? -87 : x;
  x = x > 88 ? 88 : x;
  const assay_single shifted = {.real = x * 0x1.715476p+0f + magic};
  const float n = shifted.real - magic;
  const float r = (x - n * 0x1.62e4p-1f) - n * 0x1.7f7d1cp-20f;
  float p = 0x1.6d10fcp-10f;
  p = p * r + 0x1.120b62p-7f;
  p = p * r + 0x1.55551ap-5f;
  p = p * r + 0x1.5554dep-3f;
  p = p * r + 0x1p-1f;
  assay_single e = {.real = 1 + (r + (r * r) * p)};
  e.bits += shifted.bits << 23; /* times 2^n */
  return e.real;
}

/* ln(x) of a positive normal number. x = 2^n m with m in [sqrt(1/2), sqrt 2); with s = (m-1)/(m+1),
   ln m = 2 s (1 + s^2 Q(s^2)), Q's error below 3e-9. */
ASSAY_INLINE float assay_log_single(float x) {
  const assay_single whole = {.real = x};
  const uint32_t up = whole.bits + (0x3f800000u - 0x3f3504f3u);
  const float n = (float)((int32_t)(up >> 23) - 127);
  const assay_single m = {.bits = (up & 0x007fffffu) + 0x3f3504f3u};
  const float s = (m.real - 1) / (m.real + 1), t = s * s;
  float q = 0x1.2ee61p-3f;
  q = q * t + 0x1.997c3p-3f;
  q = q * t + 0x1.55555cp-2f;
  return n * 0x1.62e4p-1f + (2 * s + (2 * s * t * q + n * 0x1.7f7d1cp-20f));
}

/* tanh(x): below 0.625 x (1 + x^2 T(x^2)), T's error below 2e-8; from there (1 - e)/(1 + e), with
   e = exp(-2|x|) no longer near 1. */
ASSAY_INLINE float assay_tanh_single(float x) {
  const float size = x < 0 ? -x : x, t = x * x;
  float p = -0x1.8f8de4p-8f;
  p = p * t + 0x1.58048ep-6f;
  p = p * t - 0x1.b9258ap-5f;
  p = p * t + 0x1.110e1cp-3f;
  p = p * t - 0x1.555552p-2f;
  const float e = assay_exp_single(-2 * size), far = (1 - e) / (1 + e);
  const float near = x + x * (t * p);
  return size < 0.625f ? near : x < 0 ? -far : far;
}

/* ln(1 + e^x), to an absolute error of some 1e-7. */
ASSAY_INLINE float assay_softplus_single(float x) {
  const float e = assay_exp_single(x < 0 ? x : -x);
  return (x > 0 ? x : 0) + assay_log_single(1 + e);
}

/* 1 / (1 + e^-x), e = e^-|x|. */
ASSAY_INLINE float assay_logistic_of(float x, float e) { return (x < 0 ? e : 1) / (1 + e); }

ASSAY_INLINE float assay_sigmoid_single(float x) {
  return assay_logistic_of(x, assay_exp_single(x < 0 ? x : -x));
}
