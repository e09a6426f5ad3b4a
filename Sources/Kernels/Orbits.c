// SPDX-License-Identifier: GPL-3.0-or-later
#include "Orbits.h"
#include "Exponential.h"

#define ASSAY_REAL float
#define ASSAY_LANES 16
#define ASSAY_NAME(name) boris_single_##name
#include "BorisGrid.h"
#undef ASSAY_NAME
#undef ASSAY_LANES
#undef ASSAY_REAL

#define ASSAY_REAL double
#define ASSAY_LANES 8
#define ASSAY_NAME(name) boris_double_##name
#include "BorisGrid.h"

#define ASSAY_BORIS_GRIDS(width)                                                                 \
  for (int32_t m = 0; m < count; m++)                                                            \
    for (int32_t g = 0; g < lanes; g += width)                                                   \
      NAME(drift)(grids[m].step / 2, direction + g, cell + 3 * ASSAY_GRID_LANES * m + g,         \
                  fraction + 3 * ASSAY_GRID_LANES * m + g);                                      \
  for (int64_t s = 0; s < steps; s++) {                                                          \
    const double drifts = s + 1 < steps ? 1 : 0.5;                                               \
    _Pragma("clang loop unroll(disable)") for (int32_t g = 0; g < lanes; g += width)             \
        NAME(push)(grids, count, turn, mean, drifts, cell + g, fraction + g, direction + g);     \
  }

ASSAY_CLONES
void assay_boris_grids_single(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              float *fraction, float *direction) {
  if (steps <= 0) return;
#define NAME(name) boris_single_##name
  ASSAY_BORIS_GRIDS(16)
#undef NAME
}

ASSAY_CLONES
void assay_boris_grids_double(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                              int64_t steps, double turn, const double *mean, int32_t *cell,
                              double *fraction, double *direction) {
  if (steps <= 0) return;
#define NAME(name) boris_double_##name
  ASSAY_BORIS_GRIDS(8)
#undef NAME
}

void assay_boris_grids_baseline(const assay_orbit_grid *grids, int32_t count, int32_t lanes,
                                int64_t steps, double turn, const double *mean, int32_t *cell,
                                float *fraction, float *direction) {
  if (steps <= 0) return;
#define NAME(name) boris_single_##name
  ASSAY_BORIS_GRIDS(16)
#undef NAME
}
