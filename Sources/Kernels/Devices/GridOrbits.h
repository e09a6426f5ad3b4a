// SPDX-License-Identifier: GPL-3.0-or-later
/* Particles through a sum of ASSAY_GRIDS periodic grids; a work-item is a particle, whose state
   stays in registers over all steps. After BorisTurn.h, BorisCell.h, Devices/CellNodes.h and
   BorisGrid.h with ASSAY_LANES and ASSAY_GRID_LANES 1.

   The nodes of all grids follow each other; log2_counts and cells_a_step (h over the spacing)
   have a number a grid. cell and fraction are [grid][component][particle], direction
   [component][particle]. Only IEEE operations in the order of the CPU's text, never contracted:
   the same bits. */
ASSAY_KERNEL void assay_device_grid_orbits(
    const ASSAY_GLOBAL ASSAY_VECTOR(float, 4) *nodes,
    const ASSAY_GLOBAL int32_t *restrict log2_counts,
    const ASSAY_GLOBAL ASSAY_REAL *restrict cells_a_step, int32_t particles, int64_t steps,
    ASSAY_REAL turn, ASSAY_REAL mean_x, ASSAY_REAL mean_y, ASSAY_REAL mean_z,
    ASSAY_GLOBAL int32_t *restrict cell, ASSAY_GLOBAL ASSAY_REAL *restrict fraction,
    ASSAY_GLOBAL ASSAY_REAL *restrict direction) {
  const int64_t p = ASSAY_ITEM(0);
  if (p >= particles || steps <= 0) return;
  const ASSAY_REAL mean[3] = {mean_x, mean_y, mean_z};
  assay_orbit_grid grids[ASSAY_GRIDS];
  int32_t i[3 * ASSAY_GRIDS];
  ASSAY_REAL f[3 * ASSAY_GRIDS], u[3];
  int64_t before = 0;
  ASSAY_UNROLL
  for (int m = 0; m < ASSAY_GRIDS; m++) {
    grids[m].nodes = nodes + before;
    grids[m].log2_count = log2_counts[m];
    grids[m].step = cells_a_step[m];
    before += (int64_t)1 << (3 * log2_counts[m]);
    ASSAY_UNROLL
    for (int d = 0; d < 3; d++) {
      i[3 * m + d] = cell[(3 * m + d) * (int64_t)particles + p];
      f[3 * m + d] = fraction[(3 * m + d) * (int64_t)particles + p];
    }
  }
  ASSAY_UNROLL
  for (int d = 0; d < 3; d++) u[d] = direction[d * (int64_t)particles + p];
  ASSAY_NAME(advance)(grids, ASSAY_GRIDS, 1, steps, turn, mean, i, f, u);
  ASSAY_UNROLL
  for (int m = 0; m < 3 * ASSAY_GRIDS; m++) {
    cell[m * (int64_t)particles + p] = i[m];
    fraction[m * (int64_t)particles + p] = f[m];
  }
  ASSAY_UNROLL
  for (int d = 0; d < 3; d++) direction[d * (int64_t)particles + p] = u[d];
}
