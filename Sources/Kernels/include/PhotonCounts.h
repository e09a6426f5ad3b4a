// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Photon counts of pixels with unresolved sources (non-Poissonian template fits). Only additions,
   multiplications and divisions in a fixed order, never contracted: the same bits on every x86-64
   CPU, for any number of threads. Nothing is allocated; arrays must not overlap. */

#ifdef __cplusplus
extern "C" {
#endif

enum { ASSAY_PHOTON_LANES = 8 };

/* Sums of Poisson probabilities over nodes q of an integral over fluxes:
     sum[0]    += sum_q weight[q] (1 - e^-mean[q])
     sum[m]    += sum_q weight[q] Poisson(m | mean[q]),   m = 1 ... most
     moment[m] += the same with weight[q] factor[q]
   nodes: a multiple of 8, neighbours of similar mean; mean in (0, 700 000).
   log_factorial: ln m! for m = 0 ... most. scratch: 16 (most + 1) elements, zero where this begins
   and left so. Of a node only m from mean - 12 sqrt(mean) - 10 on are added.
   Cost: 6 flops a node and m. */
void assay_photon_nodes(const double *mean, const double *weight, const double *factor,
                        int64_t nodes, int32_t most, const double *log_factorial, double *scratch,
                        double *sum, double *moment);

/* Expected photons of 8 pixels:
     mean[lane]           = sum_i factor[i] maps[i places + lane],   i < smooth
     strength[8 s + lane] = factor[smooth + s] maps[(smooth + s) places + lane]
     expected[lane]       = mean[lane] + sum_s strength[8 s + lane] x[s (most + 1)] */
void assay_photon_means(const double *maps, int64_t places, const double *factor, int32_t smooth,
                        int32_t sources, const double *x, int32_t most, double *mean,
                        double *strength, double *expected);

/* Probabilities of 0 ... most photons in 8 pixels at a time, from expected numbers of Poissonian
   photons and of sources that give m photons:
     p_0 = 1,   p_k = (1/k) sum_j j y_j p_(k-j),   y_j = mean [j = 1] + sum_s strength_s x_s,j
   in units of exp(-mean - sum_s strength_s x_s,0).
     mean[8]; strength[8 s + lane]; x[s (most + 1) + m]
     count[lane]: the largest k that is asked for, at most `most`; p beyond it is zero
     y, p: 8 (most + 1) elements, lane by lane in each m
     exponent[lane]: p is to be multiplied by 2^exponent.
   Cost: 8 (most^2 + 2 sources most) flops. */
void assay_photon_counts(const double *mean, const double *strength, const double *x,
                         int32_t sources, int32_t most, const int32_t *count, double *y, double *p,
                         double *exponent);

/* sum[8 i + lane] = sum_j d[i (most + 1) + j] ratio[8 j + lane], j = 1 ... most.
   Cost: 16 rows most flops. */
void assay_photon_slopes(const double *d, const double *ratio, int32_t rows, int32_t most,
                         double *sum);

#ifdef __cplusplus
}
#endif
