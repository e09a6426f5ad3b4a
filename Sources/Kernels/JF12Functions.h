// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Exponential.h"

/* Elementary functions without branches, for loops that become vector code. */

/* exp(x) for x in [-inf, 0], 0 below -87: as assay_exp_negative with its series to r^7/7!. */
ASSAY_INLINE float assay_expf_negative(float x) {
  const float magic = 0x1.8p23f;
  const float shifted = x * 0x1.715476p+0f + magic;
  const float n = shifted - magic;
  const float r = (x - n * 0x1.62e4p-1f) - n * 0x1.7f7d1cp-20f;
  float p = 1 / 5040.0f;
  p = p * r + 1 / 720.0f;
  p = p * r + 1 / 120.0f;
  p = p * r + 1 / 24.0f;
  p = p * r + 1 / 6.0f;
  p = p * r + 1 / 2.0f;
  const float e = 1 + (r + (r * r) * p);
  union {
    float real;
    uint32_t bits;
  } scaled = {.real = e}, whole = {.real = shifted};
  scaled.bits += whole.bits << 23;
  return x < -87 ? 0 : scaled.real;
}

/* ln v for normal v > 0: v = 2^e m with m in [sqrt(1/2), sqrt(2)], s = (m - 1)/(m + 1),
   ln m = 2 (s + s^3/3 + s^5/5 + ...); the first term left out is below 2e-8 and 2e-18. */
ASSAY_INLINE float assay_logf_positive(float v) {
  union {
    float real;
    int32_t bits;
  } m = {.real = v};
  const int32_t shifted = m.bits - 0x3f3504f3;
  const int32_t e = shifted >> 23;
  m.bits = (shifted & 0x7fffff) + 0x3f3504f3;
  const float s = (m.real - 1) / (m.real + 1), q = s * s;
  float p = 1 / 9.0f;
  p = p * q + 1 / 7.0f;
  p = p * q + 1 / 5.0f;
  p = p * q + 1 / 3.0f;
  return (float)e * 0x1.62e43p-1f + 2 * (s + s * q * p);
}

#if !defined(ASSAY_ACCELERATOR) || defined(ASSAY_DOUBLE)
ASSAY_INLINE double assay_log_positive(double v) {
  union {
    double real;
    int64_t bits;
  } m = {.real = v};
  const int64_t shifted = m.bits - 0x3fe6a09e667f3bcd;
  /* Down to a whole number in the low bits of a double: conversions of 64 bits are slow. */
  union {
    int64_t bits;
    double real;
  } e = {.bits = ((shifted + ((int64_t)1024 << 52)) >> 52) | 0x4330000000000000};
  m.bits = (shifted & 0xfffffffffffff) + 0x3fe6a09e667f3bcd;
  const double s = (m.real - 1) / (m.real + 1), q = s * s;
  double p = 1 / 21.0;
  for (int n = 19; n >= 3; n -= 2) p = p * q + 1 / (double)n;
  return (e.real - 0x1.00000000004p52) * 0x1.62e42fefa39efp-1 + 2 * (s + s * q * p);
}
#endif

/* Polar angle in (-pi, pi] of a point that is not the origin. t = smaller over larger coordinate;
   above tan(pi/8) it is atan t = pi/4 + atan((t - 1)/(t + 1)); then t - t^3/3 + t^5/5 ...: the
   first term left out is below 2e-8 and 2e-17. */
#define ASSAY_ANGLE(name, real, last)                                                            \
  ASSAY_INLINE real name(real y, real x) {                                                       \
    const real ax = x < 0 ? -x : x, ay = y < 0 ? -y : y;                                         \
    const real large = ax > ay ? ax : ay, small = ax > ay ? ay : ax;                             \
    const int upper = small > (real)0.41421356237309503 * large;                                 \
    const real t = (upper ? small - large : small) / (upper ? small + large : large);            \
    const real q = t * t;                                                                        \
    real p = ((last) & 2 ? -1 : 1) / (real)(last);                                               \
    ASSAY_UNROLL_ALWAYS for (int n = (last) - 2; n >= 3; n -= 2) p =                             \
        p * q + (n & 2 ? -1 : 1) / (real)n;                                                      \
    const real a = (t + t * q * p) + (upper ? (real)0.78539816339744828 : 0);                    \
    const real b = ay > ax ? (real)1.5707963267948966 - a : a;                                   \
    const real c = x < 0 ? (real)3.1415926535897931 - b : b;                                     \
    return y < 0 ? -c : c;                                                                       \
  }
ASSAY_ANGLE(assay_anglef, float, 17)
#if !defined(ASSAY_ACCELERATOR) || defined(ASSAY_DOUBLE)
ASSAY_ANGLE(assay_angle, double, 41)
#endif
#undef ASSAY_ANGLE
