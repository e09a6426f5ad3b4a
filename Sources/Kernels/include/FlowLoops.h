// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Loops of flows and dense networks in single precision, for the CPU's vector units.

   Numbers of one kind stand sample by sample: number i of sample s at i * count + s. Only additions,
   multiplications, divisions, roots and comparisons in a fixed order, never contracted: the same
   bits on every x86-64 CPU, for any `count` a sample is one of, on any number of threads. The Swift
   loops of the same names in double precision are the specification; exponentials and logarithms
   are within some 1e-7 of it, relative. */

#ifdef __cplusplus
extern "C" {
#endif

/* What is fixed of a spline: K, B, the least width in units of 2B, the least slope, and the number
   added to a slope's before softplus. */
typedef struct {
  int32_t bins;
  float bound, least_width, least_slope, shift;
} AssaySpline;

/* z = (x - m) exp(-a), a = bound tanh(numbers / bound); a is taken from the sum. */
void assay_affine(float bound, int64_t count, const float *x, const float *numbers, float *z,
                  float *log_determinant);

/* The gradient by x, and by the numbers in their place, from those by z and the sum. */
void assay_affine_gradient(float bound, int64_t count, const float *x, float *numbers,
                           const float *output, const float *log_determinant, float *input);

/* The same of a rational-quadratic spline with 3 K - 1 numbers a sample, K at most 64. */
void assay_spline(AssaySpline spline, int64_t count, const float *x, const float *numbers, float *z,
                  float *log_determinant);
void assay_spline_gradient(AssaySpline spline, int64_t count, const float *x, float *numbers,
                           const float *output, const float *log_determinant, float *input);

/* x = tanh(x). */
void assay_tanh(float *x, int64_t count);

/* gradient = gradient (1 - output)(1 + output). */
void assay_tanh_slope(const float *output, float *gradient, int64_t count);

/* m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w = w - rate m / (sqrt(v) + epsilon). */
void assay_adam(float rate, float first, float second, float epsilon, const float *gradient,
                float *mean, float *square, float *weights, int64_t count);

#ifdef __cplusplus
}
#endif
