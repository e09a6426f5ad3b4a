// SPDX-License-Identifier: GPL-3.0-or-later
/* Particles through plane waves, after WaveSum.h and BorisWaves.h with ASSAY_LANES 1 and
   ASSAY_BLOCK particles an owner: groups of ASSAY_WAVE_ITEMS ASSAY_WAVE_SLICES items take
   ASSAY_BLOCK ASSAY_WAVE_ITEMS particles. position and direction are [component][particle].
   Contracted, as the CPU's text. */
ASSAY_KERNEL void assay_device_wave_orbits(
    const ASSAY_GLOBAL ASSAY_VECTOR(double, 4) *waves,
    const ASSAY_GLOBAL ASSAY_VECTOR(ASSAY_REAL, 4) *amplitudes, int32_t modes, int32_t particles,
    int64_t steps, ASSAY_REAL step, ASSAY_REAL turn, ASSAY_REAL mean_x, ASSAY_REAL mean_y,
    ASSAY_REAL mean_z, ASSAY_GLOBAL double *restrict position,
    ASSAY_GLOBAL ASSAY_REAL *restrict direction) {
  ASSAY_LOCAL double places[ASSAY_WAVE_SUMS];
  ASSAY_LOCAL ASSAY_REAL sums[ASSAY_WAVE_SUMS * ASSAY_WAVE_SLICES];
  ASSAY_LOCAL ASSAY_REAL parts[ASSAY_WAVE_SUMS * ASSAY_WAVE_PARTS];
  const ASSAY_NAME(field) field = {{waves, amplitudes, modes}, places, sums, parts};
  const ASSAY_REAL mean[3] = {mean_x, mean_y, mean_z};
  const int64_t owner =
      (int64_t)ASSAY_GROUP(0) * ASSAY_WAVE_ITEMS + ASSAY_PLACE(0) % ASSAY_WAVE_ITEMS;
  const int64_t first = ASSAY_BLOCK * owner;
  double x[ASSAY_BLOCK][3];
  ASSAY_REAL u[ASSAY_BLOCK][3];
  /* An owner without particles takes the last one: every item has to come to the barriers. */
  for (int v = 0; v < ASSAY_BLOCK; v++) {
    const int64_t p = first + v < particles ? first + v : particles - 1;
    for (int d = 0; d < 3; d++) {
      x[v][d] = position[d * (int64_t)particles + p];
      u[v][d] = direction[d * (int64_t)particles + p];
    }
  }
  if (steps <= 0) return;
  ASSAY_NAME(advance)(&field, steps, step, turn, mean, x, u);
  if (ASSAY_OWNER)
    for (int v = 0; v < ASSAY_BLOCK && first + v < particles; v++)
      for (int d = 0; d < 3; d++) {
        position[d * (int64_t)particles + first + v] = x[v][d];
        direction[d * (int64_t)particles + first + v] = u[v][d];
      }
}
