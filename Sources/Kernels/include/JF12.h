// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Particles followed through the Galactic magnetic field of Jansson and Farrar (2012), in lanes.

   A step turns the direction exactly about the field at its middle (drift, turn, drift):

     x += u h/2;   u turned about B(x) by turn h |B|;   x += u h/2,   du/ds = turn u x B

   until |x| reaches the outer radius. h = `near` where |z| < `height` at the start of the step,
   `far` elsewhere; with striation no step passes the face of a cell. A lane never looks at another
   one, so that the result for a ray does not depend on the block or the lane it is in. Functions
   can be called from many threads at once; none allocates.

   Only IEEE additions, multiplications, divisions, square roots and comparisons in a fixed order,
   never contracted: the same bits on every x86-64 CPU, and on accelerators (Devices/JF12Rays.h).

   Error of the elementary functions: exp 2e-7 (single), 2e-16 (double) relative; ln and atan 2e-7,
   3e-16. What is left out: the disk above `disk_cut`, and turbulence weaker than `weak`. */

#ifdef __cplusplus
extern "C" {
#endif

#define ASSAY_REAL float
#define ASSAY_NAME(name) assay_jf12_single_##name
#include "JF12Model.h"
#undef ASSAY_NAME
#undef ASSAY_REAL

#define ASSAY_REAL double
#define ASSAY_NAME(name) assay_jf12_double_##name
#include "JF12Model.h"
#undef ASSAY_NAME
#undef ASSAY_REAL

/* Lengths in kpc, fields in uG. */
typedef struct {
  double inner_disk, ring, ring_field; /* no disk within the first; no arms within the second */
  double sin_pitch, cos_pitch;
  double arm_log[ASSAY_JF12_ARMS], arm_field[ASSAY_JF12_ARMS]; /* ln of the outer edges */
  double disk_height, disk_width, disk_cut;
  double halo_field[2], halo_radius[2], halo_width, halo_height; /* north, south */
  double x_field, x_tan, x_sin, x_cos, x_core, x_scale, x_south; /* sign of B_r where z < 0 */
  double inner, outer;       /* no halo nor X field within, nothing beyond */
  double striation, cell;    /* sqrt(beta), edge of a cell; 0 without */
  double turbulent_ring, turbulent_arm[ASSAY_JF12_ARMS], turbulent_disk_height;
  double turbulent_halo, turbulent_halo_scale, turbulent_halo_height;
} assay_jf12_field;

/* Turbulence of unit rms on a periodic cube of n^3 nodes, n = 2^log2_count, in 16-bit fixed point:
   x, y, z, 0 of a node, x fastest, each row followed by its first node, so that one load has both
   ends of an edge. A bit for each of 100^3 cells, x fastest, is 1 where the sign is -1. */
typedef struct {
  const uint32_t *signs; /* NULL without striation */
  const int16_t *nodes;  /* NULL without turbulence */
  int32_t log2_count;
  double unit, spacing; /* of the numbers; of the nodes [kpc] */
  double weak;          /* rms strengths below it are taken as 0 [uG] */
} assay_jf12_random;

typedef struct {
  double turn; /* sign/(1.0810076 R[EV]) [1/(kpc uG)] */
  double near, far, height;
  double longest; /* a path is stopped there [kpc] */
} assay_jf12_steps;

/* What accelerators are given (JF12Model.h); the functions below begin with it too. */
void assay_jf12_model_single(const assay_jf12_field *field, const assay_jf12_random *random,
                             const assay_jf12_steps *steps, assay_jf12_single_model *model);
void assay_jf12_model_double(const assay_jf12_field *field, const assay_jf12_random *random,
                             const assay_jf12_steps *steps, assay_jf12_double_model *model);

/* Follows `count` rays; positions and directions (3 numbers a ray) and path lengths are replaced by
   those at the first step with |x| >= outer, or where the path has its longest length. */
void assay_jf12_trace_double(const assay_jf12_field *field, const assay_jf12_random *random,
                             const assay_jf12_steps *steps, int64_t count, double *positions,
                             double *directions, double *paths);
void assay_jf12_trace_single(const assay_jf12_field *field, const assay_jf12_random *random,
                             const assay_jf12_steps *steps, int64_t count, double *positions,
                             double *directions, double *paths);

/* Field at `count` points (3 numbers each) as a step has it, and the strength of turbulence. */
void assay_jf12_field_double(const assay_jf12_field *field, const assay_jf12_random *random,
                             int64_t count, const double *positions, double *vectors,
                             double *strengths);
void assay_jf12_field_single(const assay_jf12_field *field, const assay_jf12_random *random,
                             int64_t count, const double *positions, double *vectors,
                             double *strengths);

/* The first in single precision compiled for the baseline CPU alone: what the others must equal. */
void assay_jf12_trace_baseline(const assay_jf12_field *field, const assay_jf12_random *random,
                               const assay_jf12_steps *steps, int64_t count, double *positions,
                               double *directions, double *paths);

#ifdef __cplusplus
}
#endif
