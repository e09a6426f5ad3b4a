// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_gaussian_segment_sums (include/Kernels.h) as the leave-one-out likelihood needs it, on an
   accelerator: a work-item is a point and a segment. */
#pragma once
#include "GaussianLanes.h"

/* The sum over the points first ... last - 1, in the order of the CPU. All lanes stay in registers;
   neighbouring work-items read the same points, once for all of them. */
ASSAY_INLINE double assay_segment_sum(const ASSAY_GLOBAL double *restrict x,
                                      const ASSAY_GLOBAL double *restrict y, int32_t first,
                                      int32_t last, double x0, double y0, double factor) {
  double lanes[ASSAY_GAUSSIAN_LANES] = {0};
  int32_t j = first;
  for (; j + ASSAY_GAUSSIAN_LANES <= last; j += ASSAY_GAUSSIAN_LANES) {
    for (int k = 0; k < ASSAY_GAUSSIAN_LANES; k++)
      lanes[k] += assay_gaussian(assay_squared_distance(x[j + k], y[j + k], x0, y0), factor);
  }
  for (int k = 0; k < ASSAY_GAUSSIAN_LANES; k++)
    if (j + k < last)
      lanes[k] += assay_gaussian(assay_squared_distance(x[j + k], y[j + k], x0, y0), factor);
  return assay_sum_of_lanes(lanes);
}

/* For each of the points first ... first + count - 1, sums over `classes` + 2 pieces: the classes
   start[v] ... start[v + 1] - 1, the one of the point cut into what lies before it, the point, and
   what lies after it.
     sums[i (classes + 2) + piece], i from 0 for `first`
   Neighbouring work-items are neighbouring points and one piece. */
ASSAY_KERNEL void assay_device_gaussian_pieces(
    const ASSAY_GLOBAL double *restrict x, const ASSAY_GLOBAL double *restrict y,
    const ASSAY_GLOBAL int32_t *restrict class_of, const ASSAY_GLOBAL int32_t *restrict start,
    int32_t classes, int32_t first, int32_t count, double factor,
    ASSAY_GLOBAL double *restrict sums) {
  const int64_t item = ASSAY_ITEM(0);
  const int32_t pieces = classes + 2, piece = (int32_t)(item / count);
  const int32_t place = (int32_t)(item - (int64_t)piece * count);
  if (piece >= pieces) return;
  const int32_t i = first + place, own = class_of[i];
  const int32_t v = piece <= own ? piece : piece < own + 2 ? own : piece - 2;
  const int32_t from = piece == own + 1 ? i : piece == own + 2 ? i + 1 : start[v];
  const int32_t to = piece == own ? i : piece == own + 1 ? i + 1 : start[v + 1];
  sums[(int64_t)place * pieces + piece] = assay_segment_sum(x, y, from, to, x[i], y[i], factor);
}
