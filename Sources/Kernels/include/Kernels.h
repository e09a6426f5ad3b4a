// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Sums of Gaussians over many points, for kernel density estimates.

   What is guaranteed: only additions, multiplications and comparisons of IEEE doubles are used in a
   fixed order, never contracted to fused operations. So the results are the same bits on every
   x86-64 CPU (AVX-512, AVX2 or baseline code is chosen when the program is loaded), for every
   number of threads, and whatever chunks the points are worked in. The great-circle distances and
   the logarithm of assay_log_gaussian_kde also use the C library's asin and log, and are as
   reproducible as these.

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

/* out[j] = (great-circle angle between the unit vectors (x,y,z)[j] and (x0,y0,z0))^2 [rad^2], as
   (2 asin(chord / 2))^2: accurate for small angles, to 1e-8 rad close to the antipode. */
void assay_squared_arcs(const double *x, const double *y, const double *z, int64_t count,
                        double x0, double y0, double z0, double *out);

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

/* Kernel density estimate in one dimension:
     density[i] = 1 / (n h sqrt(2 pi)) sum_j exp(-(at[i] - samples[j])^2 / (2 h^2)),  h = bandwidth > 0
   It is 0 where all samples are farther than 37 h; assay_log_gaussian_kde is finite there. */
void assay_gaussian_kde(const double *samples, int64_t count, double bandwidth, const double *at,
                        int64_t points, double *density);

/* ln of that density, its largest term taken out of the sum first. */
void assay_log_gaussian_kde(const double *samples, int64_t count, double bandwidth,
                            const double *at, int64_t points, double *log_density);

#ifdef __cplusplus
}
#endif
