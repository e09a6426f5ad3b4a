// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cascade.h"
#include "Exponential.h"
#include <math.h>

ASSAY_CLONES
void assay_cascade_thermal(const double *restrict grow, const double *restrict decay, int64_t count,
                           double mu, double start, double spacing, const double *restrict node,
                           const double *restrict weight, int32_t nodes, double statistics,
                           double *restrict integral) {
  for (int64_t n = 0; n < count; n++) integral[n] = 0;
  for (int32_t k = 0; k < nodes; k++) {
    /* mu sinh(d + n spacing) without a sinh a cell. */
    const double d = start + node[k] * spacing;
    const double up = 0.5 * mu * exp(d), down = 0.5 * mu * exp(-d);
    const double w = weight[k] * spacing;
#pragma clang loop vectorize(enable)
    for (int64_t n = 0; n < count; n++) {
      const double q = up * grow[n] - down * decay[n];
      const double e = assay_exp_negative(-q);
      integral[n] += w * (q * e / (1 + statistics * e));
    }
  }
  double sum = 0;
  for (int64_t n = count - 1; n >= 0; n--) {
    sum += integral[n];
    integral[n] = sum;
  }
}

/* (a - 1 + e^-a) / a^2 = sum_k (-a)^k / (k + 2)!, to 1e-16 for a <= 1/4. */
ASSAY_INLINE double phi2(double a) {
  double p = -0x1.6124613a86d09p-33;  /* -1/13! */
  p = p * a + 0x1.1eed8eff8d898p-29;  /* 1/12! */
  p = p * a - 0x1.ae64567f544e4p-26;  /* ... */
  p = p * a + 0x1.27e4fb7789f5cp-22;
  p = p * a - 0x1.71de3a556c734p-19;
  p = p * a + 0x1.a01a01a01a01ap-16;
  p = p * a - 0x1.a01a01a01a01ap-13;
  p = p * a + 0x1.6c16c16c16c17p-10;
  p = p * a - 0x1.1111111111111p-7;
  p = p * a + 0x1.5555555555555p-5;
  p = p * a - 0x1.5555555555555p-3;
  return p * a + 0.5;
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
        b_i[n] = e2u[n] * (c0 * f0[n] + c1 * f1[n] + c2 * f2[n]);
        phi_i[n] = 1;
        psi_i[n] = 0;
      }
      continue;
    }
#pragma clang loop vectorize(enable)
    for (int64_t n = 0; n < count; n++) {
      const double a = e2u[n] * (c0 * f0[n] + c1 * f1[n] + c2 * f2[n]);
      /* Below 1/4 the differences 1 - e^-a and 1 - phi would cancel. */
      const double psi_small = a * phi2(a);
      const double divisor = a > 0.25 ? a : 1;
      const double phi_large = (1 - assay_exp_negative(-a)) / divisor;
      const double f = a > 0.25 ? phi_large : 1 - psi_small;
      const double g = a > 0.25 ? 1 - phi_large : psi_small;
      phi_i[n] = f;
      psi_i[n] = g;
      b_i[n] = a * f;
      closure[n] += p * g;
    }
  }
  for (int64_t n = 0; n < count; n++) inverse[n] = 1 / (1 - diagonal * closure[n]);
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
    const double direct = (s0 * psi0[n] + b0[n] * n0[n]) + (s1 * psi1[n] + b1[n] * n1[n]) +
                          (s2 * psi2[n] + b2[n] * n2[n]);
    absorbed[n] = direct * inverse[n];
    regained[n] = closure[n] * inverse[n] * spacing;
  }
  /* The one serial loop: each cell waits for the sums over the cells above it. */
  const double d0 = decay[0], d1 = decay[1], d2 = decay[2];
  const double k0 = d0 * kernel[0], k1 = d1 * kernel[1], k2 = d2 * kernel[2];
  double t0 = 0, t1 = 0, t2 = 0;
  for (int64_t n = count - 1; n >= 0; n--) {
    const double own = absorbed[n], gain = regained[n];
    const double t = (t0 + t1) + t2;
    /* d t + k (own + gain t), ordered so that t is waited for by one product and one sum only. */
    t0 = (d0 * t0 + k0 * own) + (k0 * gain) * t;
    t1 = (d1 * t1 + k1 * own) + (k1 * gain) * t;
    t2 = (d2 * t2 + k2 * own) + (k2 * gain) * t;
    absorbed[n] = own + gain * t;
    regained[n] = t;
  }
  tail[0] = t0;
  tail[1] = t1;
  tail[2] = t2;
  const double p0 = share[0], p1 = share[1], p2 = share[2];
#pragma clang loop vectorize(enable)
  for (int64_t n = 0; n < count; n++) {
    const double g = spacing * regained[n] + diagonal * absorbed[n];
    n0[n] += phi0[n] * (s0 + p0 * g) - b0[n] * n0[n];
    n1[n] += phi1[n] * (s1 + p1 * g) - b1[n] * n1[n];
    n2[n] += phi2[n] * (s2 + p2 * g) - b2[n] * n2[n];
  }
}

ASSAY_CLONES
double assay_dot(const double *restrict a, const double *restrict b, int64_t count) {
  enum { SUMS = 32 };
  double sum[SUMS] = {0};
  const int64_t whole = count / SUMS * SUMS;
  for (int64_t j = 0; j < whole; j += SUMS)
    for (int k = 0; k < SUMS; k++) sum[k] += a[j + k] * b[j + k];
  for (int64_t j = whole; j < count; j++) sum[j - whole] += a[j] * b[j];
  for (int half = SUMS / 2; half > 0; half /= 2)
    for (int k = 0; k < half; k++) sum[k] += sum[k + half];
  return sum[0];
}
