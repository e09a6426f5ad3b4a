// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "CascadeLayout.h"

/* One redshift step of a cascade of three states on a logarithmic energy grid, in three passes over
   a window of cells. Guarantees as in Kernels.h: the same bits on every x86-64 CPU and for any
   number of threads. Arrays must not overlap; nothing is allocated. */

#ifdef __cplusplus
extern "C" {
#endif

/* integral[n] = int_{d_n}^{d_count} f(d) dd,   f = q e^-q / (1 + s e^-q),   q = mu sinh d,
   at d_n = start + n spacing >= 0, n = 0 ... count - 1, by Gauss-Legendre nodes in each cell and a
   running sum from the far end. s = 1: Fermi-Dirac; 0: Maxwell-Boltzmann.

   grow[n] = exp(n spacing) and decay[n] = exp(-n spacing), at least count of each.
   node[k] in (0, 1) and weight[k] (sum 1): the rule on a cell.
   Cost: 38 flops a node and cell (comparisons are not counted). */
void assay_cascade_thermal(const double *grow, const double *decay, int64_t count, double mu,
                           double start, double spacing, const double *node, const double *weight,
                           int32_t nodes, double statistics, double *integral);

/* factor[2 k] = mu/2 e^d, factor[2 k + 1] = mu/2 e^-d at d = start + node[k] spacing: what the
   thermal integral needs of the exponential of the C library, which devices have no copy of. */
void assay_cascade_factors(double mu, double start, double spacing, const double *node,
                           int32_t nodes, double *factor);

/* The factor of a step: rate temperature / volume / dilution, in this order. */
double assay_cascade_factor_of_depth(double rate, double temperature, double volume,
                                     double dilution);

/* Coefficients of the exponential step for states i = 0, 1, 2 (rows of `stride` elements):
     a_i = factor e2u[n] sum_j q2[3 i + j] integral_j[n]        (optical depth of the step)
     phi_i = (1 - e^-a)/a,  psi_i = 1 - phi_i,  b_i = a phi_i = 1 - e^-a_i
     closure = sum_i share[i] psi_i,  inverse = 1/(1 - diagonal closure)
   With euler != 0 the explicit step instead: phi = 1, psi = 0, b = a.
   Cost: 198 flops a cell. */
void assay_cascade_coefficients(const double *integral, int64_t stride, const double *e2u,
                                int64_t count, const double *q2, double factor,
                                const double *share, double diagonal, int32_t euler, double *phi,
                                double *psi, double *b, double *closure, double *inverse);

/* One step of one source: absorption, source and regeneration, from the top cell down.
     absorbed[n] = inverse (sum_i [source_i psi_i + b_i n_i] + closure spacing (t_0 + t_1 + t_2))
     t_k <- decay_k (t_k + kernel_k absorbed[n])                       (sums over the cells above)
     G = spacing (t_0 + t_1 + t_2) + diagonal absorbed[n]
     n_i <- n_i + phi_i (source_i + share_i G) - b_i n_i
   density: rows of `density_stride`; scratch: 2 count elements; tail[k] = t_k below the last cell.
   Cost: 57 flops a cell. */
void assay_cascade_sweep(const double *phi, const double *psi, const double *b, int64_t stride,
                         const double *closure, const double *inverse, int64_t count,
                         const double *source, const double *share, const double *decay,
                         const double *kernel, double spacing, double diagonal, double *density,
                         int64_t density_stride, double *scratch, double *tail);

/* Brings the cells below the windows to the last step and divides by free streaming.

   Below the window nothing is absorbed, and what arrives from above is spacing (V_0 + V_1 + V_2),
   each V_k fading by decay_k from cell to cell, with V_k(s) = tail_k(s) + V_k(s+1) passage_k(s)
   summed backwards over the steps. A cell that left the window before step s gains
   weight_i x the emission since + share_i x what arrived since.

   emitted[s]: the sum of the emission before step s, s = 0 ... steps; passage[3 s + k]: the fading
   from the lower edge of span s + 1 to that of span s, 1 at the last; tail[3 s + k] as left by
   assay_cascade_sweep. Out: density over weight_i emitted[steps]; 1 above the last window.
   Cost: 12 flops a cell. */
void assay_cascade_finish(const struct assay_cascade_span *span, int32_t steps,
                          const double *emission, const double *emitted, const double *passage,
                          const double *tail, const double *weight, const double *share,
                          const double *decay, double spacing, int64_t cells, double *density);

/* The cell first ... last with the lowest ratio below 1, the first of equal ones; -1 if none is. */
int32_t assay_cascade_lowest(const double *ratio, int32_t first, int32_t last);

/* sum_j a[j] b[j], by 32 running sums over j = k (mod 32) that are then added in pairs: the inner
   loop of the dense variant. Cost: 2 flops an element. */
double assay_dot(const double *a, const double *b, int64_t count);

#ifdef __cplusplus
}
#endif
