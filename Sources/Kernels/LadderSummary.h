// SPDX-License-Identifier: GPL-3.0-or-later
/* The windows of one histogram held against the levels of a ladder (include/RegionTables.h), for
   the CPU and for accelerators. Number i of a toy's scratch stands at [i * apart]: 1 on the CPU, the
   number of toys at work where neighbouring work-items are to read neighbouring numbers. */
#pragma once
#include "Devices/Dialect.h"
#include "include/RegionTables.h"

/* No events in the windows that fill the last vector of the CPU. Nothing else writes there: once for
   a scratch. */
ASSAY_INLINE void assay_window_padding(const AssayLadder *ladder,
                                       ASSAY_GLOBAL int32_t *restrict counts, int64_t apart) {
  int32_t windows = 0;
  for (int32_t g = 0; g < ladder->group_count; g++)
    windows = ladder->groups[g].base + ladder->groups[g].count;
  for (int32_t i = windows; i < ladder->stride; i++) counts[i * apart] = 0;
}

/* Events of every window. */
ASSAY_INLINE void assay_window_counts(const AssayLadder *ladder,
                                      const ASSAY_GLOBAL int32_t *restrict prefix,
                                      ASSAY_GLOBAL int32_t *restrict counts, int64_t apart) {
  for (int32_t g = 0; g < ladder->group_count; g++) {
    const AssayWindowGroup group = ladder->groups[g];
    const int32_t step = ladder->step;
    ASSAY_GLOBAL int32_t *restrict to = counts + group.base * apart;
    const ASSAY_GLOBAL int32_t *restrict end = prefix + group.width * apart;
    if (step == 1) {
      for (int32_t i = 0; i < group.count; i++) to[i * apart] = end[i * apart] - prefix[i * apart];
    } else {
      for (int32_t i = 0; i < group.count; i++)
        to[i * apart] = end[i * step * apart] - prefix[i * step * apart];
    }
  }
}

/* Whether any window reaches a level. */
ASSAY_INLINE int32_t assay_reaches(const AssayLadder *ladder,
                                   const ASSAY_GLOBAL int32_t *restrict counts, int64_t apart,
                                   int32_t level) {
  const ASSAY_GLOBAL int32_t *restrict high = ladder->high + (int64_t)level * ladder->stride;
  const ASSAY_GLOBAL int32_t *restrict low = ladder->low + (int64_t)level * ladder->stride;
  int32_t any = 0;
  for (int32_t i = 0; i < ladder->stride; i++)
    any |= (counts[i * apart] >= high[i]) | (counts[i * apart] <= low[i]);
  return any;
}

/* `counts` is padded. */
ASSAY_INLINE void assay_summary(const AssayLadder *ladder, const ASSAY_GLOBAL int32_t *prefix,
                                ASSAY_GLOBAL int32_t *counts, int64_t apart,
                                ASSAY_GLOBAL AssayToySummary *out) {
  assay_window_counts(ladder, prefix, counts, apart);
  /* Bisection: `below` is reached, or -1; `above` is not, or the number of levels. */
  int32_t below = -1, above = ladder->levels;
  while (above - below > 1) {
    const int32_t middle = below + (above - below) / 2;
    if (assay_reaches(ladder, counts, apart, middle))
      below = middle;
    else
      above = middle;
  }
  out->level = below;
  out->found = 0;
  if (below < 0) return;
  const ASSAY_GLOBAL int32_t *high = ladder->high + (int64_t)below * ladder->stride;
  const ASSAY_GLOBAL int32_t *low = ladder->low + (int64_t)below * ladder->stride;
  int32_t found = 0;
  for (int32_t block = 0; block < ladder->stride; block += 16) {
    int32_t any = 0;
    for (int32_t i = block; i < block + 16; i++)
      any |= (counts[i * apart] >= high[i]) | (counts[i * apart] <= low[i]);
    if (!any) continue;
    for (int32_t i = block; i < block + 16; i++) {
      if (counts[i * apart] < high[i] && counts[i * apart] > low[i]) continue;
      if (found < ASSAY_CANDIDATES) {
        out->window[found] = i;
        out->observed[found] = counts[i * apart];
      }
      found++;
    }
  }
  out->found = found;
}
