// SPDX-License-Identifier: GPL-3.0-or-later
/* Losses of samples and their gradients by the outputs, times each sample's share of the batch. An
   item is a sample. */

/* Binary cross-entropy of logits z and labels y, averaged over the outputs:
   max(z, 0) - z y + ln(1 + exp(-|z|)), gradient 1 / (1 + exp(-z)) - y. */
ASSAY_KERNEL void assay_device_cross_entropy(const ASSAY_GLOBAL float *outputs,
                                             const ASSAY_GLOBAL float *targets, int32_t samples,
                                             int32_t width, float batch_share,
                                             ASSAY_GLOBAL float *losses,
                                             ASSAY_GLOBAL float *gradients) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= samples) return;
  const float share = 1 / (float)width;
  float sum = 0;
  for (int32_t i = 0; i < width; i++) {
    const float z = outputs[item * width + i], y = targets[item * width + i];
    sum += (z > 0 ? z : 0) - z * y;
    sum += assay_softplus_single(z > 0 ? -z : z);
    gradients[item * width + i] = share * (assay_sigmoid_single(z) - y) * batch_share;
  }
  losses[item] = share * sum;
}

/* The squared difference of outputs and targets, averaged over the outputs. */
ASSAY_KERNEL void assay_device_mean_square(const ASSAY_GLOBAL float *outputs,
                                           const ASSAY_GLOBAL float *targets, int32_t samples,
                                           int32_t width, float batch_share,
                                           ASSAY_GLOBAL float *losses,
                                           ASSAY_GLOBAL float *gradients) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= samples) return;
  const float share = 1 / (float)width;
  float sum = 0;
  for (int32_t i = 0; i < width; i++) {
    const float difference = outputs[item * width + i] - targets[item * width + i];
    sum += difference * difference;
    gradients[item * width + i] = 2 * share * difference * batch_share;
  }
  losses[item] = share * sum;
}
