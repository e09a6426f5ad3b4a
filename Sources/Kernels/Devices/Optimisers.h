// SPDX-License-Identifier: GPL-3.0-or-later
/* One step of an optimiser; an item is a weight. The formulas stand at Optimiser in
   Learning/Training. */

ASSAY_KERNEL void assay_device_adam(float rate, float first, float second, float epsilon,
                                    const ASSAY_GLOBAL float *gradient, ASSAY_GLOBAL float *mean,
                                    ASSAY_GLOBAL float *square, ASSAY_GLOBAL float *weights,
                                    int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i >= count) return;
  const float m = assay_adam_mean(first, mean[i], gradient[i]);
  const float v = assay_mean_square(second, square[i], gradient[i]);
  mean[i] = m;
  square[i] = v;
  weights[i] -= assay_adam_change(rate, epsilon, m, v);
}

ASSAY_KERNEL void assay_device_adadelta(float rate, float decay, float epsilon,
                                        const ASSAY_GLOBAL float *gradient,
                                        ASSAY_GLOBAL float *square, ASSAY_GLOBAL float *changes,
                                        ASSAY_GLOBAL float *weights, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i >= count) return;
  const float a = assay_mean_square(decay, square[i], gradient[i]);
  const float change = assay_adadelta_change(epsilon, gradient[i], a, changes[i]);
  square[i] = a;
  changes[i] = assay_mean_square(decay, changes[i], change);
  weights[i] -= rate * change;
}

ASSAY_KERNEL void assay_device_descent(float rate, float momentum,
                                       const ASSAY_GLOBAL float *gradient,
                                       ASSAY_GLOBAL float *velocity,
                                       ASSAY_GLOBAL float *weights, int64_t count) {
  const int64_t i = ASSAY_ITEM(0);
  if (i >= count) return;
  const float v = assay_velocity_of(momentum, rate, velocity[i], gradient[i]);
  velocity[i] = v;
  weights[i] += v;
}
