// SPDX-License-Identifier: GPL-3.0-or-later
#include "Orbits.h"
#include "Devices/Dialect.h"
#include "Exponential.h"

#define ASSAY_REAL float
#define ASSAY_LANES 16
#define ASSAY_NAME(name) boris_single_##name
#include "BorisCellLanes.h"
#include "BorisGrid.h"
#undef ASSAY_NAME
#undef ASSAY_LANES
#undef ASSAY_REAL

#define ASSAY_REAL double
#define ASSAY_LANES 8
#define ASSAY_NAME(name) boris_double_##name
#include "BorisCellLanes.h"
#include "BorisGrid.h"

ASSAY_CLONES
void assay_boris_grids_single(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              float *fraction, float *direction) {
  if (steps <= 0) return;
  const float b[3] = {mean[0], mean[1], mean[2]};
  boris_single_advance(grids, count, lanes, steps, turn, b, cell, fraction, direction);
}

ASSAY_CLONES
void assay_boris_grids_double(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              double *fraction, double *direction) {
  if (steps > 0)
    boris_double_advance(grids, count, lanes, steps, turn, mean, cell, fraction, direction);
}

void assay_boris_grids_baseline(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                                int64_t steps, double turn, const double *mean, int32_t *cell,
                                float *fraction, float *direction) {
  if (steps <= 0) return;
  const float b[3] = {mean[0], mean[1], mean[2]};
  boris_single_advance(grids, count, lanes, steps, turn, b, cell, fraction, direction);
}
