// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_photon_means and assay_photon_counts (include/PhotonCounts.h) on an accelerator: a
   work-item is a pixel of one parameter point. */
#pragma once
#include "PhotonRecursion.h"

/* Numbers of the scratch of a work-item whose pixel has at most that many photons. */
ASSAY_INLINE int64_t assay_photon_numbers(int32_t most, int32_t sources) {
  return 2 * (int64_t)most + 3 + sources;
}

/* Pixels by falling counts, so that the longest recursions begin first and neighbouring work-items,
   one pixel of several points and then the next pixel, have like ones. Groups of pixels of like
   counts have scratch for their own largest count: group g holds the pixels first[g] ...
   first[g + 1] - 1, of at most longest[g] photons.
     maps[(smooth + sources) pixels]      templates, those of sources behind
     count[pixels], region[pixels]
     first[groups + 1], longest[groups]
     factor[((region (smooth + sources)) + template) points + point]
     x[((region sources + source) (most + 1) + m) points + point]
     scratch                              assay_photon_numbers for each work-item
     answer[3 pixels points]              p of the pixel's count, its exponent, expected photons
   With n work-items in a group number i of their scratch stands at [i n + work-item], behind that
   of the groups before; number i of the answer at [i pixels points + work-item]. */
ASSAY_KERNEL void assay_device_photon_counts(
    int32_t pixels, int32_t points, int32_t smooth, int32_t sources, int32_t most,
    const ASSAY_GLOBAL double *restrict maps, const ASSAY_GLOBAL int32_t *restrict count,
    const ASSAY_GLOBAL int32_t *restrict region, const ASSAY_GLOBAL int32_t *restrict first,
    const ASSAY_GLOBAL int32_t *restrict longest, const ASSAY_GLOBAL double *restrict factor,
    const ASSAY_GLOBAL double *restrict x, ASSAY_GLOBAL double *restrict scratch,
    ASSAY_GLOBAL double *restrict answer) {
  const int64_t item = ASSAY_ITEM(0), items = (int64_t)pixels * points, row = most + 1;
  if (item >= items) return;
  const int64_t pixel = item / points, point = item - pixel * points;
  int32_t g = 0;
  int64_t before = 0;
  for (; pixel >= first[g + 1]; g++)
    before += assay_photon_numbers(longest[g], sources) * (first[g + 1] - first[g]) * points;
  const int64_t apart = (int64_t)(first[g + 1] - first[g]) * points;
  const int32_t k = count[pixel];
  const ASSAY_GLOBAL double *own_factor =
      factor + (int64_t)region[pixel] * (smooth + sources) * points + point;
  const ASSAY_GLOBAL double *own_x = x + region[pixel] * (sources * row * points) + point;
  ASSAY_GLOBAL double *mean = scratch + before + (item - (int64_t)first[g] * points);
  ASSAY_GLOBAL double *strength = mean + apart;
  ASSAY_GLOBAL double *y = strength + sources * apart, *p = y + (longest[g] + 1) * apart;
  ASSAY_GLOBAL double *probability = answer + item, *exponent = probability + items;
  assay_photon_means_of(maps + pixel, pixels, own_factor, smooth, sources, own_x, row, points, mean,
                        strength, exponent + items, apart);
  assay_photon_recursion(mean, strength, own_x, row, points, sources, k, count + pixel, y, p,
                         exponent, apart);
  *probability = p[k * apart];
}
