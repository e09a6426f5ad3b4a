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
