// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision: ASSAY_REAL and ASSAY_NAME are set by the file that includes it. */

#ifndef ASSAY_JF12_ARMS
#define ASSAY_JF12_ARMS 8
#define ASSAY_JF12_CELLS 100
#endif

/* The numbers of the field, of its random parts and of the steps as a step uses them: computed in
   double precision and rounded once, so that a step on an accelerator has the bits of the CPU's and
   in single precision needs no double. Accelerators take it by value: it has no pointers. */
typedef struct {
  ASSAY_REAL inner2, outer2;                 /* squares of the radii */
  ASSAY_REAL disk_height, per_disk_width, disk_cut;
  ASSAY_REAL halo_field[2], halo_radius[2];  /* north, south */
  ASSAY_REAL per_halo_width, halo_fall;      /* -1/height */
  ASSAY_REAL x_field, x_cot, x_sin, x_cos, x_core, x_fall, x_south;
  ASSAY_REAL turbulent_halo, turbulent_fall, turbulent_halo_fall; /* -2/scale, -1/height^2 */
  ASSAY_REAL inner_disk, ring, ring_field;
  ASSAY_REAL sin_pitch, cos_pitch, pitch, winding; /* tangent of the pitch; pi times that */
  ASSAY_REAL arm_log[ASSAY_JF12_ARMS], arm_field[ASSAY_JF12_ARMS];
  ASSAY_REAL turbulent_arm[ASSAY_JF12_ARMS], turbulent_ring, turbulent_disk_fall;
  ASSAY_REAL striation, cell, per_cell;
  ASSAY_REAL unit, per_spacing, weak; /* of the turbulence */
  ASSAY_REAL turn, near_step, far_step, near_height, longest;
  int32_t log2_count, unused;
} ASSAY_NAME(model);
