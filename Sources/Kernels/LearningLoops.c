// SPDX-License-Identifier: GPL-3.0-or-later
#include "LearningLoops.h"
#include "LearningElements.h"
#include <string.h>

ASSAY_CLONES
void assay_relu(float *x, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) x[i] = assay_relu_of(x[i]);
}

ASSAY_CLONES
void assay_relu_slope(const float *output, float *restrict gradient, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    const float kept = gradient[i];
    gradient[i] = assay_relu_slope_of(output[i], kept);
  }
}

ASSAY_CLONES
void assay_leaky(float slope, float *x, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) x[i] = assay_leaky_of(slope, x[i]);
}

ASSAY_CLONES
void assay_leaky_slope(float slope, const float *output, float *restrict gradient, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    const float kept = gradient[i];
    gradient[i] = assay_leaky_slope_of(slope, output[i], kept);
  }
}

ASSAY_CLONES
void assay_pool_maximum(const float *input, const int32_t *table, int64_t outputs,
                        int32_t children, int64_t channels, float *restrict output,
                        int32_t *restrict chosen) {
  for (int64_t p = 0; p < outputs; p++, output += channels, chosen += channels) {
    const int32_t *own = table + p * children;
    memcpy(output, input + own[0] * channels, (size_t)channels * sizeof *output);
    memset(chosen, 0, (size_t)channels * sizeof *chosen);
    for (int32_t child = 1; child < children; child++) {
      const float *from = input + own[child] * channels;
#pragma clang loop vectorize(enable)
      for (int64_t c = 0; c < channels; c++) {
        const float best = output[c], other = from[c];
        const int32_t number = chosen[c];
        output[c] = assay_larger_of(best, other);
        chosen[c] = assay_chosen_of(best, other, number, child);
      }
    }
  }
}

ASSAY_CLONES
void assay_unpool_maximum(const float *gradient, const int32_t *table, int64_t outputs,
                          int32_t children, int64_t channels, const int32_t *chosen,
                          float *restrict input) {
  for (int64_t p = 0; p < outputs; p++, gradient += channels, chosen += channels) {
    for (int32_t child = 0; child < children; child++) {
      float *to = input + table[p * children + child] * channels;
#pragma clang loop vectorize(enable)
      for (int64_t c = 0; c < channels; c++) {
        const float share = gradient[c];
        to[c] += assay_share_of(chosen[c], child, share);
      }
    }
  }
}

float assay_cross_entropy(const float *output, const float *target, int32_t count,
                          float *restrict gradient) {
  return assay_cross_entropy_of(output, target, count, 1, gradient);
}

float assay_mean_square_loss(const float *output, const float *target, int32_t count,
                             float *restrict gradient) {
  return assay_mean_square_of(output, target, count, 1, gradient);
}

ASSAY_CLONES
void assay_adadelta(float rate, float decay, float epsilon, const float *gradient,
                    float *restrict square, float *restrict changes, float *restrict weights,
                    int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    const float g = gradient[i], d = changes[i];
    const float a = assay_mean_square(decay, square[i], g);
    const float change = assay_adadelta_change(epsilon, g, a, d);
    square[i] = a;
    changes[i] = assay_mean_square(decay, d, change);
    weights[i] -= rate * change;
  }
}

ASSAY_CLONES
void assay_descent(float rate, float momentum, const float *gradient, float *restrict velocity,
                   float *restrict weights, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    const float v = assay_velocity_of(momentum, rate, velocity[i], gradient[i]);
    velocity[i] = v;
    weights[i] += v;
  }
}
