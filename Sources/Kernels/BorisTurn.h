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

/* u += (u + u x t) x 2t/(1 + t^2) with t = turn b; b is overwritten. */
ASSAY_INLINE void ASSAY_NAME(kick)(ASSAY_REAL turn, ASSAY_NAME(lanes) * b, ASSAY_NAME(lanes) * u) {
  typedef ASSAY_NAME(lanes) lanes;
  const lanes t0 = turn * b[0], t1 = turn * b[1], t2 = turn * b[2];
  const lanes factor = 2 / (1 + (t0 * t0 + t1 * t1 + t2 * t2));
  const lanes s0 = factor * t0, s1 = factor * t1, s2 = factor * t2;
  const lanes p0 = u[0] + (u[1] * t2 - u[2] * t1);
  const lanes p1 = u[1] + (u[2] * t0 - u[0] * t2);
  const lanes p2 = u[2] + (u[0] * t1 - u[1] * t0);
  u[0] += p1 * s2 - p2 * s1;
  u[1] += p2 * s0 - p0 * s2;
  u[2] += p0 * s1 - p1 * s0;
}
