// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after PlaneWave.h: how lanes of the CPU sum modes. Their phases at a
   place of each lane's own stand in a table, and the lanes move away from it. ASSAY_BLOCK is two
   registers of lanes, so that a mode is read once for both; ASSAY_MAGIC rounds. */

typedef struct {
  const ASSAY_REAL *modes;
  int32_t count;
  const ASSAY_REAL *phases;
} ASSAY_NAME(field);

typedef ASSAY_NAME(lanes) ASSAY_NAME(places);
#define ASSAY_OWNER 1

/* b += sum of the modes at offset + displacement. */
ASSAY_INLINE void ASSAY_NAME(sum)(const ASSAY_NAME(field) * field, ASSAY_NAME(places) (*x)[3],
                                  ASSAY_NAME(lanes) (*b)[3]) {
  typedef ASSAY_NAME(lanes) lanes;
  for (int32_t n = 0; n < field->count; n++) {
    const ASSAY_REAL *q = field->modes + (int64_t)ASSAY_WAVE_STRIDE * n;
    const lanes *phase = (const lanes *)(field->phases + (int64_t)ASSAY_BLOCK * n);
#pragma clang loop unroll(full)
    for (int v = 0; v < ASSAY_BLOCK / ASSAY_LANES; v++) {
      const lanes t = ASSAY_TURNS(q[0], q[1], q[2], phase[v], x[v][0], x[v][1], x[v][2]);
      const lanes r = t - ((t + ASSAY_MAGIC) - ASSAY_MAGIC);
      ASSAY_NAME(wave)(q[3], q[4], q[5], &r, b[v]);
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
    for (int i = 0; i < ASSAY_BLOCK; i++)
      to[i] = ASSAY_NAME(turns)(q[0], q[1], q[2], q[6], x[i], y[i], z[i]);
  }
}
