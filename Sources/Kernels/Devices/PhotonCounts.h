// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_photon_means and assay_photon_counts (include/PhotonCounts.h) on an accelerator: a
   work-item is a pixel of one parameter point. */
#pragma once
#include "PhotonRecursion.h"

/* Pixels by falling counts, so that the longest recursions begin first and neighbouring work-items,
   one pixel of several points and then the next pixel, have like ones.
     maps[(smooth + sources) pixels]      templates, those of sources behind
     count[pixels], region[pixels]
     factor[((region (smooth + sources)) + template) points + point]
     x[((region sources + source) (most + 1) + m) points + point]
     scratch                              (2 most + 3 + sources) for each work-item
     answer[3 pixels points]              p of the pixel's count, its exponent, expected photons
   With n = pixels points a number of the scratch or answer stands at [number n + work-item]. */
ASSAY_KERNEL void assay_device_photon_counts(
    int32_t pixels, int32_t points, int32_t smooth, int32_t sources, int32_t most,
    const ASSAY_GLOBAL double *restrict maps, const ASSAY_GLOBAL int32_t *restrict count,
    const ASSAY_GLOBAL int32_t *restrict region, const ASSAY_GLOBAL double *restrict factor,
    const ASSAY_GLOBAL double *restrict x, ASSAY_GLOBAL double *restrict scratch,
    ASSAY_GLOBAL double *restrict answer) {
  const int64_t item = ASSAY_ITEM(0), apart = (int64_t)pixels * points, row = most + 1;
  if (item >= apart) return;
  const int64_t pixel = item / points, point = item - pixel * points;
  const int32_t k = count[pixel];
  const ASSAY_GLOBAL double *own_factor =
      factor + (int64_t)region[pixel] * (smooth + sources) * points + point;
  const ASSAY_GLOBAL double *own_x = x + region[pixel] * (sources * row * points) + point;
  ASSAY_GLOBAL double *mean = scratch + item, *strength = mean + apart;
  ASSAY_GLOBAL double *y = strength + sources * apart, *p = y + row * apart;
  ASSAY_GLOBAL double *probability = answer + item, *exponent = probability + apart;
  assay_photon_means_of(maps + pixel, pixels, own_factor, smooth, sources, own_x, row, points, mean,
                        strength, exponent + apart, apart);
  assay_photon_recursion(mean, strength, own_x, row, points, sources, k, count + pixel, y, p,
                         exponent, apart);
  *probability = p[k * apart];
}
