// SPDX-License-Identifier: GPL-3.0-or-later
#include "RegionToys.h"
#include "Exponential.h"

/* Words of consecutive Philox blocks; the rounds are those of Numerics/Philox.swift. One block a
   lane, so that the loop becomes vector code. */
ASSAY_INLINE void philox_words(uint64_t seed, uint64_t stream, uint64_t first, int32_t blocks,
                               uint64_t *restrict out) {
#pragma clang loop vectorize(enable)
  for (int32_t i = 0; i < blocks; i++) {
    const uint64_t n = first + (uint64_t)i;
    uint32_t c0 = (uint32_t)n, c1 = (uint32_t)(n >> 32);
    uint32_t c2 = (uint32_t)stream, c3 = (uint32_t)(stream >> 32);
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
      const uint64_t p0 = (uint64_t)c0 * 0xD2511F53u, p1 = (uint64_t)c2 * 0xCD9E8D57u;
      c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
      c1 = (uint32_t)p1;
      c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
      c3 = (uint32_t)p0;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    out[2 * i] = (uint64_t)c1 << 32 | c0;
    out[2 * i + 1] = (uint64_t)c3 << 32 | c2;
  }
}

/* Events of every window. */
ASSAY_INLINE void window_counts(const AssayLadder *ladder, const int32_t *restrict prefix,
                                int32_t *restrict counts) {
  for (int32_t g = 0; g < ladder->group_count; g++) {
    const AssayWindowGroup group = ladder->groups[g];
    const int32_t step = ladder->step;
    int32_t *restrict to = counts + group.base;
    const int32_t *restrict end = prefix + group.width;
    if (step == 1) {
      for (int32_t i = 0; i < group.count; i++) to[i] = end[i] - prefix[i];
    } else {
      for (int32_t i = 0; i < group.count; i++) to[i] = end[i * step] - prefix[i * step];
    }
  }
}

/* Whether any window reaches a level. */
ASSAY_INLINE int32_t reaches(const AssayLadder *ladder, const int32_t *restrict counts,
                             int32_t level) {
  const int32_t *restrict high = ladder->high + (int64_t)level * ladder->stride;
  const int32_t *restrict low = ladder->low + (int64_t)level * ladder->stride;
  int32_t any = 0;
  for (int32_t i = 0; i < ladder->stride; i++)
    any |= (counts[i] >= high[i]) | (counts[i] <= low[i]);
  return any;
}

ASSAY_INLINE void summary(const AssayLadder *ladder, const int32_t *prefix, int32_t *counts,
                          AssayToySummary *out) {
  window_counts(ladder, prefix, counts);
  /* Bisection: `below` is reached, or -1; `above` is not, or the number of levels. */
  int32_t below = -1, above = ladder->levels;
  while (above - below > 1) {
    const int32_t middle = below + (above - below) / 2;
    if (reaches(ladder, counts, middle))
      below = middle;
    else
      above = middle;
  }
  out->level = below;
  out->found = 0;
  if (below < 0) return;
  const int32_t *high = ladder->high + (int64_t)below * ladder->stride;
  const int32_t *low = ladder->low + (int64_t)below * ladder->stride;
  for (int32_t block = 0; block < ladder->stride; block += 16) {
    int32_t any = 0;
    for (int32_t i = block; i < block + 16; i++)
      any |= (counts[i] >= high[i]) | (counts[i] <= low[i]);
    if (!any) continue;
    for (int32_t i = block; i < block + 16; i++) {
      if (counts[i] < high[i] && counts[i] > low[i]) continue;
      if (out->found < ASSAY_CANDIDATES) {
        out->window[out->found] = i;
        out->observed[out->found] = counts[i];
      }
      out->found++;
    }
  }
}

ASSAY_CLONES void assay_ladder_summary(const AssayLadder *ladder, const int32_t *prefix,
                                       int32_t *counts, AssayToySummary *out) {
  const int32_t last = ladder->group_count - 1;
  const int32_t windows =
      last < 0 ? 0 : ladder->groups[last].base + ladder->groups[last].count;
  for (int32_t i = windows; i < ladder->stride; i++) counts[i] = 0;
  summary(ladder, prefix, counts, out);
}

ASSAY_CLONES void assay_poisson_toys(const AssayPoissonTables *tables, const AssayLadder *ladder,
                                     uint64_t seed, uint64_t stream, uint64_t first, int32_t toys,
                                     int32_t *scratch, AssayToySummary *out) {
  const int32_t bins = tables->bins, blocks = (bins + 1) / 2, bits = tables->guide_bits;
  uint64_t *words = (uint64_t *)scratch;
  int32_t *prefix = scratch + 2 * (bins + 2);
  int32_t *counts = prefix + 2 * (bins + 2);
  for (int32_t i = 0; i < ladder->stride; i++) counts[i] = 0;
  for (int32_t t = 0; t < toys; t++) {
    philox_words(seed, stream, (first + (uint64_t)t) * (uint64_t)blocks, blocks, words);
    int32_t sum = 0;
    prefix[0] = 0;
    for (int32_t i = 0; i < bins; i++) {
      const uint64_t k = words[i] >> 12;
      const uint64_t *threshold = tables->threshold + tables->start[i];
      int32_t m = tables->guide[((uint64_t)i << bits) | (k >> (52 - bits))];
      while (threshold[m] <= k) m++;
      sum += tables->base[i] + m;
      prefix[i + 1] = sum;
    }
    summary(ladder, prefix, counts, out + t);
  }
}
