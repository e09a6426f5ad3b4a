// SPDX-License-Identifier: GPL-3.0-or-later
/* Activations in place, and gradients times their slopes, which the outputs tell. */

ASSAY_KERNEL void assay_device_relu(ASSAY_GLOBAL float *x, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) x[i] = assay_relu_of(x[i]);
}

ASSAY_KERNEL void assay_device_relu_slope(const ASSAY_GLOBAL float *output,
                                          ASSAY_GLOBAL float *gradient, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) gradient[i] = assay_relu_slope_of(output[i], gradient[i]);
}

ASSAY_KERNEL void assay_device_leaky(ASSAY_GLOBAL float *x, int64_t count, float slope) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) x[i] = assay_leaky_of(slope, x[i]);
}

ASSAY_KERNEL void assay_device_leaky_slope(const ASSAY_GLOBAL float *output,
                                           ASSAY_GLOBAL float *gradient, int64_t count,
                                           float slope) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) gradient[i] = assay_leaky_slope_of(slope, output[i], gradient[i]);
}

ASSAY_KERNEL void assay_device_tanh(ASSAY_GLOBAL float *x, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) x[i] = assay_tanh_single(x[i]);
}

ASSAY_KERNEL void assay_device_tanh_slope(const ASSAY_GLOBAL float *output,
                                          ASSAY_GLOBAL float *gradient, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i < count) gradient[i] = assay_tanh_slope_of(output[i], gradient[i]);
}
