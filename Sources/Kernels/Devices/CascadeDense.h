// SPDX-License-Identifier: GPL-3.0-or-later
/* Cascades whose regeneration is the product with the triangular matrix of h, for any h(y): a
   work-group of 32 is one cascade, the sum over the cells above is shared among its work-items.

   Defined before this text: ASSAY_CASCADE_TILE, at least the cells of the widest window (8 bytes of
   local memory each).

   Cost of a step: 2 operations a pair of a cell below the window's upper edge and a cell of the
   window above it (cells outside the window absorb nothing), 255 a cell of the window. With
   du = 4e-3 and energies from 1e12 eV some 7e8 operations a solve. Floor: both operands of a pair
   come from local memory and cache, so the operations decide, or the latency of the 32-fold sum:
   each cell waits for the one above. */

/* Steps `begin` ... `end` - 1. matrix: per source, element d = spacing sum_k kernel_k fade_k^d for
   d = 0 ... cells - 1. density: [point][state][cell]. The other arguments as for
   assay_device_cascade_steps. */
ASSAY_KERNEL void assay_device_cascade_dense(
    const ASSAY_GLOBAL struct assay_cascade_point *points, int64_t count, int32_t begin,
    int32_t end, int32_t steps, int32_t cells,
    const ASSAY_GLOBAL struct assay_cascade_span *spans,
    const ASSAY_GLOBAL struct assay_cascade_physics *physics,
    const ASSAY_GLOBAL struct assay_cascade_source *table, const ASSAY_GLOBAL double *emission,
    const ASSAY_GLOBAL double *emitted, const ASSAY_GLOBAL double *restrict e2u,
    const ASSAY_GLOBAL double *restrict integrals, const ASSAY_GLOBAL double *restrict matrix,
    ASSAY_GLOBAL double *restrict density) {
  /* 32 zeros below the window, so that sums may begin at a whole multiple of 32. */
  ASSAY_LOCAL double absorbed[ASSAY_DOT_SUMS + ASSAY_CASCADE_TILE];
  ASSAY_LOCAL double sums[ASSAY_DOT_SUMS];
  const int64_t item = ASSAY_GROUP(0);
  const int32_t lane = ASSAY_PLACE(0);
  const struct assay_cascade_point point = points[item];
  const struct assay_cascade_source source = table[point.source];
  spans += (int64_t)point.problem * steps;
  matrix += (int64_t)point.source * cells;
  density += item * 3 * cells;
  absorbed[lane] = 0;
  ASSAY_BARRIER();
  for (int32_t s = begin; s < end; s++) {
    const struct assay_cascade_head head =
        assay_cascade_head_of(&point, &source, s, steps, spans, physics, emission, emitted);
    const int32_t lower = head.span.lower, upper = head.span.upper;
    for (int32_t top = upper - 1; top >= 0; top -= ASSAY_DOT_SUMS) {
      /* This work-item's cell of the next 32, its state kept through the sums of all of them. */
      const int32_t n = top - lane;
      struct assay_cascade_open open;
      open.own = open.gain = 0;
      /* The matrix holds the spacing. */
      if (n >= 0) open = assay_cascade_open_of(&head, n, e2u, integrals, 1, density + n, cells);
      double above = 0, mine = 0;
      for (int32_t q = 0; q < ASSAY_DOT_SUMS && top - q >= 0; q++) {
        const int32_t next = top - q + 1;
        const int32_t skip =
            next < lower ? (lower - next) / ASSAY_DOT_SUMS * ASSAY_DOT_SUMS : 0;
        double part = 0;
        assay_dot_sums(absorbed + (ASSAY_DOT_SUMS + next + skip - lower), matrix + 1 + skip,
                       upper - next - skip, lane, &part);
        sums[lane] = part;
        assay_dot_fold(sums, lane);
        if (lane == q) {
          above = sums[0];
          mine = assay_cascade_absorbed(open.own, open.gain, above);
          if (n >= lower) absorbed[ASSAY_DOT_SUMS + n - lower] = mine;
        }
        ASSAY_BARRIER();
      }
      const double g = assay_cascade_regained(1, above, head.step.diagonal, mine);
      if (n >= 0) assay_cascade_close(&head, &open, g, density + n, cells);
    }
  }
}
