// SPDX-License-Identifier: GPL-3.0-or-later
/* Backtracking on accelerators: JF12Step.h with one lane, so that a ray has the bits of the CPU's.
   A work-item follows one ray to its end, and the items that a device works on together wait for
   the longest of their rays: they should set out side by side, as those of neighbouring pixels.
   `signs` and `nodes` are NULL without striation and turbulence. */

/* As assay_jf12_trace_*. */
ASSAY_KERNEL void assay_device_jf12_trace(ASSAY_NAME(model) model,
                                          const ASSAY_GLOBAL uint32_t *restrict signs,
                                          const ASSAY_GLOBAL int16_t *restrict nodes, int32_t count,
                                          ASSAY_GLOBAL ASSAY_REAL *restrict positions,
                                          ASSAY_GLOBAL ASSAY_REAL *restrict directions,
                                          ASSAY_GLOBAL ASSAY_REAL *restrict paths) {
  const int64_t ray = ASSAY_ITEM(0);
  if (ray >= count) return;
  const assay_jf12_grids grids = {signs, nodes};
  ASSAY_NAME(block) k;
  ASSAY_NAME(load)(ray, positions, directions, paths, 0, &k);
  /* A step of no length ends a ray. */
  do ASSAY_NAME(step)(&model, &grids, 1, &k);
  while (k.h[0] != 0);
  ASSAY_NAME(store)(ray, positions, directions, paths, 0, &k);
}

/* As assay_jf12_field_*. */
ASSAY_KERNEL void assay_device_jf12_field(ASSAY_NAME(model) model,
                                          const ASSAY_GLOBAL uint32_t *restrict signs,
                                          const ASSAY_GLOBAL int16_t *restrict nodes, int32_t count,
                                          const ASSAY_GLOBAL ASSAY_REAL *restrict positions,
                                          ASSAY_GLOBAL ASSAY_REAL *restrict vectors,
                                          ASSAY_GLOBAL ASSAY_REAL *restrict strengths) {
  const int64_t point = ASSAY_ITEM(0);
  if (point >= count) return;
  const assay_jf12_grids grids = {signs, nodes};
  ASSAY_NAME(block) k;
  for (int d = 0; d < 3; d++) k.middle[d][0] = positions[3 * point + d];
  ASSAY_NAME(total)(&model, &grids, 1, &k);
  for (int d = 0; d < 3; d++) vectors[3 * point + d] = k.b[d][0];
  strengths[point] = k.s[0];
}
