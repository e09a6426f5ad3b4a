// SPDX-License-Identifier: GPL-3.0-or-later
#include "RegionToys.h"
#include "Exponential.h"
#include "PoissonToy.h"

/* One block a lane, so that the loop becomes vector code. */
ASSAY_INLINE void philox_words(uint64_t seed, uint64_t stream, uint64_t first, int32_t blocks,
                               uint64_t *restrict out) {
#pragma clang loop vectorize(enable)
  for (int32_t i = 0; i < blocks; i++)
    assay_philox_words(seed, stream, first + (uint64_t)i, &out[2 * i], &out[2 * i + 1]);
}

ASSAY_CLONES void assay_ladder_summary(const AssayLadder *ladder, const int32_t *prefix,
                                       int32_t *counts, AssayToySummary *out) {
  assay_window_padding(ladder, counts, 1);
  assay_summary(ladder, prefix, counts, 1, out);
}

ASSAY_CLONES void assay_poisson_toys(const AssayPoissonTables *tables, const AssayLadder *ladder,
                                     uint64_t seed, uint64_t stream, uint64_t first, int32_t toys,
                                     int32_t *scratch, AssayToySummary *out) {
  /* A copy that no store into the scratch can change: its fields stay in registers. */
  const AssayPoissonTables fixed = *tables;
  const int32_t bins = fixed.bins, blocks = (bins + 1) / 2;
  uint64_t *words = (uint64_t *)scratch;
  int32_t *prefix = scratch + 2 * (bins + 2);
  int32_t *counts = prefix + 2 * (bins + 2);
  assay_window_padding(ladder, counts, 1);
  for (int32_t t = 0; t < toys; t++) {
    const uint64_t toy = first + (uint64_t)t;
    philox_words(seed, stream, toy * (uint64_t)blocks, blocks, words);
    assay_poisson_toy(&fixed, ladder, seed, stream, toy, words, prefix, counts, 1, out + t);
  }
}
