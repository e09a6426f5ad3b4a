// SPDX-License-Identifier: GPL-3.0-or-later
/* Thermal integrals of one target over the span of one step: the integrals depend on the mass of
   the Z' and on redshift, not on its coupling. A group is a part of the cells of a row. weights: 13
   rows of 12, row n the n-point rule times the spacing. Cost: 38 operations a node and cell. */
ASSAY_KERNEL void assay_device_cascade_thermal(
    const ASSAY_GLOBAL struct assay_cascade_row *rows, const ASSAY_GLOBAL double *factors,
    const ASSAY_GLOBAL double *weights, const ASSAY_GLOBAL double *grow,
    const ASSAY_GLOBAL double *decay, ASSAY_GLOBAL double *integrals) {
  const struct assay_cascade_row row = rows[ASSAY_GROUP(0)];
  const int32_t n = ASSAY_GROUP(1) * ASSAY_SIZE(0) + ASSAY_PLACE(0);
  if (n >= row.cells) return;
  double cell = 0;
  if (n >= row.below && n < row.above) {
    /* Cells away from the resonance, on the side of this one. */
    const int32_t away = n < row.split ? row.split - 1 - n : n - row.split;
    const ASSAY_GLOBAL double *factor = factors + row.factor + (n < row.split ? 0 : 2 * row.nodes);
    const ASSAY_GLOBAL double *weight = weights + 12 * row.nodes;
    const double up = grow[away], down = decay[away];
    for (int32_t k = 0; k < row.nodes; k++)
      cell += assay_cascade_node(factor[2 * k], factor[2 * k + 1], weight[k], up, down,
                                 row.statistics);
  }
  integrals[row.first + n] = cell;
}

/* The integrals over the cells become those from each cell on, away from the resonance: two sides a
   row, the one below it first. */
ASSAY_KERNEL void assay_device_cascade_accumulate(
    const ASSAY_GLOBAL struct assay_cascade_row *rows, int64_t sides,
    ASSAY_GLOBAL double *integrals) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= sides) return;
  const struct assay_cascade_row row = rows[item / 2];
  ASSAY_GLOBAL double *resonance = integrals + row.first + row.split;
  if (item % 2 == 0)
    assay_cascade_accumulate(resonance - 1, -1, row.split - row.below);
  else
    assay_cascade_accumulate(resonance, 1, row.above - row.split);
}
