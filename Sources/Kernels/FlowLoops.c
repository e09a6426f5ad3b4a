// SPDX-License-Identifier: GPL-3.0-or-later
#include "FlowLoops.h"
#include "ExponentialSingle.h"
#include "LearningElements.h"

ASSAY_CLONES
void assay_affine(float bound, int64_t count, const float *x, const float *numbers,
                  float *restrict z, float *restrict log_determinant) {
#pragma clang loop vectorize(enable)
  for (int64_t s = 0; s < count; s++) {
    const float scale = bound * assay_tanh_single(numbers[count + s] / bound);
    z[s] = (x[s] - numbers[s]) * assay_exp_single(-scale);
    log_determinant[s] -= scale;
  }
}

ASSAY_CLONES
void assay_affine_gradient(float bound, int64_t count, const float *x, float *restrict numbers,
                           const float *output, const float *log_determinant,
                           float *restrict input) {
#pragma clang loop vectorize(enable)
  for (int64_t s = 0; s < count; s++) {
    const float scale = bound * assay_tanh_single(numbers[count + s] / bound);
    const float shrink = assay_exp_single(-scale), share = scale / bound;
    const float z = (x[s] - numbers[s]) * shrink, by_x = output[s] * shrink;
    input[s] = by_x;
    numbers[s] = -by_x;
    numbers[count + s] = -(output[s] * z + log_determinant[s]) * (1 - share * share);
  }
}

ASSAY_CLONES
void assay_tanh(float *x, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) x[i] = assay_tanh_single(x[i]);
}

ASSAY_CLONES
void assay_tanh_slope(const float *output, float *restrict gradient, int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    gradient[i] = assay_tanh_slope_of(output[i], gradient[i]);
  }
}

ASSAY_CLONES
void assay_adam(float rate, float first, float second, float epsilon, const float *gradient,
                float *restrict mean, float *restrict square, float *restrict weights,
                int64_t count) {
#pragma clang loop vectorize(enable)
  for (int64_t i = 0; i < count; i++) {
    const float g = gradient[i];
    const float m = assay_adam_mean(first, mean[i], g);
    const float v = assay_mean_square(second, square[i], g);
    mean[i] = m;
    square[i] = v;
    weights[i] -= assay_adam_change(rate, epsilon, m, v);
  }
}
