// SPDX-License-Identifier: GPL-3.0-or-later
#include "Orbits.h"
#include "Exponential.h"

/* Fused where the CPU has fused operations: one version each for AVX-512 and x86-64-v3. */
#pragma STDC FP_CONTRACT ON
#if defined(__x86_64__)
#define ASSAY_FUSED_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define ASSAY_FUSED_CLONES
#endif

/* sin(2 pi w)/w as a polynomial in z = w^2 on 0 ... 1/16, by interpolation at the Chebyshev nodes
   with 60 digits; the error of the sine is 3.2e-8 with coefficients rounded to floats (6.7e-9
   before), 2.4e-16 with doubles. */
#define SINE_SINGLE(z)                                                                           \
  ((((0x1.3e1420p+5f * z - 0x1.32531ep+6f) * z + 0x1.4668f0p+6f) * z - 0x1.4abbc4p+5f) * z +     \
   0x1.921fb6p+2f)
#define SINE_DOUBLE(z)                                                                           \
  (((((((-0x1.62903d02bb153p-1 * z + 0x1.e89f6fe44fe7bp+1) * z - 0x1.e30631bdf732dp+3) * z +     \
       0x1.5078327046959p+5) *                                                                   \
          z -                                                                                    \
      0x1.32d2cce1ea145p+6) *                                                                    \
         z +                                                                                     \
     0x1.466bc677522bdp+6) *                                                                     \
        z -                                                                                      \
    0x1.4abbce625bd83p+5) *                                                                      \
       z +                                                                                       \
   0x1.921fb54442d17p+2)

#define ASSAY_REAL float
#define ASSAY_LANES 16
#define ASSAY_BLOCK ASSAY_WAVE_LANES_SINGLE
#define ASSAY_MAGIC 0x1.8p23f
#define ASSAY_SINE SINE_SINGLE
#define ASSAY_NAME(name) waves_single_##name
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
#include "BorisWaves.h"

ASSAY_FUSED_CLONES
void assay_boris_waves_single(const float *modes, int32_t count, const float *phases, int64_t steps,
                              double step, double turn, const double *mean, float *offset,
                              float *direction) {
  if (steps > 0)
    waves_single_advance(modes, count, phases, steps, step, turn, mean, offset, direction);
}

ASSAY_FUSED_CLONES
void assay_boris_waves_double(const double *modes, int32_t count, const double *phases,
                              int64_t steps, double step, double turn, const double *mean,
                              double *offset, double *direction) {
  if (steps > 0)
    waves_double_advance(modes, count, phases, steps, step, turn, mean, offset, direction);
}

void assay_boris_waves_baseline(const double *modes, int32_t count, const double *phases,
                                int64_t steps, double step, double turn, const double *mean,
                                double *offset, double *direction) {
  if (steps > 0)
    waves_double_advance(modes, count, phases, steps, step, turn, mean, offset, direction);
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
