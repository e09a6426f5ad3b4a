// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after PlaneWave.h and one of WaveLanes.h (CPU) and Devices/WaveSum.h
   (accelerators), which sum the modes: drift-kick-drift through plane waves, the two half drifts
   between kicks as one. x and u are ASSAY_BLOCK particles in registers of lanes; of work-items that
   sum modes together one is the owner of the particles and moves them. */
ASSAY_INLINE void ASSAY_NAME(advance)(const ASSAY_NAME(field) * field, int64_t steps,
                                      ASSAY_REAL step, ASSAY_REAL turn, const ASSAY_REAL *mean,
                                      ASSAY_NAME(places) (*x)[3], ASSAY_NAME(lanes) (*u)[3]) {
  typedef ASSAY_NAME(lanes) lanes;
  enum { REGISTERS = ASSAY_BLOCK / ASSAY_LANES };
  for (int v = 0; v < REGISTERS; v++)
    for (int d = 0; d < 3; d++) x[v][d] += step / 2 * u[v][d];
  for (int64_t s = 0; s < steps; s++) {
    const ASSAY_REAL drift = s + 1 < steps ? step : step / 2;
    lanes b[REGISTERS][3];
    for (int v = 0; v < REGISTERS; v++)
      for (int d = 0; d < 3; d++) b[v][d] = ASSAY_ZERO + mean[d];
    ASSAY_NAME(sum)(field, x, b);
    if (ASSAY_OWNER)
      for (int v = 0; v < REGISTERS; v++) {
        ASSAY_NAME(kick)(turn, b[v], u[v]);
        for (int d = 0; d < 3; d++) x[v][d] += drift * u[v][d];
      }
  }
}
