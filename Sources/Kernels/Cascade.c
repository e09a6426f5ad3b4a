// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cascade.h"
#include "CascadeCell.h"
#include "CascadeFinish.h"
#include "DotProduct.h"
#include <math.h>

void assay_cascade_factors(double mu, double start, double spacing, const double *restrict node,
                           int32_t nodes, double *restrict factor) {
  for (int32_t k = 0; k < nodes; k++) {
    const double d = start + node[k] * spacing;
    factor[2 * k] = 0.5 * mu * exp(d);
    factor[2 * k + 1] = 0.5 * mu * exp(-d);
  }
}

double assay_cascade_factor_of_depth(double rate, double temperature, double volume,
                                     double dilution) {
  return assay_cascade_rate(rate, temperature, volume, dilution);
}

ASSAY_CLONES
void assay_cascade_thermal(const double *restrict grow, const double *restrict decay, int64_t count,
                           double mu, double start, double spacing, const double *restrict node,
                           const double *restrict weight, int32_t nodes, double statistics,
                           double *restrict integral) {
  for (int64_t n = 0; n < count; n++) integral[n] = 0;
  for (int32_t k = 0; k < nodes; k++) {
    double factor[2];
    assay_cascade_factors(mu, start, spacing, node + k, 1, factor);
    const double up = factor[0], down = factor[1], w = weight[k] * spacing;
#pragma clang loop vectorize(enable)
    for (int64_t n = 0; n < count; n++)
      integral[n] += assay_cascade_node(up, down, w, grow[n], decay[n], statistics);
  }
  assay_cascade_accumulate(integral, 1, count);
}

ASSAY_CLONES
void assay_cascade_coefficients(const double *restrict integral, int64_t stride,
                                const double *restrict e2u, int64_t count,
                                const double *restrict q2, double factor,
                                const double *restrict share, double diagonal, int32_t euler,
                                double *restrict phi, double *restrict psi, double *restrict b,
                                double *restrict closure, double *restrict inverse) {
  for (int64_t n = 0; n < count; n++) closure[n] = 0;
  for (int i = 0; i < 3; i++) {
    const double *restrict f0 = integral, *restrict f1 = integral + stride,
                           *restrict f2 = integral + 2 * stride;
    const double c0 = q2[3 * i] * factor, c1 = q2[3 * i + 1] * factor, c2 = q2[3 * i + 2] * factor;
    double *restrict phi_i = phi + i * stride, *restrict psi_i = psi + i * stride,
                     *restrict b_i = b + i * stride;
    const double p = share[i];
    if (euler) {
      for (int64_t n = 0; n < count; n++) {
        const struct assay_cascade_state state = assay_cascade_euler(
            assay_cascade_depth(e2u[n], c0, c1, c2, f0[n], f1[n], f2[n]));
        phi_i[n] = state.phi;
        psi_i[n] = state.psi;
        b_i[n] = state.b;
      }
      continue;
    }
#pragma clang loop vectorize(enable)
    for (int64_t n = 0; n < count; n++) {
      const struct assay_cascade_state state = assay_cascade_exponential(
          assay_cascade_depth(e2u[n], c0, c1, c2, f0[n], f1[n], f2[n]));
      phi_i[n] = state.phi;
      psi_i[n] = state.psi;
      b_i[n] = state.b;
      closure[n] += p * state.psi;
    }
  }
  for (int64_t n = 0; n < count; n++) inverse[n] = assay_cascade_inverse(diagonal, closure[n]);
}

ASSAY_CLONES
void assay_cascade_sweep(const double *restrict phi, const double *restrict psi,
                         const double *restrict b, int64_t stride, const double *restrict closure,
                         const double *restrict inverse, int64_t count,
                         const double *restrict source, const double *restrict share,
                         const double *restrict decay, const double *restrict kernel,
                         double spacing, double diagonal, double *restrict density,
                         int64_t density_stride, double *restrict scratch, double *restrict tail) {
  double *restrict absorbed = scratch, *restrict regained = scratch + count;
  const double *restrict phi0 = phi, *restrict phi1 = phi + stride, *restrict phi2 = phi + 2 * stride;
  const double *restrict psi0 = psi, *restrict psi1 = psi + stride, *restrict psi2 = psi + 2 * stride;
  const double *restrict b0 = b, *restrict b1 = b + stride, *restrict b2 = b + 2 * stride;
  double *restrict n0 = density, *restrict n1 = density + density_stride,
                   *restrict n2 = density + 2 * density_stride;
  const double s0 = source[0], s1 = source[1], s2 = source[2];
#pragma clang loop vectorize(enable)
  for (int64_t n = 0; n < count; n++) {
    const double direct = assay_cascade_lost(s0, s1, s2, psi0[n], psi1[n], psi2[n], b0[n], b1[n],
                                             b2[n], n0[n], n1[n], n2[n]);
    absorbed[n] = direct * inverse[n];
    regained[n] = closure[n] * inverse[n] * spacing;
  }
  /* The one serial loop: each cell waits for the sums over the cells above it. */
  const struct assay_cascade_fade fade =
      assay_cascade_fade_of(decay[0], decay[1], decay[2], kernel[0], kernel[1], kernel[2]);
  struct assay_cascade_sums sums = {0, 0, 0};
  for (int64_t n = count - 1; n >= 0; n--) {
    const double own = absorbed[n], gain = regained[n];
    const double t = assay_cascade_descend(&sums, &fade, own, gain);
    absorbed[n] = assay_cascade_absorbed(own, gain, t);
    regained[n] = t;
  }
  tail[0] = sums.t0;
  tail[1] = sums.t1;
  tail[2] = sums.t2;
  const double p0 = share[0], p1 = share[1], p2 = share[2];
#pragma clang loop vectorize(enable)
  for (int64_t n = 0; n < count; n++) {
    const double g = assay_cascade_regained(spacing, regained[n], diagonal, absorbed[n]);
    n0[n] = assay_cascade_stepped(n0[n], phi0[n], b0[n], s0, p0, g);
    n1[n] = assay_cascade_stepped(n1[n], phi1[n], b1[n], s1, p1, g);
    n2[n] = assay_cascade_stepped(n2[n], phi2[n], b2[n], s2, p2, g);
  }
}

void assay_cascade_finish(const struct assay_cascade_span *span, int32_t steps,
                          const double *emission, const double *emitted, const double *passage,
                          const double *tail, const double *weight, const double *share,
                          const double *decay, double spacing, int64_t cells, double *density) {
  assay_cascade_settle(span, steps, emission, passage, tail, 1, weight[0], weight[1], weight[2],
                       share[0], share[1], share[2], decay[0], decay[1], decay[2], spacing,
                       density, 1, cells);
  for (int i = 0; i < 3; i++)
    for (int64_t n = 0; n < cells; n++)
      density[i * cells + n] = assay_cascade_ratio(n, span[steps - 1].upper,
                                                   density[i * cells + n], weight[i],
                                                   emitted[steps]);
}

int32_t assay_cascade_lowest(const double *ratio, int32_t first, int32_t last) {
  return assay_cascade_lowest_text(ratio, 1, first, last);
}

ASSAY_CLONES
double assay_dot(const double *restrict a, const double *restrict b, int64_t count) {
  double sum[ASSAY_DOT_SUMS] = {0};
  assay_dot_sums(a, b, count, 0, sum);
  assay_dot_fold(sum, 0);
  return sum[0];
}
