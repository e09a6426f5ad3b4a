// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after PlaneWave.h: how a work-item sums modes. The CPU keeps the phases
   of every lane at a place near it, 4 bytes a mode and particle; read again every step they would
   be all that an accelerator does. Here the phase is computed from the place in double precision.

   With ASSAY_TURN_SHIFT the phase of a mode, in the table, has 3 2^(19 + ASSAY_TURN_SHIFT) turns
   added. Then the sum with k . x/(2 pi) is a double whose lowest 32 - ASSAY_TURN_SHIFT bits are
   the fraction of a turn: three fused operations and a conversion, where reducing in doubles
   takes six and one. Each of them rounds to 2^(ASSAY_TURN_SHIFT - 33) turns; |k . x|/(2 pi) <
   2^(18 + ASSAY_TURN_SHIFT) turns. For single precision. */

/* k/(2 pi) and the phase [turns] of modes, and their amplitudes; a 0 fills the fourth place. */
typedef struct {
  const ASSAY_GLOBAL ASSAY_VECTOR(double, 4) *waves;
  const ASSAY_GLOBAL ASSAY_VECTOR(ASSAY_REAL, 4) *amplitudes;
  int32_t count;
} ASSAY_NAME(modes);

#ifdef ASSAY_TURN_SHIFT
ASSAY_INLINE ASSAY_REAL ASSAY_NAME(fixed)(double q0, double q1, double q2, double phase, double x,
                                          double y, double z) {
  union {
    double real;
    uint64_t bits;
  } t;
  t.real = ASSAY_TURNS(q0, q1, q2, phase, x, y, z);
  return (float)(int32_t)((uint32_t)t.bits << ASSAY_TURN_SHIFT) * 0x1p-32f;
}
#define ASSAY_PHASE ASSAY_NAME(fixed)
#else
#define ASSAY_PHASE ASSAY_NAME(turns)
#endif

/* b += modes first, first + stride ... at ASSAY_BLOCK places: a mode is read once for all. */
ASSAY_INLINE void ASSAY_NAME(gather)(const ASSAY_NAME(modes) * modes, int32_t first, int32_t stride,
                                     double (*x)[3], ASSAY_REAL (*b)[3]) {
  for (int32_t n = first; n < modes->count; n += stride) {
    const ASSAY_VECTOR(double, 4) q = modes->waves[n];
    const ASSAY_VECTOR(ASSAY_REAL, 4) a = modes->amplitudes[n];
    ASSAY_UNROLL
    for (int v = 0; v < ASSAY_BLOCK; v++) {
      const ASSAY_REAL r =
          ASSAY_PHASE(ASSAY_PART(q, 0), ASSAY_PART(q, 1), ASSAY_PART(q, 2), ASSAY_PART(q, 3),
                      x[v][0], x[v][1], x[v][2]);
      ASSAY_NAME(wave)(ASSAY_PART(a, 0), ASSAY_PART(a, 1), ASSAY_PART(a, 2), &r, b[v]);
    }
  }
}
