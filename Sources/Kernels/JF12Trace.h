// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, for the lanes of the CPU: the rays' way through them. What a lane does is
   in the files included here, but for JF12Rounding.h also the text for accelerators. */
#include "JF12Field.h"
#include "JF12Random.h"
#include "JF12Step.h"
#include "JF12Rounding.h"

/* Writes out the rays that have ended, puts new ones in their lanes, and when none is left closes
   the holes with the last lanes. Returns the number of lanes in use. */
ASSAY_INLINE int ASSAY_NAME(refill)(int live, int64_t *ray, int64_t *next, int64_t count,
                                    double *positions, double *directions, double *paths,
                                    ASSAY_NAME(block) * k) {
  for (int j = 0; j < live; j++) {
    while (j < live && k->h[j] == 0) {
      ASSAY_NAME(store)(ray[j], positions, directions, paths, j, k);
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

ASSAY_INLINE void ASSAY_NAME(trace)(const assay_jf12_field *field, const assay_jf12_random *random,
                                    const assay_jf12_steps *steps, int64_t count, double *positions,
                                    double *directions, double *paths) {
  ASSAY_NAME(model) f;
  ASSAY_NAME(round)(field, random, steps, &f);
  const assay_jf12_grids g = {random->signs, random->nodes};
  ASSAY_NAME(block) k __attribute__((aligned(64))) = {0};
  int64_t ray[ASSAY_JF12_LANES], next = 0;
  int live = 0;
  for (; live < ASSAY_JF12_LANES && next < count; live++) {
    ray[live] = next++;
    ASSAY_NAME(load)(ray[live], positions, directions, paths, live, &k);
  }
  while (live > 0) {
    const int group = ASSAY_JF12_GROUP, lanes = (live + group - 1) / group * group;
    for (int s = 0; s < ASSAY_NAME(stride); s++) ASSAY_NAME(step)(&f, &g, lanes, &k);
    live = ASSAY_NAME(refill)(live, ray, &next, count, positions, directions, paths, &k);
  }
}

ASSAY_INLINE void ASSAY_NAME(vectors)(const assay_jf12_field *field,
                                      const assay_jf12_random *random, int64_t count,
                                      const double *positions, double *vectors,
                                      double *strengths) {
  const assay_jf12_steps none = {0};
  ASSAY_NAME(model) f;
  ASSAY_NAME(round)(field, random, &none, &f);
  const assay_jf12_grids g = {random->signs, random->nodes};
  ASSAY_NAME(block) k __attribute__((aligned(64))) = {0};
  const int lanes = ASSAY_JF12_GROUP;
  for (int64_t from = 0; from < count; from += lanes) {
    const int n = count - from < lanes ? (int)(count - from) : lanes;
    for (int j = 0; j < n; j++)
      for (int d = 0; d < 3; d++) k.middle[d][j] = (ASSAY_REAL)positions[3 * (from + j) + d];
    ASSAY_NAME(total)(&f, &g, lanes, &k);
    for (int j = 0; j < n; j++) {
      for (int d = 0; d < 3; d++) vectors[3 * (from + j) + d] = (double)k.b[d][j];
      strengths[from + j] = (double)k.s[j];
    }
  }
}
