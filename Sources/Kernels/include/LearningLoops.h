// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Loops of the networks that only choose between numbers: activations and maximum pools.

   They compute what the loops of the same names in Swift do, to the bit, on every CPU: nothing is
   added up but single terms. Vectors of a pixel's channels stand together; a table has `children`
   input pixels for each output pixel. All can be called from many threads at once. */

#ifdef __cplusplus
extern "C" {
#endif

/* x = 0 where x < 0; one that is not a number stays. */
void assay_relu(float *x, int64_t count);

/* gradient = gradient where output > 0, else 0. */
void assay_relu_slope(const float *output, float *gradient, int64_t count);

/* The largest child of each output pixel and its number, the first of equal ones. */
void assay_pool_maximum(const float *input, const int32_t *table, int64_t outputs,
                        int32_t children, int64_t channels, float *output, int32_t *chosen);

/* Adds the gradient of each output pixel to the child that was chosen. */
void assay_unpool_maximum(const float *gradient, const int32_t *table, int64_t outputs,
                          int32_t children, int64_t channels, const int32_t *chosen, float *input);

#ifdef __cplusplus
}
#endif
