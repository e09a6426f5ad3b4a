// SPDX-License-Identifier: GPL-3.0-or-later
/* A sum of Gaussians: its terms and the order in which they are added (include/Kernels.h), for the
   CPU and for accelerators. */
#pragma once
#include "Exponential.h"

enum { ASSAY_GAUSSIAN_LANES = 8 };

ASSAY_INLINE double assay_squared_distance(double x, double y, double x0, double y0) {
  const double dx = x - x0, dy = y - y0;
  return dx * dx + dy * dy;
}

ASSAY_INLINE double assay_gaussian(double distance2, double factor) {
  return assay_exp_negative(-(distance2 * factor));
}

ASSAY_INLINE double assay_sum_of_lanes(const double *l) {
  return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}

/* Adds `count` terms to the lanes, term j to lane j mod 8; `term` is an expression in j. The CPU has
   the terms of a chunk at hand, computed in long vectors; an accelerator computes each where it is
   added, with the lanes in registers: so their numbers are constants, in the tail too. */
#define ASSAY_ADD_TO_LANES(lanes, count, term)                                                   \
  {                                                                                              \
    const int64_t assay_whole = (count) / ASSAY_GAUSSIAN_LANES * ASSAY_GAUSSIAN_LANES;           \
    for (int64_t assay_from = 0; assay_from < assay_whole; assay_from += ASSAY_GAUSSIAN_LANES)   \
      for (int k = 0; k < ASSAY_GAUSSIAN_LANES; k++) {                                           \
        const int64_t j = assay_from + k;                                                        \
        (lanes)[k] += (term);                                                                    \
      }                                                                                          \
    for (int k = 0; k < ASSAY_GAUSSIAN_LANES; k++) {                                             \
      const int64_t j = assay_whole + k;                                                         \
      if (j < (count)) (lanes)[k] += (term);                                                     \
    }                                                                                            \
  }
