// SPDX-License-Identifier: GPL-3.0-or-later
/* What a device can do at most: the ceilings that timings on it are held against. ASSAY_REAL is set
   by the host; compiled with contraction, unlike the science. */

#define ASSAY_CHAINS 8

/* x <- x a + b in 8 independent chains an item, `rounds` times: 16 flops a round and item. */
ASSAY_KERNEL void assay_device_ceiling_fma(int32_t rounds, ASSAY_REAL a, ASSAY_REAL b,
                                           int64_t count, ASSAY_GLOBAL ASSAY_REAL *out) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  ASSAY_REAL x[ASSAY_CHAINS];
  for (int k = 0; k < ASSAY_CHAINS; k++) x[k] = b * (ASSAY_REAL)(k + 1);
  for (int32_t r = 0; r < rounds; r++)
    for (int k = 0; k < ASSAY_CHAINS; k++) x[k] = x[k] * a + b;
  ASSAY_REAL sum = 0;
  for (int k = 0; k < ASSAY_CHAINS; k++) sum += x[k];
  out[item] = sum;
}

/* out[j] = x[j], four numbers at a time: `count` is a multiple of four less. */
ASSAY_KERNEL void assay_device_ceiling_copy(int64_t count, ASSAY_GLOBAL const ASSAY_REAL *x,
                                            ASSAY_GLOBAL ASSAY_REAL *out) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  ((ASSAY_GLOBAL ASSAY_VECTOR(ASSAY_REAL, 4) *)out)[item] =
      ((ASSAY_GLOBAL const ASSAY_VECTOR(ASSAY_REAL, 4) *)x)[item];
}
