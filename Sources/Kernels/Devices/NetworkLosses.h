// SPDX-License-Identifier: GPL-3.0-or-later
/* Losses of samples and their gradients by the outputs, times each sample's share of the batch. An
   item is a sample. */

ASSAY_KERNEL void assay_device_cross_entropy(const ASSAY_GLOBAL float *outputs,
                                             const ASSAY_GLOBAL float *targets, int32_t samples,
                                             int32_t width, float batch_share,
                                             ASSAY_GLOBAL float *losses,
                                             ASSAY_GLOBAL float *gradients) {
  const int64_t item = ASSAY_ITEM(0), own = item * width;
  if (item >= samples) return;
  losses[item] =
      assay_cross_entropy_of(outputs + own, targets + own, width, batch_share, gradients + own);
}

ASSAY_KERNEL void assay_device_mean_square(const ASSAY_GLOBAL float *outputs,
                                           const ASSAY_GLOBAL float *targets, int32_t samples,
                                           int32_t width, float batch_share,
                                           ASSAY_GLOBAL float *losses,
                                           ASSAY_GLOBAL float *gradients) {
  const int64_t item = ASSAY_ITEM(0), own = item * width;
  if (item >= samples) return;
  losses[item] =
      assay_mean_square_of(outputs + own, targets + own, width, batch_share, gradients + own);
}
