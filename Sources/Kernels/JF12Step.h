// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as JF12Field.h and JF12Random.h, after which it is included, with
   ASSAY_LANES 1: a turn is written for one ray, in a loop over rays. */
#include "BorisTurn.h"

/* The length of the next step, and its middle. */
ASSAY_INLINE void ASSAY_NAME(aim)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g, int lanes,
                                  ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real near = f->near_step, far = f->far_step, height = f->near_height;
  const real outer2 = f->outer2, longest = f->longest;
  const int faces = g->signs != 0;
  const real cell = faces ? f->cell : 1, inverse = 1 / cell;
  /* So far behind a face does a step end: more than the rounding of a position. */
  const real behind = sizeof(real) == 4 ? (real)1e-5 : (real)1e-9;
ASSAY_VECTORIZE
  for (int j = 0; j < lanes; j++) {
    real h = (k->x[2][j] < 0 ? -k->x[2][j] : k->x[2][j]) < height ? near : far;
ASSAY_UNROLL_ALWAYS
    for (int d = 0; d < 3; d++) {
      const real u = k->u[d][j], c = k->x[d][j] * inverse;
      const real low = (real)ASSAY_NAME(floor)(c);
      const real speed = u < 0 ? -u : u;
      const real way = (u < 0 ? c - low : low + 1 - c) * cell + behind;
      const real reach = way / (speed > (real)1e-6 ? speed : (real)1e-6);
      h = faces && reach < h ? reach : h;
    }
    const real d2 = k->x[0][j] * k->x[0][j] + k->x[1][j] * k->x[1][j] + k->x[2][j] * k->x[2][j];
    const real left = longest - k->path[j];
    h = left < h ? left : h;
    h = d2 < outer2 ? h : 0;
    k->h[j] = h;
ASSAY_UNROLL_ALWAYS
    for (int d = 0; d < 3; d++) k->middle[d][j] = k->x[d][j] + (real)0.5 * h * k->u[d][j];
  }
}

/* The turn about b by turn h |b|, and the second half of the drift. tan(a/2)/(a/2) by its series to
   a^4 in the form of Boris's turn, which keeps |u|; the rest is below a^6/1200. */
ASSAY_INLINE void ASSAY_NAME(move)(ASSAY_REAL turn, int lanes, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
ASSAY_VECTORIZE
  for (int j = 0; j < lanes; j++) {
    const real h = k->h[j], per_field = (real)0.5 * turn * h;
    const real v0 = per_field * k->b[0][j], v1 = per_field * k->b[1][j],
               v2 = per_field * k->b[2][j];
    const real q = v0 * v0 + v1 * v1 + v2 * v2; /* (a/2)^2 */
    const real tangent = 1 + q * ((real)1 / 3 + q * ((real)2 / 15));
    const real t[3] = {tangent * v0, tangent * v1, tangent * v2};
    const real u[3] = {k->u[0][j], k->u[1][j], k->u[2][j]};
    real p[3], c[3], factor;
    ASSAY_NAME(half_turn)(t, u, p, &factor);
    ASSAY_NAME(cross)(p, t, c);
ASSAY_UNROLL_ALWAYS
    for (int d = 0; d < 3; d++) {
      const real w = u[d] + factor * c[d];
      k->u[d][j] = w;
      k->x[d][j] = k->middle[d][j] + (real)0.5 * h * w;
    }
    k->path[j] += h;
  }
}

ASSAY_INLINE void ASSAY_NAME(step)(const ASSAY_NAME(model) *f, const assay_jf12_grids *g, int lanes,
                                   ASSAY_NAME(block) * k) {
  ASSAY_NAME(aim)(f, g, lanes, k);
  ASSAY_NAME(total)(f, g, lanes, k);
  ASSAY_NAME(move)(f->turn, lanes, k);
}

/* The numbers of rays as the caller has them. */
#ifdef ASSAY_ACCELERATOR
typedef ASSAY_REAL ASSAY_NAME(given);
#else
typedef double ASSAY_NAME(given);
#endif

/* Puts a ray in lane j, to be followed. */
ASSAY_INLINE void ASSAY_NAME(load)(int64_t ray, const ASSAY_GLOBAL ASSAY_NAME(given) *positions,
                                   const ASSAY_GLOBAL ASSAY_NAME(given) *directions,
                                   const ASSAY_GLOBAL ASSAY_NAME(given) *paths, int j,
                                   ASSAY_NAME(block) * k) {
  for (int d = 0; d < 3; d++) {
    k->x[d][j] = (ASSAY_REAL)positions[3 * ray + d];
    k->u[d][j] = (ASSAY_REAL)directions[3 * ray + d];
  }
  k->path[j] = (ASSAY_REAL)paths[ray];
}

ASSAY_INLINE void ASSAY_NAME(store)(int64_t ray, ASSAY_GLOBAL ASSAY_NAME(given) *positions,
                                    ASSAY_GLOBAL ASSAY_NAME(given) *directions,
                                    ASSAY_GLOBAL ASSAY_NAME(given) *paths, int j,
                                    const ASSAY_NAME(block) * k) {
  for (int d = 0; d < 3; d++) {
    positions[3 * ray + d] = k->x[d][j];
    directions[3 * ray + d] = k->u[d][j];
  }
  paths[ray] = k->path[j];
}
