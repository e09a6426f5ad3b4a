// SPDX-License-Identifier: GPL-3.0-or-later
/* A toy of a histogram (include/RegionToys.h), for the CPU and for accelerators: its draws, and their
   summary. Scratch as in LadderSummary.h. */
#pragma once
#include "LadderSummary.h"
#include "PhiloxBlock.h"

/* The draw of a bin for one word of the generator. */
ASSAY_INLINE int32_t assay_poisson_draw(const AssayPoissonTables *tables, int32_t bin,
                                        uint64_t word) {
  const uint64_t k = word >> 12;
  const int32_t bits = tables->guide_bits;
  const ASSAY_GLOBAL uint64_t *threshold = tables->threshold + tables->start[bin];
  int32_t m = tables->guide[((uint64_t)bin << bits) | (k >> (52 - bits))];
  while (threshold[m] <= k) m++;
  return tables->base[bin] + m;
}

/* Toy `toy` of (seed, stream). `words` are those of its blocks, which the CPU makes many at a time;
   without them each block is made here, when it is needed. `counts` is padded. */
ASSAY_INLINE void assay_poisson_toy(const AssayPoissonTables *tables, const AssayLadder *ladder,
                                    uint64_t seed, uint64_t stream, uint64_t toy,
                                    const uint64_t *restrict words,
                                    ASSAY_GLOBAL int32_t *restrict prefix,
                                    ASSAY_GLOBAL int32_t *restrict counts, int64_t apart,
                                    ASSAY_GLOBAL AssayToySummary *out) {
  const int32_t bins = tables->bins, blocks = (bins + 1) / 2;
  uint64_t even = 0, odd = 0;
  int32_t sum = 0;
  prefix[0] = 0;
  for (int32_t i = 0; i < bins; i++) {
    if (!words && i % 2 == 0)
      assay_philox_words(seed, stream, toy * (uint64_t)blocks + (uint64_t)(i / 2), &even,
                         &odd);
    sum += assay_poisson_draw(tables, i, words ? words[i] : i % 2 ? odd : even);
    prefix[(i + 1) * apart] = sum;
  }
  assay_summary(ladder, prefix, counts, apart, out);
}
