// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after BorisCell.h: how a work-item reads the nodes of its cell, each by
   one load of 16 bytes. The CPU's counterpart is BorisCellLanes.h. */

typedef struct {
  const ASSAY_GLOBAL ASSAY_VECTOR(float, 4) *nodes;
  int32_t log2_count;
  ASSAY_REAL step;
} assay_orbit_grid;

/* field += that between the corners. */
ASSAY_INLINE void ASSAY_NAME(interpolate)(const ASSAY_GLOBAL ASSAY_VECTOR(float, 4) * nodes,
                                          const int32_t *corner, const ASSAY_REAL *fraction,
                                          ASSAY_REAL *field) {
  ASSAY_NAME(four) v[8];
  ASSAY_UNROLL
  for (int c = 0; c < 8; c++) {
    /* A copy first: converted where it lies, a node is read number by number in CUDA. */
    const ASSAY_VECTOR(float, 4) node = nodes[corner[c]];
    v[c] = ASSAY_CONVERT(node, ASSAY_REAL, 4);
  }
  ASSAY_NAME(between)(fraction, v);
  field[0] += ASSAY_PART(v[0], 0);
  field[1] += ASSAY_PART(v[0], 1);
  field[2] += ASSAY_PART(v[0], 2);
}
