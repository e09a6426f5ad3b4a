// SPDX-License-Identifier: GPL-3.0-or-later
#include "Kernels.h"
#include "Exponential.h"
#include "GaussianLanes.h"
#include <math.h>

/* Points worked at once: two buffers of this size fit the first-level cache. A multiple of 8, so
   that the lanes of a long segment go on where the last chunk ended. */
enum { CHUNK = 1024, LANES = ASSAY_GAUSSIAN_LANES };

/* gauss[j] = exp(-distance2[j] * factor). Always whole vectors: the caller pads. */
ASSAY_INLINE void gaussians(const double *restrict distance2, int64_t count, double factor,
                            double *restrict gauss) {
  const int64_t padded = (count + LANES - 1) / LANES * LANES;
#pragma clang loop vectorize(enable) interleave_count(4)
  for (int64_t j = 0; j < padded; j++) gauss[j] = assay_gaussian(distance2[j], factor);
}

ASSAY_INLINE void add_to_lanes(const double *restrict terms, int64_t count, double *lanes) {
  ASSAY_ADD_TO_LANES(lanes, count, terms[j])
}

/* Where squared distances come from: an array, or two coordinates and a point. */
typedef struct {
  const double *distance2, *x, *y;
  double x0, y0;
} Source;

ASSAY_INLINE void load(const Source *from, int64_t first, int64_t count, double *restrict out) {
  if (from->distance2) {
    const double *restrict d = from->distance2 + first;
    for (int64_t j = 0; j < count; j++) out[j] = d[j];
  } else {
    const double *restrict x = from->x + first, *restrict y = from->y + first;
    const double x0 = from->x0, y0 = from->y0;
    for (int64_t j = 0; j < count; j++) out[j] = assay_squared_distance(x[j], y[j], x0, y0);
  }
  for (int64_t j = count; j % LANES; j++) out[j] = 0; /* padding, never summed */
}

ASSAY_INLINE double long_sum(const Source *from, int64_t first, int64_t last, double factor) {
  double distance2[CHUNK], gauss[CHUNK], lanes[LANES] = {0};
  for (int64_t at = first; at < last; at += CHUNK) {
    const int64_t count = last - at < CHUNK ? last - at : CHUNK;
    load(from, at, count, distance2);
    gaussians(distance2, count, factor, gauss);
    add_to_lanes(gauss, count, lanes);
  }
  return assay_sum_of_lanes(lanes);
}

ASSAY_INLINE void segment_sums(const Source *from, const int32_t *start, int32_t segments,
                               const double *factors, int32_t sigmas, double *sums) {
  double distance2[CHUNK], gauss[CHUNK];
  int32_t v = 0;
  while (v < segments) {
    /* As many whole segments as fit a chunk: short ones share one long vector loop. */
    int32_t end = v;
    while (end < segments && start[end + 1] - start[v] <= CHUNK) end++;
    if (end == v) {
      for (int32_t s = 0; s < sigmas; s++)
        sums[(int64_t)s * segments + v] = long_sum(from, start[v], start[v + 1], factors[s]);
      v++;
      continue;
    }
    const int64_t count = start[end] - start[v];
    load(from, start[v], count, distance2);
    for (int32_t s = 0; s < sigmas; s++) {
      gaussians(distance2, count, factors[s], gauss);
      for (int32_t u = v; u < end; u++) {
        double lanes[LANES] = {0};
        add_to_lanes(gauss + (start[u] - start[v]), start[u + 1] - start[u], lanes);
        sums[(int64_t)s * segments + u] = assay_sum_of_lanes(lanes);
      }
    }
    v = end;
  }
}

ASSAY_CLONES
void assay_exp(const double *x, int64_t count, double *out) {
#pragma clang loop vectorize(enable)
  for (int64_t j = 0; j < count; j++) out[j] = assay_exp_negative(x[j]);
}

ASSAY_CLONES
void assay_squared_distances(const double *x, const double *y, int64_t count, double x0, double y0,
                             double *out) {
  for (int64_t j = 0; j < count; j++) out[j] = assay_squared_distance(x[j], y[j], x0, y0);
}

ASSAY_CLONES
void assay_gaussian_sums_from_distance2(const double *distance2, const int32_t *segment_start,
                                        int32_t segments, const double *inverse_two_sigma2,
                                        int32_t sigmas, double *sums) {
  const Source from = {.distance2 = distance2};
  segment_sums(&from, segment_start, segments, inverse_two_sigma2, sigmas, sums);
}

ASSAY_CLONES
void assay_gaussian_segment_sums(const double *x, const double *y, const int32_t *segment_start,
                                 int32_t segments, double x0, double y0,
                                 const double *inverse_two_sigma2, int32_t sigmas, double *sums) {
  const Source from = {.x = x, .y = y, .x0 = x0, .y0 = y0};
  segment_sums(&from, segment_start, segments, inverse_two_sigma2, sigmas, sums);
}

void assay_gaussian_sums_baseline(const double *distance2, const int32_t *segment_start,
                                  int32_t segments, const double *inverse_two_sigma2,
                                  int32_t sigmas, double *sums) {
  const Source from = {.distance2 = distance2};
  segment_sums(&from, segment_start, segments, inverse_two_sigma2, sigmas, sums);
}
