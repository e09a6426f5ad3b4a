// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision: ASSAY_NAME, ASSAY_REAL and ASSAY_LANES are set by the file that includes
   it; ASSAY_LANES is 1 on accelerators. Vectors are passed by address, because their calling
   convention differs between CPUs. */

#if ASSAY_LANES == 1
typedef ASSAY_REAL ASSAY_NAME(lanes);
#define ASSAY_ZERO ((ASSAY_NAME(lanes))0)
#else
typedef ASSAY_REAL ASSAY_NAME(lanes)
    __attribute__((vector_size(sizeof(ASSAY_REAL) * ASSAY_LANES)));
#define ASSAY_ZERO ((ASSAY_NAME(lanes)){0})
#endif

/* c = a x b. */
ASSAY_INLINE void ASSAY_NAME(cross)(const ASSAY_NAME(lanes) * a, const ASSAY_NAME(lanes) * b,
                                    ASSAY_NAME(lanes) * c) {
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}

/* Boris's turn of u, u + factor p x t with p = u + u x t and factor = 2/(1 + t^2), but for the last
   product: the factor can go to t or to p x t, which round differently. */
ASSAY_INLINE void ASSAY_NAME(half_turn)(const ASSAY_NAME(lanes) * t, const ASSAY_NAME(lanes) * u,
                                        ASSAY_NAME(lanes) * p, ASSAY_NAME(lanes) * factor) {
  ASSAY_NAME(lanes) c[3];
  *factor = 2 / (1 + (t[0] * t[0] + t[1] * t[1] + t[2] * t[2]));
  ASSAY_NAME(cross)(u, t, c);
  for (int d = 0; d < 3; d++) p[d] = u[d] + c[d];
}

/* u += (u + u x t) x 2t/(1 + t^2) with t = turn b. */
ASSAY_INLINE void ASSAY_NAME(kick)(ASSAY_REAL turn, const ASSAY_NAME(lanes) * b,
                                   ASSAY_NAME(lanes) * u) {
  ASSAY_NAME(lanes) t[3], p[3], c[3], factor;
  for (int d = 0; d < 3; d++) t[d] = turn * b[d];
  ASSAY_NAME(half_turn)(t, u, p, &factor);
  for (int d = 0; d < 3; d++) t[d] = factor * t[d];
  ASSAY_NAME(cross)(p, t, c);
  for (int d = 0; d < 3; d++) u[d] += c[d];
}
