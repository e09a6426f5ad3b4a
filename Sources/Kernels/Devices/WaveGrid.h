// SPDX-License-Identifier: GPL-3.0-or-later
/* The sum of modes at the nodes of a periodic cube, after WaveModes.h: a field of waves is made
   where it is used. A work-item takes ASSAY_BLOCK nodes that follow each other along x. */
ASSAY_KERNEL void assay_device_wave_grid(
    const ASSAY_GLOBAL ASSAY_VECTOR(double, 4) *waves,
    const ASSAY_GLOBAL ASSAY_VECTOR(ASSAY_REAL, 4) *amplitudes, int32_t modes, int32_t log2_count,
    double spacing, ASSAY_GLOBAL ASSAY_VECTOR(float, 4) *restrict nodes) {
  const ASSAY_NAME(modes) table = {waves, amplitudes, modes};
  const int64_t first = ASSAY_BLOCK * ASSAY_ITEM(0), mask = ((int64_t)1 << log2_count) - 1;
  const int64_t count = (int64_t)1 << (3 * log2_count);
  double x[ASSAY_BLOCK][3];
  ASSAY_REAL b[ASSAY_BLOCK][3];
  if (first >= count) return;
  for (int v = 0; v < ASSAY_BLOCK; v++) {
    x[v][0] = spacing * (double)((first + v) & mask);
    x[v][1] = spacing * (double)((first + v) >> log2_count & mask);
    x[v][2] = spacing * (double)((first + v) >> (2 * log2_count) & mask);
    for (int d = 0; d < 3; d++) b[v][d] = 0;
  }
  ASSAY_NAME(gather)(&table, 0, 1, x, b);
  for (int v = 0; v < ASSAY_BLOCK && first + v < count; v++) {
    ASSAY_VECTOR(float, 4) node;
    ASSAY_PART(node, 0) = (float)b[v][0];
    ASSAY_PART(node, 1) = (float)b[v][1];
    ASSAY_PART(node, 2) = (float)b[v][2];
    ASSAY_PART(node, 3) = 0;
    nodes[first + v] = node;
  }
}
