// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as BorisTurn.h, which is included here. */
#include "BorisTurn.h"

/* Lanes taken out of a register one by one cost more than loads of what was stored. */
#ifndef ASSAY_THROUGH_MEMORY
#define ASSAY_THROUGH_MEMORY(array) __asm__("" : "+m"(array))
#endif

typedef int32_t ASSAY_NAME(cells) __attribute__((vector_size(4 * ASSAY_LANES)));
typedef ASSAY_REAL ASSAY_NAME(node) __attribute__((vector_size(sizeof(ASSAY_REAL) * 4)));
/* The four numbers of a node for four particles side by side. */
typedef ASSAY_REAL ASSAY_NAME(four) __attribute__((vector_size(sizeof(ASSAY_REAL) * 16)));

/* Indices of the eight corners, x fastest. */
ASSAY_INLINE void ASSAY_NAME(corners)(const int32_t *cell, int32_t log2_count,
                                      ASSAY_NAME(cells) * corner) {
  typedef ASSAY_NAME(cells) cells;
  const int32_t mask = (1 << log2_count) - 1;
  const cells i = *(const cells *)cell, j = *(const cells *)(cell + ASSAY_GRID_LANES),
              k = *(const cells *)(cell + 2 * ASSAY_GRID_LANES);
  const cells x[2] = {i & mask, (i + 1) & mask};
  const cells y[2] = {(j & mask) << log2_count, ((j + 1) & mask) << log2_count};
  const cells z[2] = {(k & mask) << (2 * log2_count), ((k + 1) & mask) << (2 * log2_count)};
  for (int c = 0; c < 8; c++) corner[c] = (z[c >> 2] + y[c >> 1 & 1]) + x[c & 1];
}

/* Each of four lanes from `first` on, four times. */
ASSAY_INLINE void ASSAY_NAME(spread)(const ASSAY_NAME(lanes) * from, int first,
                                     ASSAY_NAME(four) * to) {
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

/* field += trilinear interpolation: along x, then y, then z, a + f (b - a). */
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
      ASSAY_NAME(spread)((const ASSAY_NAME(lanes) *)(fraction + d * ASSAY_GRID_LANES), 4 * q, f + d);
    for (int c = 0; c < 4; c++) v[c] = v[2 * c] + f[0] * (v[2 * c + 1] - v[2 * c]);
    for (int c = 0; c < 2; c++) v[c] = v[2 * c] + f[1] * (v[2 * c + 1] - v[2 * c]);
    r[q] = v[0] + f[2] * (v[1] - v[0]);
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

/* x += distance u, whole cells moved from the fraction to the cell. */
ASSAY_INLINE void ASSAY_NAME(drift)(ASSAY_REAL distance, const ASSAY_REAL *direction, int32_t *cell,
                                    ASSAY_REAL *fraction) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(cells) cells;
  for (int d = 0; d < 3 * ASSAY_GRID_LANES; d += ASSAY_GRID_LANES) {
    const lanes x = *(lanes *)(fraction + d) + distance * *(const lanes *)(direction + d);
    const cells towards_zero = __builtin_convertvector(x, cells);
    /* A comparison gives -1 where it holds. */
    const cells whole = towards_zero + __builtin_convertvector(
                            x < __builtin_convertvector(towards_zero, lanes), cells);
    *(lanes *)(fraction + d) = x - __builtin_convertvector(whole, lanes);
    *(cells *)(cell + d) += whole;
  }
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

ASSAY_INLINE void ASSAY_NAME(push)(const assay_orbit_grid *grids, int32_t count, ASSAY_REAL turn,
                                   const double *mean, ASSAY_REAL drifts, int32_t *cell,
                                   ASSAY_REAL *fraction, ASSAY_REAL *direction) {
  typedef ASSAY_NAME(lanes) lanes;
  const int grid = 3 * ASSAY_GRID_LANES;
  lanes b[3], u[3];
  for (int d = 0; d < 3; d++) {
    b[d] = (lanes){0} + (ASSAY_REAL)mean[d];
    u[d] = *(lanes *)(direction + d * ASSAY_GRID_LANES);
  }
  for (int m = 0; m < count; m++) {
    if (!grids[m].nodes) continue;
    ASSAY_NAME(cells) corner[8];
    ASSAY_NAME(corners)(cell + m * grid, grids[m].log2_count, corner);
    ASSAY_NAME(interpolate)(grids[m].nodes, corner, fraction + m * grid, b);
  }
  ASSAY_NAME(kick)(turn, b, u);
  for (int d = 0; d < 3; d++) *(lanes *)(direction + d * ASSAY_GRID_LANES) = u[d];
  for (int m = 0; m < count; m++) {
    ASSAY_NAME(drift)
    ((ASSAY_REAL)grids[m].step * drifts, direction, cell + m * grid, fraction + m * grid);
    if (grids[m].nodes) ASSAY_NAME(prefetch)(grids + m, cell + m * grid);
  }
}
