// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Devices/Dialect.h"

#ifndef ASSAY_ACCELERATOR
/* clang reads each comma-separated name as one version: a list of features is not one version. The
   loops need no more than these two. */
#if defined(__x86_64__)
#define ASSAY_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ASSAY_CLONES
#endif
#endif

/* exp(x) for x in [-inf, 0], 0 below -708 (the last whole number above the subnormal range).
   x = n ln 2 + r with |r| <= ln 2 / 2; exp(r) = 1 + r + r^2 P(r). P interpolates at 10 Chebyshev
   nodes; the error of exp(r) is below 1.7e-17 (computed with 60 digits). ln 2 is split so that
   n * high is exact for |n| < 2048. No branches, so that loops over it become vector code. */
ASSAY_INLINE double assay_exp_negative(double x) {
  const double magic = 0x1.8p52; /* adding it rounds to a whole number in the low bits */
  const double shifted = x * 0x1.71547652b82fep+0 + magic;
  const double n = shifted - magic;
  const double r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45;
  double p = 0x1.af38a9b0ec855p-26;
  p = p * r + 0x1.289185613a3d6p-22;
  p = p * r + 0x1.71de0dae63bb3p-19;
  p = p * r + 0x1.a019b90d2ae7ap-16;
  p = p * r + 0x1.a01a01a7c41d5p-13;
  p = p * r + 0x1.6c16c1788bd90p-10;
  p = p * r + 0x1.11111111109b3p-7;
  p = p * r + 0x1.5555555553d63p-5;
  p = p * r + 0x1.5555555555556p-3;
  p = p * r + 0x1.0000000000001p-1;
  const double e = 1 + (r + (r * r) * p);
  union {
    double real;
    uint64_t bits;
  } scaled = {.real = e}, whole = {.real = shifted};
  scaled.bits += whole.bits << 52; /* times 2^n */
  return x < -708 ? 0 : scaled.real;
}
