// SPDX-License-Identifier: GPL-3.0-or-later
/* assay_poisson_toys (include/RegionToys.h) on an accelerator: a work-item is a toy. */
#pragma once
#include "LadderSummary.h"
#include "PhiloxBlock.h"

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
  const int32_t blocks = (sizes.bins + 1) / 2;
  const uint64_t block = (first + (uint64_t)toy) * (uint64_t)blocks;
  int32_t sum = 0;
  prefix[0] = 0;
  for (int32_t b = 0; b < blocks; b++) {
    uint64_t word, next;
    assay_philox_words(seed, stream, block + (uint64_t)b, &word, &next);
    sum += assay_poisson_draw(&tables, 2 * b, word);
    prefix[(2 * b + 1) * apart] = sum;
    if (2 * b + 1 == sizes.bins) continue;
    sum += assay_poisson_draw(&tables, 2 * b + 1, next);
    prefix[(2 * b + 2) * apart] = sum;
  }
  /* Windows that fill the last vector of the CPU. */
  const AssayWindowGroup widest = groups[sizes.group_count - 1];
  for (int32_t i = widest.base + widest.count; i < sizes.stride; i++) counts[i * apart] = 0;
  assay_summary(&ladder, prefix, counts, apart, out + toy);
}
