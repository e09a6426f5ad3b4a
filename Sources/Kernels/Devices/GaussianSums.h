// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_gaussian_segment_sums (include/Kernels.h) as the leave-one-out likelihood needs it, on an
   accelerator: a work-item is a point and a segment. */
#pragma once
#include "GaussianLanes.h"

/* The sum over the points first ... last - 1. Neighbouring work-items read the same points, once for
   all of them. */
ASSAY_INLINE double assay_segment_sum(const ASSAY_GLOBAL double *restrict x,
                                      const ASSAY_GLOBAL double *restrict y, int32_t first,
                                      int32_t last, double x0, double y0, double factor) {
  double lanes[ASSAY_GAUSSIAN_LANES] = {0};
  ASSAY_ADD_TO_LANES(
      lanes, last - first,
      assay_gaussian(assay_squared_distance(x[first + j], y[first + j], x0, y0), factor))
  return assay_sum_of_lanes(lanes);
}

/* Where piece k of point i begins, and the one before ends: its own class is cut into what lies
   before it, the point, and what lies after it. LeaveOneOut.positionSums puts the same two bounds
   into an array, for a point after the other. */
ASSAY_INLINE int32_t assay_piece_bound(const ASSAY_GLOBAL int32_t *restrict start, int32_t own,
                                       int32_t i, int32_t k) {
  return k <= own ? start[k] : k <= own + 2 ? i + (k - own - 1) : start[k - 2];
}

/* For each of the points first ... first + count - 1, sums over `classes` + 2 pieces.
     sums[piece count + i], i from 0 for `first`
   Neighbouring work-items are neighbouring points and one piece. */
ASSAY_KERNEL void assay_device_gaussian_pieces(
    const ASSAY_GLOBAL double *restrict x, const ASSAY_GLOBAL double *restrict y,
    const ASSAY_GLOBAL int32_t *restrict class_of, const ASSAY_GLOBAL int32_t *restrict start,
    int32_t classes, int32_t first, int32_t count, double factor,
    ASSAY_GLOBAL double *restrict sums) {
  const int64_t item = ASSAY_ITEM(0);
  const int32_t piece = (int32_t)(item / count);
  if (piece >= classes + 2) return;
  const int32_t i = first + (int32_t)(item - (int64_t)piece * count), own = class_of[i];
  const int32_t from = assay_piece_bound(start, own, i, piece);
  const int32_t to = assay_piece_bound(start, own, i, piece + 1);
  sums[item] = assay_segment_sum(x, y, from, to, x[i], y[i], factor);
}
