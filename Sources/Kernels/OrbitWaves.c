// SPDX-License-Identifier: GPL-3.0-or-later
#include "Orbits.h"
#include "Devices/Dialect.h"
#include "Exponential.h"
#include "Sine.h"

/* Fused where the CPU has fused operations: one version each for AVX-512 and x86-64-v3. */
#pragma STDC FP_CONTRACT ON
#if defined(__x86_64__)
#define ASSAY_FUSED_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define ASSAY_FUSED_CLONES
#endif

#define ASSAY_REAL float
#define ASSAY_LANES 16
#define ASSAY_BLOCK ASSAY_WAVE_LANES_SINGLE
#define ASSAY_MAGIC 0x1.8p23f
#define ASSAY_SINE SINE_SINGLE
#define ASSAY_NAME(name) waves_single_##name
#include "BorisTurn.h"
#include "PlaneWave.h"
#include "WaveLanes.h"
#include "BorisWaves.h"
#undef ASSAY_NAME
#undef ASSAY_SINE
#undef ASSAY_MAGIC
#undef ASSAY_BLOCK
#undef ASSAY_LANES
#undef ASSAY_REAL

#define ASSAY_REAL double
#define ASSAY_LANES 8
#define ASSAY_BLOCK ASSAY_WAVE_LANES_DOUBLE
#define ASSAY_MAGIC 0x1.8p52
#define ASSAY_SINE SINE_DOUBLE
#define ASSAY_NAME(name) waves_double_##name
#include "BorisTurn.h"
#include "PlaneWave.h"
#include "WaveLanes.h"
#include "BorisWaves.h"

/* A block from and to memory around all of its steps. */
#define ASSAY_BORIS_WAVES(name)                                                                  \
  typedef name##lanes lanes;                                                                     \
  enum { WIDTH = sizeof(lanes) / sizeof(*offset) };                                              \
  if (steps <= 0) return;                                                                        \
  const name##field field = {modes, count, phases};                                              \
  lanes x[2][3], u[2][3];                                                                        \
  for (int v = 0; v < 2; v++)                                                                    \
    for (int d = 0; d < 3; d++) {                                                                \
      x[v][d] = *(lanes *)(offset + (2 * d + v) * WIDTH);                                        \
      u[v][d] = *(lanes *)(direction + (2 * d + v) * WIDTH);                                     \
    }                                                                                            \
  name##advance(&field, steps, step, turn, b, x, u);                                             \
  for (int v = 0; v < 2; v++)                                                                    \
    for (int d = 0; d < 3; d++) {                                                                \
      *(lanes *)(offset + (2 * d + v) * WIDTH) = x[v][d];                                        \
      *(lanes *)(direction + (2 * d + v) * WIDTH) = u[v][d];                                     \
    }

ASSAY_FUSED_CLONES
void assay_boris_waves_single(const float *modes, int32_t count, const float *phases, int64_t steps,
                              double step, double turn, const double *mean, float *offset,
                              float *direction) {
  const float b[3] = {mean[0], mean[1], mean[2]};
  ASSAY_BORIS_WAVES(waves_single_)
}

ASSAY_FUSED_CLONES
void assay_boris_waves_double(const double *modes, int32_t count, const double *phases,
                              int64_t steps, double step, double turn, const double *mean,
                              double *offset, double *direction) {
  const double *b = mean;
  ASSAY_BORIS_WAVES(waves_double_)
}

void assay_boris_waves_baseline(const double *modes, int32_t count, const double *phases,
                                int64_t steps, double step, double turn, const double *mean,
                                double *offset, double *direction) {
  const double *b = mean;
  ASSAY_BORIS_WAVES(waves_double_)
}

ASSAY_FUSED_CLONES
void assay_wave_phases_single(const double *modes, int32_t count, const double *origin,
                              float *phases) {
  waves_single_place(modes, count, origin, phases);
}

ASSAY_FUSED_CLONES
void assay_wave_phases_double(const double *modes, int32_t count, const double *origin,
                              double *phases) {
  waves_double_place(modes, count, origin, phases);
}
