// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after BorisTurn.h (for its lanes); ASSAY_SINE is a polynomial of
   Sine.h. */

/* b += a cos(2 pi r), |r| <= 1/2.

   cos(2 pi r) = sin(2 pi w) with w = 1/4 - |r|, and sin(2 pi w) = w P(w^2) on |w| <= 1/4. */
ASSAY_INLINE void ASSAY_NAME(wave)(ASSAY_REAL a0, ASSAY_REAL a1, ASSAY_REAL a2,
                                   const ASSAY_NAME(lanes) * r, ASSAY_NAME(lanes) * b) {
  typedef ASSAY_NAME(lanes) lanes;
  const lanes w = (ASSAY_REAL)0.25 - ASSAY_ABS(*r);
  const lanes z = w * w;
  const lanes c = ASSAY_SINE(z) * w;
  b[0] += a0 * c;
  b[1] += a1 * c;
  b[2] += a2 * c;
}

/* q . x + phase [turns], summed in this order everywhere; a macro, because x and the phase may be
   lanes. */
#define ASSAY_TURNS(q0, q1, q2, phase, x, y, z) ((q2) * (z) + ((q1) * (y) + ((q0) * (x) + (phase))))

/* The same less the nearest whole number. */
ASSAY_INLINE ASSAY_REAL ASSAY_NAME(turns)(double q0, double q1, double q2, double phase, double x,
                                          double y, double z) {
  const double t = ASSAY_TURNS(q0, q1, q2, phase, x, y, z);
  return (ASSAY_REAL)(t - ((t + 0x1.8p52) - 0x1.8p52));
}
