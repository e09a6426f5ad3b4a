// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as BorisTurn.h, which comes before it: cells of a periodic grid, and the
   field between their corners. */
#include "BorisTurn.h"

/* `four` holds the numbers of one node for each of the particles that are interpolated together,
   `share` what they are multiplied with: four particles side by side in a register of the CPU,
   one on accelerators. */
#if ASSAY_LANES == 1
typedef int32_t ASSAY_NAME(cells);
typedef ASSAY_VECTOR(ASSAY_REAL, 4) ASSAY_NAME(four);
typedef ASSAY_REAL ASSAY_NAME(share);
#define ASSAY_CELLS(v) ((ASSAY_NAME(cells))(v))
#define ASSAY_REALS(v) ((ASSAY_NAME(lanes))(v))
#define ASSAY_BELOW(a, b) (-(ASSAY_NAME(cells))((a) < (b)))
#else
typedef int32_t ASSAY_NAME(cells) __attribute__((vector_size(4 * ASSAY_LANES)));
typedef ASSAY_REAL ASSAY_NAME(four) __attribute__((vector_size(sizeof(ASSAY_REAL) * 16)));
typedef ASSAY_NAME(four) ASSAY_NAME(share);
#define ASSAY_CELLS(v) __builtin_convertvector(v, ASSAY_NAME(cells))
#define ASSAY_REALS(v) __builtin_convertvector(v, ASSAY_NAME(lanes))
/* -1 where a < b. */
#define ASSAY_BELOW(a, b) ASSAY_CELLS((a) < (b))
#endif

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

/* Trilinear interpolation: along x, then y, then z, a + f (b - a). The result is v[0]; the others
   are overwritten. */
ASSAY_INLINE void ASSAY_NAME(between)(const ASSAY_NAME(share) * f, ASSAY_NAME(four) * v) {
  for (int c = 0; c < 4; c++) v[c] = ASSAY_BETWEEN(f[0], v[2 * c], v[2 * c + 1]);
  for (int c = 0; c < 2; c++) v[c] = ASSAY_BETWEEN(f[1], v[2 * c], v[2 * c + 1]);
  v[0] = ASSAY_BETWEEN(f[2], v[0], v[1]);
}

/* x += distance u, whole cells moved from the fraction to the cell. */
ASSAY_INLINE void ASSAY_NAME(drift)(ASSAY_REAL distance, const ASSAY_REAL *direction, int32_t *cell,
                                    ASSAY_REAL *fraction) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(cells) cells;
  for (int d = 0; d < 3 * ASSAY_GRID_LANES; d += ASSAY_GRID_LANES) {
    const lanes x = *(lanes *)(fraction + d) + distance * *(const lanes *)(direction + d);
    const cells towards_zero = ASSAY_CELLS(x);
    const cells whole = towards_zero + ASSAY_BELOW(x, ASSAY_REALS(towards_zero));
    *(lanes *)(fraction + d) = x - ASSAY_REALS(whole);
    *(cells *)(cell + d) += whole;
  }
}
