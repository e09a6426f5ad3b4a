// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Loops of the networks: activations, maximum pools, losses of a sample, and steps of optimisers.

   They compute what the loops of the same names in Swift do, to the bit, on every CPU: nothing but
   IEEE operations in a fixed order, and the system's exponential and logarithm in one loss. Vectors of a pixel's channels stand together; a table has `children`
   input pixels for each output pixel. All can be called from many threads at once. */

#ifdef __cplusplus
extern "C" {
#endif

/* x = 0 where x < 0; one that is not a number stays. */
void assay_relu(float *x, int64_t count);

/* gradient = gradient where output > 0, else 0. */
void assay_relu_slope(const float *output, float *gradient, int64_t count);

/* x = slope x where x is not above 0, and the gradient by that. */
void assay_leaky(float slope, float *x, int64_t count);
void assay_leaky_slope(float slope, const float *output, float *gradient, int64_t count);

/* The largest child of each output pixel and its number, the first of equal ones. */
void assay_pool_maximum(const float *input, const int32_t *table, int64_t outputs,
                        int32_t children, int64_t channels, float *output, int32_t *chosen);

/* Adds the gradient of each output pixel to the child that was chosen. */
void assay_unpool_maximum(const float *gradient, const int32_t *table, int64_t outputs,
                          int32_t children, int64_t channels, const int32_t *chosen, float *input);

/* Binary cross-entropy of logits, and the mean squared difference; the gradient is written. */
float assay_cross_entropy(const float *output, const float *target, int32_t count, float *gradient);
float assay_mean_square_loss(const float *output, const float *target, int32_t count,
                             float *gradient);

/* A step of Adadelta, and of descent with momentum: the formulas stand at Optimiser. */
void assay_adadelta(float rate, float decay, float epsilon, const float *gradient, float *square,
                    float *changes, float *weights, int64_t count);
void assay_descent(float rate, float momentum, const float *gradient, float *velocity,
                   float *weights, int64_t count);

#ifdef __cplusplus
}
#endif
