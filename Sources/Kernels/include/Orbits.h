// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Particles in a magnetic field, pushed by Boris steps (drift-kick-drift) in vector lanes.

   x += u h/2;  t = turn b(x);  u += (u + u x t) x 2t/(1 + t^2);  x += u h/2;  turn = +-h/(2 r_L)

   A call advances one block of particles by many steps, so that what the block needs of the field
   stays in cache. Arrays of three components are 3 x LANES of the block, component by component.
   The two half drifts between kicks are done as one. A lane never looks at another one: the result
   for a particle does not depend on the block or the lane it is in. All functions can be called
   from many threads at once; none allocates.

   The same texts with one lane are kernels of accelerators (Devices/GridOrbits.h, WaveOrbits.h);
   they differ in how nodes are read and modes are summed.

   The grid kernels use only IEEE additions, multiplications, divisions and comparisons in a fixed
   order, never contracted: the same bits on every x86-64 CPU, and on accelerators. The wave kernels
   are contracted where the CPU has fused operations (AVX-512 and x86-64-v3 alike), which makes them
   1.5 times as fast: fused and plain code differ by rounding, seen as 3e-8 (single) and 3e-17
   (double) of the sum of |a_n|; the two fused versions give the same bits.

   Layouts of the grid tried on one core of an AMD Zen 5, 256^3 floats, 2048 particles anywhere in
   the box, 200 steps, load 0.6 to 1.1, 1e7 particle-steps/s of thread CPU time at h = dx/2 | dx/10:

     plain loop, one particle after the other (C++, from the specification)        1.3
     gathers of 16 lanes (24 a step), 16-byte nodes                                2.7 |  7.5
     16-byte nodes, one particle a register                                        3.5 | 10.0
     16-byte nodes, four particles a register, prefetch, 4 x 16 lanes in turn      5.7 | 11.1  used
       the same without prefetch                                                   3.6 |  6.3
       16 | 32 | 128 | 256 lanes in turn instead of 64, at h = dx/2                4.6 | 5.6 | 5.4 | 5.5
       12-byte nodes                                                               5.0 |  9.0
       nodes in Morton order                                                       5.2 | 11.7
       nodes in bricks of 8 x 8 x 4 (a page)                                       6.3 | 10.2
       AVX2 | baseline code of the same text, at h = dx/2                          4.6 | 3.5
       pages of 4 KiB instead of 2 MiB: 5 % less

   Bricks gain a tenth where particles cross many cells and lose as much where they do not; they
   would need a second copy of the field, so the plain order stays. Sorting particles by cell can
   gain no more than nodes that are in cache already (the column h = dx/10).

   Plane waves, 1000 modes, 1e6 particle-steps/s of thread CPU time, load 1 to 2:

     16 floats, never contracted, 16 | 32 | 64 lanes a mode        4.7 | 4.8 | 4.8
     16 floats, contracted, 32 | 64 lanes                          7.3 | 7.3   used: 32
     the same with a rounding instruction (not in baseline code)   7.5 | 7.9
     8 floats (AVX2), contracted                                   3.4
     4 floats (baseline)                                           1.2
     8 doubles, contracted | not, a term more than used            2.8 | 1.8 */

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ASSAY_GRID_LANES = 64,        /* lanes of a block in a grid */
  ASSAY_WAVE_LANES_SINGLE = 32, /* lanes of a block in plane waves */
  ASSAY_WAVE_LANES_DOUBLE = 16,
  ASSAY_WAVE_STRIDE = 8, /* numbers a mode: k/(2 pi) in three components, a in three, 0, 0 */
};

/* One periodic cube of a field that is the sum of several. */
typedef struct {
  const float *nodes; /* 4 floats a node, x fastest; NULL for no turbulence */
  int32_t log2_count; /* log2 of the nodes along an edge, 0 ... 10 */
  double step;        /* h over the spacing of the nodes */
} assay_orbit_grid;

/* Trilinear grids. Grid m has cell and fraction (0 ... 1) of the particles from 3 LANES m, in units
   of its own spacing, and all are advanced; cells are not wrapped. `lanes` is a multiple of 16, at
   most ASSAY_GRID_LANES: the first lanes of the block are advanced. */
void assay_boris_grids_double(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              double *fraction, double *direction);
void assay_boris_grids_single(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              float *fraction, float *direction);

/* Plane waves, b = mean + sum_n a_n cos(2 pi (k_n/(2 pi) . offset + phase_n)). The phases [turns,
   mode by mode, LANES each] are those at offset 0, which is a place of each lane's own: with
   assay_wave_phases the place follows the particle, so that single precision suffices however far
   it goes. |cosine - exact| < 4e-8 (single), 3e-16 (double) beside the rounding of its phase. */
void assay_boris_waves_double(const double *modes, int32_t count, const double *phases,
                              int64_t steps, double step, double turn, const double *mean,
                              double *offset, double *direction);
void assay_boris_waves_single(const float *modes, int32_t count, const float *phases, int64_t steps,
                              double step, double turn, const double *mean, float *offset,
                              float *direction);

/* Grids in single and waves in double precision, compiled for the baseline CPU alone: what the
   versions for others must equal, bit for bit (grids) or to 1e-16 of the sum of |a_n| (waves). */
void assay_boris_grids_baseline(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                                int64_t steps, double turn, const double *mean, int32_t *cell,
                                float *fraction, float *direction);
void assay_boris_waves_baseline(const double *modes, int32_t count, const double *phases,
                                int64_t steps, double step, double turn, const double *mean,
                                double *offset, double *direction);

/* phases = k_n/(2 pi) . origin + beta_n/(2 pi), less the nearest whole number. `modes` as above but
   with beta_n/(2 pi) as seventh number. Error: 2e-16 times the phase. */
void assay_wave_phases_double(const double *modes, int32_t count, const double *origin,
                              double *phases);
void assay_wave_phases_single(const double *modes, int32_t count, const double *origin,
                              float *phases);

#ifdef __cplusplus
}
#endif
