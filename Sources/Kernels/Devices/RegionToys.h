// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_poisson_toys (include/RegionToys.h) on an accelerator: a work-item is a toy. */
#pragma once
#include "PoissonToy.h"

/* scratch: bins + 1 + stride numbers for each of `toys` work-items, interleaved. */
ASSAY_KERNEL void assay_device_poisson_toys(
    AssayToySizes sizes, const ASSAY_GLOBAL int32_t *restrict start,
    const ASSAY_GLOBAL int32_t *restrict base, const ASSAY_GLOBAL uint64_t *restrict threshold,
    const ASSAY_GLOBAL int32_t *restrict guide,
    const ASSAY_GLOBAL AssayWindowGroup *restrict groups, const ASSAY_GLOBAL int32_t *restrict high,
    const ASSAY_GLOBAL int32_t *restrict low, uint64_t seed, uint64_t stream, uint64_t first,
    int32_t toys, ASSAY_GLOBAL int32_t *restrict scratch,
    ASSAY_GLOBAL AssayToySummary *restrict out) {
  const int64_t toy = ASSAY_ITEM(0), apart = toys;
  if (toy >= toys) return;
  const AssayPoissonTables tables = {sizes.bins, sizes.guide_bits, start, base, threshold, guide};
  const AssayLadder ladder = {groups,       sizes.group_count, sizes.step, sizes.stride,
                              sizes.levels, high,              low};
  ASSAY_GLOBAL int32_t *prefix = scratch + toy;
  ASSAY_GLOBAL int32_t *counts = prefix + (sizes.bins + 1) * apart;
  assay_window_padding(&ladder, counts, apart);
  assay_poisson_toy(&tables, &ladder, seed, stream, first + (uint64_t)toy, 0, prefix, counts, apart,
                    out + toy);
}
