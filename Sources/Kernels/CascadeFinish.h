// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Devices/Dialect.h"
#include "include/CascadeLayout.h"

/* The end of a cascade, one text for Cascade.c and Devices/Cascade*.h; equations in
   include/Cascade.h. Arrays are addressed with strides, since a device keeps the same cell of many
   cascades side by side. */

/* What has left the windows is brought to z = 0. */
ASSAY_INLINE void assay_cascade_settle(
    const ASSAY_GLOBAL struct assay_cascade_span *span, int32_t steps,
    const ASSAY_GLOBAL double *emission, const ASSAY_GLOBAL double *passage,
    const ASSAY_GLOBAL double *tail, int64_t tail_stride, double w0, double w1, double w2,
    double p0, double p1, double p2, double d0, double d1, double d2, double spacing,
    ASSAY_GLOBAL double *density, int64_t cell_stride, int64_t state_stride) {
  /* From the last step backwards: V_k = t_k(s) + V_k(s+1) passage_k(s), the sums as seen from the
     cell below the span, and the emission since. */
  double v0 = 0, v1 = 0, v2 = 0, since = 0;
  for (int32_t s = steps - 1; s >= 0; s--) {
    const ASSAY_GLOBAL double *pass = passage + 3 * s;
    const ASSAY_GLOBAL double *t = tail + 3 * s * tail_stride;
    v0 = t[0] + v0 * pass[0];
    v1 = t[tail_stride] + v1 * pass[1];
    v2 = t[2 * tail_stride] + v2 * pass[2];
    since += emission[s];
    /* Cells that left the window between the step before and this one; before the first step
       nothing was there. */
    const int64_t first = s > 0 ? span[s - 1].lower : 0;
    double seen0 = v0, seen1 = v1, seen2 = v2;
    for (int64_t n = span[s].lower - 1; n >= first; n--) {
      const double arrived = spacing * (seen0 + seen1 + seen2);
      ASSAY_GLOBAL double *at = density + n * cell_stride;
      const double before0 = s > 0 ? at[0] : 0, before1 = s > 0 ? at[state_stride] : 0,
                   before2 = s > 0 ? at[2 * state_stride] : 0;
      at[0] = before0 + w0 * since + p0 * arrived;
      at[state_stride] = before1 + w1 * since + p1 * arrived;
      at[2 * state_stride] = before2 + w2 * since + p2 * arrived;
      seen0 *= d0;
      seen1 *= d1;
      seen2 *= d2;
    }
  }
}

/* The density over free streaming at a cell; above the last window nothing has happened. */
ASSAY_INLINE double assay_cascade_ratio(int64_t cell, int64_t reached, double density,
                                        double weight, double emitted) {
  return cell < reached ? density / (weight * emitted) : 1;
}

/* The all-flavour ratio of a cell from those of the three states, for shares w of the source. */
ASSAY_INLINE double assay_cascade_combined(double w0, double w1, double w2, double sum, double r0,
                                           double r1, double r2) {
  return (w0 * r0 + w1 * r1 + w2 * r2) / sum;
}

/* The cell first ... last with the lowest ratio below 1, the first of equal ones; -1 if none is. */
ASSAY_INLINE int32_t assay_cascade_lowest_text(const ASSAY_GLOBAL double *ratio,
                                               int64_t cell_stride, int32_t first, int32_t last) {
  double lowest = 1;
  int32_t cell = -1;
  for (int32_t n = first; n <= last; n++) {
    const double r = ratio[n * cell_stride];
    if (r < lowest) {
      lowest = r;
      cell = n;
    }
  }
  return cell;
}
