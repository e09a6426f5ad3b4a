// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Devices/Dialect.h"

/* What networks do to a single number, for the loops of the CPU and for a work-item each. Nothing
   but IEEE operations in a fixed order: the same bits everywhere. */

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
