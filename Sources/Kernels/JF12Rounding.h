// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision: the numbers that a step uses, for the CPU and for accelerators. */

static void ASSAY_NAME(round)(const assay_jf12_field *f, const assay_jf12_random *g,
                              const assay_jf12_steps *steps, ASSAY_NAME(model) * m) {
  typedef ASSAY_REAL real;
  const double pitch = f->sin_pitch / f->cos_pitch;
  *m = (ASSAY_NAME(model)){
      .inner2 = (real)(f->inner * f->inner),
      .outer2 = (real)(f->outer * f->outer),
      .disk_height = (real)f->disk_height,
      .per_disk_width = (real)(1 / f->disk_width),
      .disk_cut = (real)f->disk_cut,
      .halo_field = {(real)f->halo_field[0], (real)f->halo_field[1]},
      .halo_radius = {(real)f->halo_radius[0], (real)f->halo_radius[1]},
      .per_halo_width = (real)(1 / f->halo_width),
      .halo_fall = (real)(-1 / f->halo_height),
      .x_field = (real)f->x_field,
      .x_cot = (real)(1 / f->x_tan),
      .x_sin = (real)f->x_sin,
      .x_cos = (real)f->x_cos,
      .x_core = (real)f->x_core,
      .x_fall = (real)(-1 / f->x_scale),
      .x_south = (real)f->x_south,
      .turbulent_halo = (real)f->turbulent_halo,
      .turbulent_fall = (real)(-2 / f->turbulent_halo_scale),
      .turbulent_halo_fall = (real)(-1 / (f->turbulent_halo_height * f->turbulent_halo_height)),
      .inner_disk = (real)f->inner_disk,
      .ring = (real)f->ring,
      .ring_field = (real)f->ring_field,
      .sin_pitch = (real)f->sin_pitch,
      .cos_pitch = (real)f->cos_pitch,
      .pitch = (real)pitch,
      .winding = (real)(pitch * 0x1.921fb54442d18p+1),
      .turbulent_ring = (real)f->turbulent_ring,
      .turbulent_disk_fall = (real)(-1 / (f->turbulent_disk_height * f->turbulent_disk_height)),
      .striation = (real)f->striation,
      .cell = (real)f->cell,
      .per_cell = (real)(1 / f->cell),
      .unit = (real)g->unit,
      .per_spacing = (real)(1 / g->spacing),
      .weak = (real)g->weak,
      .turn = (real)steps->turn,
      .near_step = (real)steps->near,
      .far_step = (real)steps->far,
      .near_height = (real)steps->height,
      .longest = (real)steps->longest,
      .log2_count = g->log2_count,
  };
  for (int a = 0; a < ASSAY_JF12_ARMS; a++) {
    m->arm_log[a] = (real)f->arm_log[a];
    m->arm_field[a] = (real)f->arm_field[a];
    m->turbulent_arm[a] = (real)f->turbulent_arm[a];
  }
}
