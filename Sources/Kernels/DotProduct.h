// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Devices/Dialect.h"

/* sum_j a[j] b[j] by 32 running sums over j = k (mod 32), then added in pairs: the inner loop of
   the dense variants. On the CPU one loop holds all 32 sums; on accelerators each of 32 work-items
   holds one, and a is in local memory. */
#define ASSAY_DOT_SUMS 32
#ifdef ASSAY_ACCELERATOR
#define ASSAY_DOT_LANES 1
#define ASSAY_DOT_WAIT() ASSAY_BARRIER()
#else
#define ASSAY_DOT_LANES ASSAY_DOT_SUMS
#define ASSAY_DOT_WAIT()
#endif

/* Adds to sums lane ... lane + ASSAY_DOT_LANES - 1, which stand at sum[0] ... */
ASSAY_INLINE void assay_dot_sums(const ASSAY_AT_LOCAL double *a, const ASSAY_GLOBAL double *b,
                                 int64_t count, int32_t lane, double *sum) {
  const int64_t whole = count / ASSAY_DOT_SUMS * ASSAY_DOT_SUMS;
  for (int64_t j = lane; j < whole; j += ASSAY_DOT_SUMS)
    for (int32_t k = 0; k < ASSAY_DOT_LANES; k++) sum[k] += a[j + k] * b[j + k];
  for (int32_t k = 0; k < ASSAY_DOT_LANES; k++)
    if (whole + lane + k < count) sum[k] += a[whole + lane + k] * b[whole + lane + k];
}

/* Adds the 32 sums in pairs into sum[0]. */
ASSAY_INLINE void assay_dot_fold(ASSAY_AT_LOCAL double *sum, int32_t lane) {
  for (int32_t apart = ASSAY_DOT_SUMS / 2; apart > 0; apart /= 2) {
    ASSAY_DOT_WAIT();
    for (int32_t k = lane; k < apart; k += ASSAY_DOT_SUMS / ASSAY_DOT_LANES)
      sum[k] += sum[k + apart];
  }
  ASSAY_DOT_WAIT();
}
