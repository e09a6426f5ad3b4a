// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, as BorisTurn.h, which is included here; ASSAY_BLOCK is two registers of
   lanes, so that a mode is read once for both; ASSAY_MAGIC rounds; ASSAY_SINE is a polynomial. */
#include "BorisTurn.h"

/* b += sum of the modes at offset + displacement.

   cos(2 pi t) = sin(2 pi w) with w = 1/4 - |t - [t]|, and sin(2 pi w) = w P(w^2) on |w| <= 1/4. */
ASSAY_INLINE void ASSAY_NAME(sum)(const ASSAY_REAL *modes, int32_t count, const ASSAY_REAL *phases,
                                  const ASSAY_NAME(lanes) (*x)[3], ASSAY_NAME(lanes) (*b)[3]) {
  typedef ASSAY_NAME(lanes) lanes;
  for (int32_t n = 0; n < count; n++) {
    const ASSAY_REAL *q = modes + (int64_t)ASSAY_WAVE_STRIDE * n;
    const lanes *phase = (const lanes *)(phases + (int64_t)ASSAY_BLOCK * n);
#pragma clang loop unroll(full)
    for (int v = 0; v < ASSAY_BLOCK / ASSAY_LANES; v++) {
      const lanes t = q[2] * x[v][2] + (q[1] * x[v][1] + (q[0] * x[v][0] + phase[v]));
      const lanes r = t - ((t + ASSAY_MAGIC) - ASSAY_MAGIC);
      const lanes w = (ASSAY_REAL)0.25 - __builtin_elementwise_abs(r);
      const lanes z = w * w;
      const lanes c = ASSAY_SINE(z) * w;
      b[v][0] += q[3] * c;
      b[v][1] += q[4] * c;
      b[v][2] += q[5] * c;
    }
  }
}

ASSAY_INLINE void ASSAY_NAME(advance)(const ASSAY_REAL *modes, int32_t count,
                                      const ASSAY_REAL *phases, int64_t steps, ASSAY_REAL step,
                                      ASSAY_REAL turn, const double *mean, ASSAY_REAL *offset,
                                      ASSAY_REAL *direction) {
  typedef ASSAY_NAME(lanes) lanes;
  enum { REGISTERS = ASSAY_BLOCK / ASSAY_LANES };
  lanes x[REGISTERS][3], u[REGISTERS][3];
  for (int v = 0; v < REGISTERS; v++) {
    for (int d = 0; d < 3; d++) {
      u[v][d] = *(lanes *)(direction + d * ASSAY_BLOCK + v * ASSAY_LANES);
      x[v][d] = *(lanes *)(offset + d * ASSAY_BLOCK + v * ASSAY_LANES) + step / 2 * u[v][d];
    }
  }
  for (int64_t s = 0; s < steps; s++) {
    const ASSAY_REAL drift = s + 1 < steps ? step : step / 2;
    lanes b[REGISTERS][3];
    for (int v = 0; v < REGISTERS; v++)
      for (int d = 0; d < 3; d++) b[v][d] = (lanes){0} + (ASSAY_REAL)mean[d];
    ASSAY_NAME(sum)(modes, count, phases, x, b);
    for (int v = 0; v < REGISTERS; v++) {
      ASSAY_NAME(kick)(turn, b[v], u[v]);
      for (int d = 0; d < 3; d++) x[v][d] += drift * u[v][d];
    }
  }
  for (int v = 0; v < REGISTERS; v++) {
    for (int d = 0; d < 3; d++) {
      *(lanes *)(offset + d * ASSAY_BLOCK + v * ASSAY_LANES) = x[v][d];
      *(lanes *)(direction + d * ASSAY_BLOCK + v * ASSAY_LANES) = u[v][d];
    }
  }
}

ASSAY_INLINE void ASSAY_NAME(place)(const double *modes, int32_t count, const double *origin,
                                    ASSAY_REAL *phases) {
  const double *x = origin, *y = origin + ASSAY_BLOCK, *z = origin + 2 * ASSAY_BLOCK;
  for (int32_t n = 0; n < count; n++) {
    const double *q = modes + (int64_t)ASSAY_WAVE_STRIDE * n;
    ASSAY_REAL *to = phases + (int64_t)ASSAY_BLOCK * n;
#pragma clang loop vectorize(enable)
    for (int i = 0; i < ASSAY_BLOCK; i++) {
      const double t = q[2] * z[i] + (q[1] * y[i] + (q[0] * x[i] + q[6]));
      to[i] = (ASSAY_REAL)(t - ((t + 0x1.8p52) - 0x1.8p52));
    }
  }
}
