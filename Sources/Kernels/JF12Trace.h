// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as JF12Field.h and JF12Random.h, which are included here. */
#include "JF12Field.h"
#include "JF12Random.h"

/* The length of the next step, and its middle. */
ASSAY_INLINE void ASSAY_NAME(aim)(const assay_jf12_field *f, const assay_jf12_random *g,
                                  const assay_jf12_steps *steps, int lanes,
                                  ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real near = (real)steps->near, far = (real)steps->far, height = (real)steps->height;
  const real outer2 = (real)(f->outer * f->outer), longest = (real)steps->longest;
  const int faces = g->signs != 0;
  const real cell = faces ? (real)f->cell : 1, inverse = 1 / cell;
  /* So far behind a face does a step end: more than the rounding of a position. */
  const real behind = sizeof(real) == 4 ? (real)1e-5 : (real)1e-9;
#pragma clang loop vectorize(enable)
  for (int j = 0; j < lanes; j++) {
    real h = (k->x[2][j] < 0 ? -k->x[2][j] : k->x[2][j]) < height ? near : far;
#pragma clang loop unroll(full)
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
#pragma clang loop unroll(full)
    for (int d = 0; d < 3; d++) k->middle[d][j] = k->x[d][j] + (real)0.5 * h * k->u[d][j];
  }
}

/* The turn about b by turn h |b|, and the second half of the drift. tan(a/2)/(a/2) by its series to
   a^4 in the form of Boris's turn, which keeps |u|; the rest is below a^6/1200. */
ASSAY_INLINE void ASSAY_NAME(move)(ASSAY_REAL turn, int lanes, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
#pragma clang loop vectorize(enable)
  for (int j = 0; j < lanes; j++) {
    const real h = k->h[j], half = (real)0.5 * turn * h;
    const real v0 = half * k->b[0][j], v1 = half * k->b[1][j], v2 = half * k->b[2][j];
    const real q = v0 * v0 + v1 * v1 + v2 * v2; /* (a/2)^2 */
    const real tangent = 1 + q * ((real)(1 / 3.0) + q * (real)(2 / 15.0));
    const real t0 = tangent * v0, t1 = tangent * v1, t2 = tangent * v2;
    const real factor = 2 / (1 + (t0 * t0 + t1 * t1 + t2 * t2));
    const real u0 = k->u[0][j], u1 = k->u[1][j], u2 = k->u[2][j];
    const real p0 = u0 + (u1 * t2 - u2 * t1), p1 = u1 + (u2 * t0 - u0 * t2),
               p2 = u2 + (u0 * t1 - u1 * t0);
    const real w0 = u0 + factor * (p1 * t2 - p2 * t1), w1 = u1 + factor * (p2 * t0 - p0 * t2),
               w2 = u2 + factor * (p0 * t1 - p1 * t0);
    k->u[0][j] = w0;
    k->u[1][j] = w1;
    k->u[2][j] = w2;
    k->x[0][j] = k->middle[0][j] + (real)0.5 * h * w0;
    k->x[1][j] = k->middle[1][j] + (real)0.5 * h * w1;
    k->x[2][j] = k->middle[2][j] + (real)0.5 * h * w2;
    k->path[j] += h;
  }
}

ASSAY_INLINE void ASSAY_NAME(load)(int64_t ray, const double *positions, const double *directions,
                                   const double *paths, int j, ASSAY_NAME(block) * k) {
  for (int d = 0; d < 3; d++) {
    k->x[d][j] = (ASSAY_REAL)positions[3 * ray + d];
    k->u[d][j] = (ASSAY_REAL)directions[3 * ray + d];
  }
  k->path[j] = (ASSAY_REAL)paths[ray];
}

/* Writes out the rays that have ended, puts new ones in their lanes, and when none is left closes
   the holes with the last lanes. Returns the number of lanes in use. */
ASSAY_INLINE int ASSAY_NAME(refill)(int live, int64_t *ray, int64_t *next, int64_t count,
                                    double *positions, double *directions, double *paths,
                                    ASSAY_NAME(block) * k) {
  for (int j = 0; j < live; j++) {
    while (j < live && k->h[j] == 0) {
      for (int d = 0; d < 3; d++) {
        positions[3 * ray[j] + d] = (double)k->x[d][j];
        directions[3 * ray[j] + d] = (double)k->u[d][j];
      }
      paths[ray[j]] = (double)k->path[j];
      if (*next < count) {
        ray[j] = (*next)++;
        ASSAY_NAME(load)(ray[j], positions, directions, paths, j, k);
        k->h[j] = 1;
      } else {
        live--;
        ray[j] = ray[live];
        for (int d = 0; d < 3; d++) {
          k->x[d][j] = k->x[d][live];
          k->u[d][j] = k->u[d][live];
        }
        k->path[j] = k->path[live];
        k->h[j] = k->h[live];
      }
    }
  }
  return live;
}

/* Steps between two looks for rays that have ended. */
enum { ASSAY_NAME(stride) = 16 };

ASSAY_INLINE void ASSAY_NAME(trace)(const assay_jf12_field *f, const assay_jf12_random *g,
                                    const assay_jf12_steps *steps, int64_t count, double *positions,
                                    double *directions, double *paths) {
  ASSAY_NAME(block) k __attribute__((aligned(64))) = {0};
  int64_t ray[ASSAY_JF12_LANES], next = 0;
  int live = 0;
  for (; live < ASSAY_JF12_LANES && next < count; live++) {
    ray[live] = next++;
    ASSAY_NAME(load)(ray[live], positions, directions, paths, live, &k);
  }
  while (live > 0) {
    const int group = ASSAY_NAME(group), lanes = (live + group - 1) / group * group;
    for (int s = 0; s < ASSAY_NAME(stride); s++) {
      ASSAY_NAME(aim)(f, g, steps, lanes, &k);
      ASSAY_NAME(total)(f, g, lanes, &k);
      ASSAY_NAME(move)((ASSAY_REAL)steps->turn, lanes, &k);
    }
    live = ASSAY_NAME(refill)(live, ray, &next, count, positions, directions, paths, &k);
  }
}

ASSAY_INLINE void ASSAY_NAME(vectors)(const assay_jf12_field *f, const assay_jf12_random *g,
                                      int64_t count, const double *positions, double *vectors,
                                      double *strengths) {
  ASSAY_NAME(block) k __attribute__((aligned(64))) = {0};
  const int lanes = ASSAY_NAME(group);
  for (int64_t from = 0; from < count; from += lanes) {
    const int n = count - from < lanes ? (int)(count - from) : lanes;
    for (int j = 0; j < n; j++)
      for (int d = 0; d < 3; d++) k.middle[d][j] = (ASSAY_REAL)positions[3 * (from + j) + d];
    ASSAY_NAME(total)(f, g, lanes, &k);
    for (int j = 0; j < n; j++) {
      for (int d = 0; d < 3; d++) vectors[3 * (from + j) + d] = (double)k.b[d][j];
      strengths[from + j] = (double)k.s[j];
    }
  }
}
