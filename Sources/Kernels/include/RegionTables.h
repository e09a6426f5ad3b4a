// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* The tables of RegionToys.h. On accelerators their pointers go to the device's memory. */
#ifndef ASSAY_GLOBAL
#define ASSAY_GLOBAL
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
  const ASSAY_GLOBAL AssayWindowGroup *groups;
  int32_t group_count, step, stride, levels;
  const ASSAY_GLOBAL int32_t *high, *low; /* levels x stride */
} AssayLadder;

/* Poisson draws by inversion. Bin i: the draw of the 52-bit number k is base[i] + m for the first m
   with k < threshold[start[i] + m]; the search starts at guide[i << guide_bits | k >> (52 -
   guide_bits)], which is never beyond m. The last threshold of a bin is 2^52. */
typedef struct {
  int32_t bins, guide_bits;
  const ASSAY_GLOBAL int32_t *start, *base;
  const ASSAY_GLOBAL uint64_t *threshold;
  const ASSAY_GLOBAL int32_t *guide;
} AssayPoissonTables;

enum { ASSAY_CANDIDATES = 14 };

/* What a toy leaves: the hardest level that any window reaches (-1: none), the number of windows
   that reach it, and the first of them with their counts. */
typedef struct {
  int32_t level, found;
  int32_t window[ASSAY_CANDIDATES], observed[ASSAY_CANDIDATES];
} AssayToySummary;

/* What these tables have beside their arrays, as it goes to an accelerator. */
typedef struct {
  int32_t bins, guide_bits, group_count, step, stride, levels;
} AssayToySizes;
