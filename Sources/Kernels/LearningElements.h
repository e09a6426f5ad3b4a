// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ExponentialSingle.h"
#ifndef ASSAY_ACCELERATOR
#include <math.h>
#endif

/* What networks do to a single number, or a loss to a sample, for the loops of the CPU and for a
   work-item each. Nothing but IEEE operations in a fixed order: the same bits everywhere, but for
   the exponential and logarithm of the cross-entropy. */

/* 0 where x < 0; one that is not a number stays. */
ASSAY_INLINE float assay_relu_of(float x) { return x < 0 ? 0 : x; }

/* The gradient where the output is positive, else 0. */
ASSAY_INLINE float assay_relu_slope_of(float output, float gradient) {
  return output > 0 ? gradient : 0;
}

/* x above 0, slope x below. */
ASSAY_INLINE float assay_leaky_of(float slope, float x) { return x > 0 ? x : slope * x; }

ASSAY_INLINE float assay_leaky_slope_of(float slope, float output, float gradient) {
  return output > 0 ? gradient : slope * gradient;
}

ASSAY_INLINE float assay_tanh_slope_of(float output, float gradient) {
  return gradient * ((1 - output) * (1 + output));
}

/* Of a maximum: the larger number, and the child that it comes from, the first of equal ones. */
ASSAY_INLINE float assay_larger_of(float best, float other) { return other > best ? other : best; }

ASSAY_INLINE int32_t assay_chosen_of(float best, float other, int32_t number, int32_t child) {
  return other > best ? child : number;
}

/* What a child is handed of its output's gradient. */
ASSAY_INLINE float assay_share_of(int32_t chosen, int32_t child, float gradient) {
  return chosen == child ? gradient : 0;
}

/* m = b1 m + (1 - b1) g. */
ASSAY_INLINE float assay_adam_mean(float first, float mean, float g) {
  return first * mean + (1 - first) * g;
}

/* v = b2 v + (1 - b2) g^2; of Adadelta's two averages too. */
ASSAY_INLINE float assay_mean_square(float second, float square, float g) {
  return second * square + (1 - second) * g * g;
}

/* What Adam takes from a weight: rate m / (sqrt(v) + epsilon). */
ASSAY_INLINE float assay_adam_change(float rate, float epsilon, float m, float v) {
  return rate * m / (ASSAY_SQRT(v) + epsilon);
}

/* Adadelta's change before its rate: g sqrt(d + epsilon) / sqrt(a + epsilon). */
ASSAY_INLINE float assay_adadelta_change(float epsilon, float g, float a, float d) {
  return g * ASSAY_SQRT(d + epsilon) / ASSAY_SQRT(a + epsilon);
}

/* The velocity of descent with momentum: momentum u - rate g. */
ASSAY_INLINE float assay_velocity_of(float momentum, float rate, float velocity, float g) {
  return momentum * velocity - rate * g;
}

/* e^x and ln(1 + e) of the cross-entropy: the system's library on the CPU, where the published
   trainings stand on its bits; devices have none whose bits are known. Both right to 3e-7 of the
   value: there what 1 + e loses of a small e is put back. */
#ifdef ASSAY_ACCELERATOR
ASSAY_INLINE float assay_loss_exp(float x) { return assay_exp_single(x); }
ASSAY_INLINE float assay_loss_log_one_plus(float e) {
  const float u = 1 + e;
  return assay_log_single(u) + (e - (u - 1)) / u;
}
#else
ASSAY_INLINE float assay_loss_exp(float x) { return expf(x); }
ASSAY_INLINE float assay_loss_log_one_plus(float e) { return log1pf(e); }
#endif

/* Binary cross-entropy of a sample's logits z and labels y, averaged over the outputs:
   max(z, 0) - z y + ln(1 + exp(-|z|)), and its gradient 1 / (1 + exp(-z)) - y times the sample's
   share of the batch. */
ASSAY_INLINE float assay_cross_entropy_of(const ASSAY_GLOBAL float *outputs,
                                          const ASSAY_GLOBAL float *targets, int32_t width,
                                          float batch_share, ASSAY_GLOBAL float *gradient) {
  const float share = 1 / (float)width;
  float sum = 0;
  for (int32_t i = 0; i < width; i++) {
    const float z = outputs[i], y = targets[i];
    const float e = assay_loss_exp(z < 0 ? z : -z);
    sum += (z > 0 ? z : 0) - z * y;
    sum += assay_loss_log_one_plus(e);
    gradient[i] = share * (assay_logistic_of(z, e) - y) * batch_share;
  }
  return share * sum;
}

/* The squared difference of a sample's outputs and targets, averaged over the outputs. */
ASSAY_INLINE float assay_mean_square_of(const ASSAY_GLOBAL float *outputs,
                                        const ASSAY_GLOBAL float *targets, int32_t width,
                                        float batch_share, ASSAY_GLOBAL float *gradient) {
  const float share = 1 / (float)width;
  float sum = 0;
  for (int32_t i = 0; i < width; i++) {
    const float difference = outputs[i] - targets[i];
    sum += difference * difference;
    gradient[i] = 2 * share * difference * batch_share;
  }
  return share * sum;
}
