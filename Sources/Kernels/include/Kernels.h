// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Cascade.h"
#include "Convolution.h"
#include "FieldNoise.h"
#include "FlowLoops.h"
#include "ImageBlock.h"
#include "JF12.h"
#include "KernelTexts.h"
#include "LearningLoops.h"
#include "Orbits.h"
#include "PhotonCounts.h"
#include "RegionToys.h"
#include "Ceilings.h"
#include <stdint.h>

/* Sums of Gaussians over many points, for kernel density estimates.

   What is guaranteed: only additions, multiplications and comparisons of IEEE doubles are used in a
   fixed order, never contracted to fused operations. So the results are the same bits on every
   x86-64 CPU (AVX-512, AVX2 or baseline code is chosen when the program is loaded), for every
   number of threads, and whatever chunks the points are worked in.

   Order of a sum over points 0 ... n-1: lane k of 8 adds the points j = k (mod 8) in rising j, then
   ((l0+l4)+(l2+l6)) + ((l1+l5)+(l3+l7)).

   Inputs must be finite (a distance may be +infinity; its Gaussian is 0). All functions can be
   called from many threads at once; none allocates. Cost of an exponential, measured on one core
   of an AMD Zen 5: 0.65 ns with AVX-512, 1.3 ns with AVX2, 2.5 ns with baseline code. */

#ifdef __cplusplus
extern "C" {
#endif

/* out[j] = exp(x[j]) for x[j] in [-inf, 0]: within 1.5 ulp; 0 below -708. */
void assay_exp(const double *x, int64_t count, double *out);

/* out[j] = (x[j] - x0)^2 + (y[j] - y0)^2. */
void assay_squared_distances(const double *x, const double *y, int64_t count, double x0, double y0,
                             double *out);

/* For each sigma s and segment v:
     sums[s * segments + v] = sum over points j of the segment of exp(-d_j^2 inverse_two_sigma2[s])
   Segment v holds the points segment_start[v] ... segment_start[v + 1] - 1, so segment_start has
   segments + 1 elements, not decreasing; segments may be empty. inverse_two_sigma2 >= 0. */
void assay_gaussian_sums_from_distance2(const double *distance2, const int32_t *segment_start,
                                        int32_t segments, const double *inverse_two_sigma2,
                                        int32_t sigmas, double *sums);

/* The same with d_j^2 = (x_j - x0)^2 + (y_j - y0)^2; bit for bit equal to
   assay_squared_distances followed by assay_gaussian_sums_from_distance2. */
void assay_gaussian_segment_sums(const double *x, const double *y, const int32_t *segment_start,
                                 int32_t segments, double x0, double y0,
                                 const double *inverse_two_sigma2, int32_t sigmas, double *sums);

/* The first of these two compiled for the baseline CPU alone: what the others must equal. */
void assay_gaussian_sums_baseline(const double *distance2, const int32_t *segment_start,
                                  int32_t segments, const double *inverse_two_sigma2,
                                  int32_t sigmas, double *sums);

#ifdef __cplusplus
}
#endif
