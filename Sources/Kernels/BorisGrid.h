// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after BorisCell.h and one of BorisCellLanes.h (CPU) and
   Devices/CellNodes.h (accelerators), which interpolate: drift-kick-drift through a sum of grids.
   */

ASSAY_INLINE void ASSAY_NAME(push)(const assay_orbit_grid *grids, int32_t count, ASSAY_REAL turn,
                                   const ASSAY_REAL *mean, ASSAY_REAL drifts, int32_t *cell,
                                   ASSAY_REAL *fraction, ASSAY_REAL *direction) {
  typedef ASSAY_NAME(lanes) lanes;
  const int grid = 3 * ASSAY_GRID_LANES;
  lanes b[3], u[3];
  for (int d = 0; d < 3; d++) {
    b[d] = ASSAY_ZERO + mean[d];
    u[d] = *(lanes *)(direction + d * ASSAY_GRID_LANES);
  }
  ASSAY_UNROLL
  for (int m = 0; m < count; m++) {
    if (!grids[m].nodes) continue;
    ASSAY_NAME(cells) corner[8];
    ASSAY_NAME(corners)(cell + m * grid, grids[m].log2_count, corner);
    ASSAY_NAME(interpolate)(grids[m].nodes, corner, fraction + m * grid, b);
  }
  ASSAY_NAME(kick)(turn, b, u);
  for (int d = 0; d < 3; d++) *(lanes *)(direction + d * ASSAY_GRID_LANES) = u[d];
  ASSAY_UNROLL
  for (int m = 0; m < count; m++) {
    ASSAY_NAME(drift)
    ((ASSAY_REAL)grids[m].step * drifts, direction, cell + m * grid, fraction + m * grid);
#ifndef ASSAY_ACCELERATOR
    if (grids[m].nodes) ASSAY_NAME(prefetch)(grids + m, cell + m * grid);
#endif
  }
}

/* The first `lanes` of a block by all steps; the two half drifts between kicks as one. */
ASSAY_INLINE void ASSAY_NAME(advance)(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                                      int64_t steps, ASSAY_REAL turn, const ASSAY_REAL *mean,
                                      int32_t *cell, ASSAY_REAL *fraction, ASSAY_REAL *direction) {
  ASSAY_UNROLL
  for (int32_t m = 0; m < count; m++)
    for (int32_t g = 0; g < lanes; g += ASSAY_LANES)
      ASSAY_NAME(drift)
      ((ASSAY_REAL)(grids[m].step / 2), direction + g, cell + 3 * ASSAY_GRID_LANES * m + g,
       fraction + 3 * ASSAY_GRID_LANES * m + g);
  for (int64_t s = 0; s < steps; s++) {
    const ASSAY_REAL drifts = s + 1 < steps ? (ASSAY_REAL)1 : (ASSAY_REAL)1 / 2;
#ifndef ASSAY_ACCELERATOR
#pragma clang loop unroll(disable)
#endif
    for (int32_t g = 0; g < lanes; g += ASSAY_LANES)
      ASSAY_NAME(push)(grids, count, turn, mean, drifts, cell + g, fraction + g, direction + g);
  }
}
