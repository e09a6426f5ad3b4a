// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as JF12Field.h, after which it is included. */

#ifndef ASSAY_JF12_GRIDS
#define ASSAY_JF12_GRIDS
/* As in assay_jf12_random: NULL without striation, without turbulence. */
typedef struct {
  const ASSAY_GLOBAL uint32_t *signs;
  const ASSAY_GLOBAL int16_t *nodes;
} assay_jf12_grids;

/* Nodes as they are stored: one is aligned to its size, an edge to that of a node. */
#ifdef ASSAY_ACCELERATOR
typedef ASSAY_VECTOR(short, 4) assay_jf12_node;
#else
typedef int16_t assay_jf12_edge __attribute__((vector_size(16), aligned(2)));
#endif
#endif

/* The two nodes at the ends of an edge of a cell. */
typedef ASSAY_VECTOR(ASSAY_REAL, 8) ASSAY_NAME(edge);

ASSAY_INLINE void ASSAY_NAME(edge_at)(const assay_jf12_grids *g, int32_t row,
                                      ASSAY_NAME(edge) * e) {
#ifdef ASSAY_ACCELERATOR
  const ASSAY_GLOBAL assay_jf12_node *n = (const ASSAY_GLOBAL assay_jf12_node *)g->nodes + row;
  const assay_jf12_node low = ASSAY_LOAD(n), high = ASSAY_LOAD(n + 1);
  const ASSAY_NAME(node) a = ASSAY_CONVERT(low, ASSAY_REAL, 4);
  const ASSAY_NAME(node) b = ASSAY_CONVERT(high, ASSAY_REAL, 4);
  *e = ASSAY_JOIN(a, b, ASSAY_REAL, 8);
#else
  *e = ASSAY_CONVERT(*(const assay_jf12_edge *)(g->nodes + 4 * (int64_t)row), ASSAY_REAL, 8);
#endif
}

ASSAY_INLINE int32_t ASSAY_NAME(floor)(ASSAY_REAL v) {
  const int32_t towards_zero = (int32_t)v;
  return towards_zero - (v < (ASSAY_REAL)towards_zero);
}

/* The four edges along x of the cells in which the middles lie, asked for ahead of their use. */
ASSAY_INLINE void ASSAY_NAME(locate)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g,
                                     int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real inverse = f->per_spacing;
  const int32_t n = 1 << f->log2_count, mask = n - 1;
ASSAY_VECTORIZE
  for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
    const real x = k->middle[0][p] * inverse, y = k->middle[1][p] * inverse,
               z = k->middle[2][p] * inverse;
    const int32_t i = ASSAY_NAME(floor)(x), j = ASSAY_NAME(floor)(y), l = ASSAY_NAME(floor)(z);
    k->fraction[0][p] = x - (real)i;
    k->fraction[1][p] = y - (real)j;
    k->fraction[2][p] = z - (real)l;
    const int32_t j0 = j & mask, j1 = (j + 1) & mask, l0 = (l & mask) << f->log2_count,
                  l1 = ((l + 1) & mask) << f->log2_count;
    k->row[0][p] = (l0 + j0) * (n + 1) + (i & mask);
    k->row[1][p] = (l0 + j1) * (n + 1) + (i & mask);
    k->row[2][p] = (l1 + j0) * (n + 1) + (i & mask);
    k->row[3][p] = (l1 + j1) * (n + 1) + (i & mask);
  }
#ifndef ASSAY_ACCELERATOR
  for (int c = 0; c < 4; c++)
    for (int p = from; p < from + ASSAY_JF12_GROUP; p++)
      __builtin_prefetch(g->nodes + 4 * (int64_t)k->row[c][p]);
#endif
}

/* b += strength times the interpolated field, along z, then y, then x. */
ASSAY_INLINE void ASSAY_NAME(interpolate)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g,
                                          int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_NAME(edge) edge;
  typedef ASSAY_NAME(node) node;
  for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
    edge v[4];
ASSAY_UNROLL_ALWAYS
    for (int c = 0; c < 4; c++) ASSAY_NAME(edge_at)(g, k->row[c][p], &v[c]);
    const edge low = ASSAY_BETWEEN(k->fraction[2][p], v[0], v[2]);
    const edge high = ASSAY_BETWEEN(k->fraction[2][p], v[1], v[3]);
    const edge e = ASSAY_BETWEEN(k->fraction[1][p], low, high);
    const node a = ASSAY_LOW(e), b = ASSAY_HIGH(e);
    k->turbulence[p] = ASSAY_BETWEEN(k->fraction[0][p], a, b);
  }
  /* Adding nothing could change the sign of a zero, after what the lanes beside this one do. */
  const ASSAY_REAL unit = f->unit;
  for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
    const ASSAY_REAL scale = unit * k->s[p];
    const int on = k->s[p] > 0;
    const ASSAY_REAL b0 = k->b[0][p] + scale * ASSAY_PART(k->turbulence[p], 0);
    const ASSAY_REAL b1 = k->b[1][p] + scale * ASSAY_PART(k->turbulence[p], 1);
    const ASSAY_REAL b2 = k->b[2][p] + scale * ASSAY_PART(k->turbulence[p], 2);
    k->b[0][p] = on ? b0 : k->b[0][p];
    k->b[1][p] = on ? b1 : k->b[1][p];
    k->b[2][p] = on ? b2 : k->b[2][p];
  }
}

/* b becomes b (1 +- striation) after the sign of its cell. */
ASSAY_INLINE void ASSAY_NAME(striate)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g,
                                      int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  enum { n = ASSAY_JF12_CELLS };
  const real inverse = f->per_cell, per_period = (real)1 / n, beta = f->striation;
ASSAY_VECTORIZE
  for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
    int32_t c[3];
ASSAY_UNROLL_ALWAYS
    for (int d = 0; d < 3; d++) {
      const int32_t whole = ASSAY_NAME(floor)(k->middle[d][p] * inverse);
      /* Half a cell keeps the quotient away from whole numbers, where it would be rounded. */
      c[d] = whole - n * ASSAY_NAME(floor)(((real)whole + (real)0.5) * per_period);
    }
    k->cell[p] = (c[2] * n + c[1]) * n + c[0];
  }
  for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
    const uint32_t minus = g->signs[k->cell[p] >> 5] >> (k->cell[p] & 31) & 1;
    const real factor = minus ? 1 - beta : 1 + beta;
    for (int d = 0; d < 3; d++) k->b[d][p] *= factor;
  }
}

/* The whole field at the middle of the steps. */
ASSAY_INLINE void ASSAY_NAME(total)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g,
                                    int lanes, ASSAY_NAME(block) * k) {
  if (g->nodes)
    for (int from = 0; from < lanes; from += ASSAY_JF12_GROUP) ASSAY_NAME(locate)(f, g, from, k);
  ASSAY_NAME(regular)(f, lanes, k);
  if (g->signs)
    for (int from = 0; from < lanes; from += ASSAY_JF12_GROUP) ASSAY_NAME(striate)(f, g, from, k);
  if (!g->nodes) return;
  const ASSAY_REAL weak = f->weak;
  for (int from = 0; from < lanes; from += ASSAY_JF12_GROUP) {
    int any = 0;
    for (int p = from; p < from + ASSAY_JF12_GROUP; p++) {
      k->s[p] = k->s[p] < weak ? 0 : k->s[p];
      any |= k->s[p] > 0;
    }
    if (any) ASSAY_NAME(interpolate)(f, g, from, k);
  }
}
