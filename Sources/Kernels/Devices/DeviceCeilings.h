// SPDX-License-Identifier: GPL-3.0-or-later
/* What a device can do at most: the ceilings that timings on it are held against. ASSAY_REAL is set
   by the host; compiled with contraction, unlike the science. */

#define ASSAY_CHAINS 4

/* x <- a x + b in 4 independent chains of 16 numbers an item, `rounds` times: 128 flops a round and
   item. Numbers side by side, so that a CPU behind OpenCL uses its vector units as it does for
   kernels that have them; on a GPU they are 64 chains. */
ASSAY_KERNEL void assay_device_ceiling_fma(int32_t rounds, ASSAY_REAL a, ASSAY_REAL b,
                                           int64_t count, ASSAY_GLOBAL ASSAY_REAL *out) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  union {
    ASSAY_VECTOR(ASSAY_REAL, 16) whole;
    ASSAY_REAL part[16];
  } shift, x[ASSAY_CHAINS];
  for (int i = 0; i < 16; i++) shift.part[i] = b;
  for (int k = 0; k < ASSAY_CHAINS; k++) x[k].whole = (ASSAY_REAL)(k + 1) * shift.whole;
  for (int32_t r = 0; r < rounds; r++) {
    ASSAY_UNROLL
    for (int k = 0; k < ASSAY_CHAINS; k++) x[k].whole = a * x[k].whole + shift.whole;
  }
  x[0].whole = (x[0].whole + x[1].whole) + (x[2].whole + x[3].whole);
  ASSAY_REAL sum = 0;
  for (int i = 0; i < 16; i++) sum += x[0].part[i];
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
