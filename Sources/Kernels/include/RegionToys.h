// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "RegionTables.h"

/* Toys of a histogram and the windows of it that may be the most significant one.

   What is guaranteed: whole numbers only, so the results are the same on every CPU. All functions
   can be called from many threads at once; none allocates. */

#ifdef __cplusplus
extern "C" {
#endif

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
