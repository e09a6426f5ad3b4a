// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Toys of a histogram and the windows of it that may be the most significant one.

   What is guaranteed: whole numbers only, so the results are the same on every CPU. All functions
   can be called from many threads at once; none allocates. */

#ifdef __cplusplus
extern "C" {
#endif

/* Windows of one width: window base + i covers the bins i * step ... i * step + width - 1. */
typedef struct {
  int32_t width, count, base;
} AssayWindowGroup;

/* For each level a critical count on either side of each window: the window reaches the level with
   high or more events, or with low or fewer. Levels get harder: whoever reaches one reaches those
   before. `stride` is the number of windows rounded up to a multiple of 16; the windows added have
   high = INT32_MAX and low = -1, which no count reaches. */
typedef struct {
  const AssayWindowGroup *groups;
  int32_t group_count, step, stride, levels;
  const int32_t *high, *low; /* levels x stride */
} AssayLadder;

/* Poisson draws by inversion. Bin i: the draw of the 52-bit number k is base[i] + m for the first m
   with k < threshold[start[i] + m]; the search starts at guide[i << guide_bits | k >> (52 -
   guide_bits)], which is never beyond m. The last threshold of a bin is 2^52. */
typedef struct {
  int32_t bins, guide_bits;
  const int32_t *start, *base;
  const uint64_t *threshold;
  const int32_t *guide;
} AssayPoissonTables;

enum { ASSAY_CANDIDATES = 14 };

/* What a toy leaves: the hardest level that any window reaches (-1: none), the number of windows
   that reach it, and the first of them with their counts. */
typedef struct {
  int32_t level, found;
  int32_t window[ASSAY_CANDIDATES], observed[ASSAY_CANDIDATES];
} AssayToySummary;

/* The summary of one histogram, given as sums of its first 0, 1, ... bins. `counts` is scratch for
   `stride` numbers. */
void assay_ladder_summary(const AssayLadder *ladder, const int32_t *prefix, int32_t *counts,
                          AssayToySummary *out);

/* Summaries of the toys first ... first + toys - 1. The draws of toy t are the first 52 bits of the
   words of the Philox 4x32-10 blocks t * B ... t * B + B - 1, B = (bins + 1) / 2, of (seed,
   stream), two words a block. `scratch` holds 4 * (bins + 2) + 2 * stride numbers of 32 bits, at an
   address divisible by 8. */
void assay_poisson_toys(const AssayPoissonTables *tables, const AssayLadder *ladder, uint64_t seed,
                        uint64_t stream, uint64_t first, int32_t toys, int32_t *scratch,
                        AssayToySummary *out);

#ifdef __cplusplus
}
#endif
