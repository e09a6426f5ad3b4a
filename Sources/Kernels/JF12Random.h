// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as JF12Field.h, after which it is included. */

#ifndef ASSAY_JF12_NODE_TYPES
#define ASSAY_JF12_NODE_TYPES
typedef int16_t assay_jf12_edge __attribute__((vector_size(16), aligned(2)));
#endif
/* The two nodes at the ends of an edge of a cell. */
typedef ASSAY_REAL ASSAY_NAME(edge) __attribute__((vector_size(8 * sizeof(ASSAY_REAL))));
typedef ASSAY_REAL ASSAY_NAME(node)
    __attribute__((vector_size(4 * sizeof(ASSAY_REAL)), aligned(sizeof(ASSAY_REAL))));

ASSAY_INLINE int32_t ASSAY_NAME(floor)(ASSAY_REAL v) {
  const int32_t towards_zero = (int32_t)v;
  return towards_zero - (v < (ASSAY_REAL)towards_zero);
}

/* The four edges along x of the cells in which the middles lie, asked for ahead of their use. */
ASSAY_INLINE void ASSAY_NAME(locate)(const assay_jf12_random *g, int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real inverse = (real)(1 / g->spacing);
  const int32_t n = 1 << g->log2_count, mask = n - 1;
#pragma clang loop vectorize(enable)
  for (int p = from; p < from + ASSAY_NAME(group); p++) {
    const real x = k->middle[0][p] * inverse, y = k->middle[1][p] * inverse,
               z = k->middle[2][p] * inverse;
    const int32_t i = ASSAY_NAME(floor)(x), j = ASSAY_NAME(floor)(y), l = ASSAY_NAME(floor)(z);
    k->fraction[0][p] = x - (real)i;
    k->fraction[1][p] = y - (real)j;
    k->fraction[2][p] = z - (real)l;
    const int32_t j0 = j & mask, j1 = (j + 1) & mask, l0 = (l & mask) << g->log2_count,
                  l1 = ((l + 1) & mask) << g->log2_count;
    k->row[0][p] = (l0 + j0) * (n + 1) + (i & mask);
    k->row[1][p] = (l0 + j1) * (n + 1) + (i & mask);
    k->row[2][p] = (l1 + j0) * (n + 1) + (i & mask);
    k->row[3][p] = (l1 + j1) * (n + 1) + (i & mask);
  }
  for (int c = 0; c < 4; c++)
    for (int p = from; p < from + ASSAY_NAME(group); p++)
      __builtin_prefetch(g->nodes + 4 * (int64_t)k->row[c][p]);
}

/* b += strength times the interpolated field, along z, then y, then x. */
ASSAY_INLINE void ASSAY_NAME(interpolate)(const assay_jf12_random *g, int from,
                                          ASSAY_NAME(block) * k) {
  typedef ASSAY_NAME(edge) edge;
  typedef ASSAY_NAME(node) node;
  for (int p = from; p < from + ASSAY_NAME(group); p++) {
    edge v[4];
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++)
      v[c] = __builtin_convertvector(
          *(const assay_jf12_edge *)(g->nodes + 4 * (int64_t)k->row[c][p]), edge);
    const edge low = v[0] + k->fraction[2][p] * (v[2] - v[0]);
    const edge high = v[1] + k->fraction[2][p] * (v[3] - v[1]);
    const edge e = low + k->fraction[1][p] * (high - low);
    const node a = __builtin_shufflevector(e, e, 0, 1, 2, 3);
    const node b = __builtin_shufflevector(e, e, 4, 5, 6, 7);
    *(node *)k->turbulence[p] = a + k->fraction[0][p] * (b - a);
  }
  const ASSAY_REAL unit = (ASSAY_REAL)g->unit;
  for (int p = from; p < from + ASSAY_NAME(group); p++) {
    const ASSAY_REAL scale = unit * k->s[p];
    k->b[0][p] += scale * k->turbulence[p][0];
    k->b[1][p] += scale * k->turbulence[p][1];
    k->b[2][p] += scale * k->turbulence[p][2];
  }
}

/* b becomes b (1 +- striation) after the sign of its cell. */
ASSAY_INLINE void ASSAY_NAME(striate)(const assay_jf12_field *f, const assay_jf12_random *g,
                                      int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  enum { n = ASSAY_JF12_CELLS };
  const real inverse = (real)(1 / f->cell), per_period = (real)1 / n, beta = (real)f->striation;
#pragma clang loop vectorize(enable)
  for (int p = from; p < from + ASSAY_NAME(group); p++) {
    int32_t c[3];
#pragma clang loop unroll(full)
    for (int d = 0; d < 3; d++) {
      const int32_t whole = ASSAY_NAME(floor)(k->middle[d][p] * inverse);
      /* Half a cell keeps the quotient away from whole numbers, where it would be rounded. */
      c[d] = whole - n * ASSAY_NAME(floor)(((real)whole + (real)0.5) * per_period);
    }
    k->cell[p] = (c[2] * n + c[1]) * n + c[0];
  }
  for (int p = from; p < from + ASSAY_NAME(group); p++) {
    const uint32_t minus = g->signs[k->cell[p] >> 5] >> (k->cell[p] & 31) & 1;
    const real factor = minus ? 1 - beta : 1 + beta;
    for (int d = 0; d < 3; d++) k->b[d][p] *= factor;
  }
}

/* The whole field at the middle of the steps. */
ASSAY_INLINE void ASSAY_NAME(total)(const assay_jf12_field *f, const assay_jf12_random *g,
                                    int lanes, ASSAY_NAME(block) * k) {
  if (g->nodes)
    for (int from = 0; from < lanes; from += ASSAY_NAME(group)) ASSAY_NAME(locate)(g, from, k);
  ASSAY_NAME(regular)(f, lanes, k);
  if (g->signs)
    for (int from = 0; from < lanes; from += ASSAY_NAME(group)) ASSAY_NAME(striate)(f, g, from, k);
  if (!g->nodes) return;
  const ASSAY_REAL weak = (ASSAY_REAL)g->weak;
  for (int from = 0; from < lanes; from += ASSAY_NAME(group)) {
    int any = 0;
    for (int p = from; p < from + ASSAY_NAME(group); p++) {
      k->s[p] = k->s[p] < weak ? 0 : k->s[p];
      any |= k->s[p] > 0;
    }
    if (any) ASSAY_NAME(interpolate)(g, from, k);
  }
}
