// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after BorisCell.h: how lanes of the CPU read the nodes of their cells,
   four particles a register. */
#include "BorisCell.h"

/* Lanes taken out of a register one by one cost more than loads of what was stored. */
#ifndef ASSAY_THROUGH_MEMORY
#define ASSAY_THROUGH_MEMORY(array) __asm__("" : "+m"(array))
#endif

typedef ASSAY_REAL ASSAY_NAME(node) __attribute__((vector_size(sizeof(ASSAY_REAL) * 4)));

/* Each of four lanes from `first` on, four times. */
ASSAY_INLINE void ASSAY_NAME(spread)(const ASSAY_NAME(lanes) * from, int first,
                                     ASSAY_NAME(share) * to) {
#define ASSAY_SPREAD(p)                                                                          \
  __builtin_shufflevector(*from, *from, p, p, p, p, p + 1, p + 1, p + 1, p + 1, p + 2, p + 2,    \
                          p + 2, p + 2, p + 3, p + 3, p + 3, p + 3)
  switch (first) {
  case 0: *to = ASSAY_SPREAD(0); break;
  case 4: *to = ASSAY_SPREAD(4); break;
#if ASSAY_LANES == 16
  case 8: *to = ASSAY_SPREAD(8); break;
  case 12: *to = ASSAY_SPREAD(12); break;
#endif
  }
#undef ASSAY_SPREAD
}

ASSAY_INLINE void ASSAY_NAME(load)(const float *nodes, const int32_t *index,
                                   ASSAY_NAME(four) * to) {
  typedef float four_floats __attribute__((vector_size(16), aligned(4)));
  ASSAY_NAME(node) n[4];
  for (int p = 0; p < 4; p++)
    n[p] = __builtin_convertvector(*(const four_floats *)(nodes + 4 * (int64_t)index[p]),
                                   ASSAY_NAME(node));
  *to = __builtin_shufflevector(__builtin_shufflevector(n[0], n[1], 0, 1, 2, 3, 4, 5, 6, 7),
                                __builtin_shufflevector(n[2], n[3], 0, 1, 2, 3, 4, 5, 6, 7), 0, 1,
                                2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/* field += that between the corners. */
ASSAY_INLINE void ASSAY_NAME(interpolate)(const float *nodes, const ASSAY_NAME(cells) * corner,
                                          const ASSAY_REAL *fraction, ASSAY_NAME(lanes) * field) {
  typedef ASSAY_NAME(four) four;
  int32_t index[8][ASSAY_LANES] __attribute__((aligned(64)));
  for (int c = 0; c < 8; c++) *(ASSAY_NAME(cells) *)index[c] = corner[c];
  ASSAY_THROUGH_MEMORY(index);
  four r[ASSAY_LANES / 4];
#pragma clang loop unroll(full)
  for (int q = 0; q < ASSAY_LANES / 4; q++) {
    four v[8], f[3];
    for (int c = 0; c < 8; c++) ASSAY_NAME(load)(nodes, index[c] + 4 * q, v + c);
    for (int d = 0; d < 3; d++)
      ASSAY_NAME(spread)((const ASSAY_NAME(lanes) *)(fraction + d * ASSAY_GRID_LANES), 4 * q,
                         f + d);
    ASSAY_NAME(between)(f, v);
    r[q] = v[0];
  }
  /* Component d of eight particles. */
#define ASSAY_EIGHT(a, d)                                                                        \
  __builtin_shufflevector(r[a], r[a + 1], d, 4 + d, 8 + d, 12 + d, 16 + d, 20 + d, 24 + d, 28 + d)
#if ASSAY_LANES == 16
#define ASSAY_COLUMN(d)                                                                          \
  __builtin_shufflevector(ASSAY_EIGHT(0, d), ASSAY_EIGHT(2, d), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, \
                          11, 12, 13, 14, 15)
#else
#define ASSAY_COLUMN(d) ASSAY_EIGHT(0, d)
#endif
  field[0] += ASSAY_COLUMN(0);
  field[1] += ASSAY_COLUMN(1);
  field[2] += ASSAY_COLUMN(2);
#undef ASSAY_COLUMN
#undef ASSAY_EIGHT
}

/* The rows of nodes that the next step reads, asked for while other lanes are worked on. */
ASSAY_INLINE void ASSAY_NAME(prefetch)(const assay_orbit_grid *grid, const int32_t *cell) {
  ASSAY_NAME(cells) corner[8];
  ASSAY_NAME(corners)(cell, grid->log2_count, corner);
  int32_t index[4][ASSAY_LANES] __attribute__((aligned(64)));
  for (int c = 0; c < 4; c++) *(ASSAY_NAME(cells) *)index[c] = corner[2 * c];
  ASSAY_THROUGH_MEMORY(index);
#pragma clang loop unroll(full)
  for (int p = 0; p < ASSAY_LANES; p++)
    for (int c = 0; c < 4; c++) __builtin_prefetch(grid->nodes + 4 * (int64_t)index[c][p]);
}
