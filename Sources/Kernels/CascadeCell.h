// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Exponential.h"

/* One cell of one redshift step of a cascade of three states, in scalars: the text of the loops in
   Cascade.c and of the work-items in Devices/Cascade*.h. Equations in include/Cascade.h. Only
   operations of IEEE doubles in a fixed order, so that all give the same bits.

   The arithmetic, the suffix sums and their order stand here once; the loops over cells and nodes
   around them stand twice. The CPU goes over all cells for each node and for each stage of a step,
   since a loop over cells becomes vector code and its arrays stay in cache. An accelerator has a
   work-item for a cell (thermal integrals) or a cascade (steps), to which all nodes and stages of a
   cell are in turn: an array between two stages would be traffic with its memory. No cell meets a
   different order of operations by that. */

/* One node of the thermal integral over a cell, q = mu sinh d without a sinh a cell:
   up = mu/2 e^d, down = mu/2 e^-d at the first cell, grow and decay the way from there. */
ASSAY_INLINE double assay_cascade_node(double up, double down, double weight, double grow,
                                       double decay, double statistics) {
  const double q = up * grow - down * decay;
  const double e = assay_exp_negative(-q);
  return weight * (q * e / (1 + statistics * e));
}

/* Running sums from the last element down to the first, in place. */
ASSAY_INLINE void assay_cascade_accumulate(ASSAY_GLOBAL double *value, int64_t step,
                                           int64_t count) {
  double sum = 0;
  for (int64_t n = count - 1; n >= 0; n--) {
    sum += value[step * n];
    value[step * n] = sum;
  }
}

/* (a - 1 + e^-a) / a^2 = sum_k (-a)^k / (k + 2)!, to 1e-16 for a <= 1/4. */
ASSAY_INLINE double assay_phi2(double a) {
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

/* The factor of a_i in a step. */
ASSAY_INLINE double assay_cascade_rate(double rate, double temperature, double volume,
                                       double dilution) {
  return rate * temperature / volume / dilution;
}

/* a of a state: the thermal integrals f of the three targets times their couplings c. */
ASSAY_INLINE double assay_cascade_depth(double e2u, double c0, double c1, double c2, double f0,
                                        double f1, double f2) {
  return e2u * (c0 * f0 + c1 * f1 + c2 * f2);
}

/* phi, psi and b = a phi of a state. */
struct assay_cascade_state {
  double phi, psi, b;
};

ASSAY_INLINE struct assay_cascade_state assay_cascade_exponential(double a) {
  /* Below 1/4 the differences 1 - e^-a and 1 - phi would cancel. */
  const double psi_small = a * assay_phi2(a);
  const double divisor = a > 0.25 ? a : 1;
  const double phi_large = (1 - assay_exp_negative(-a)) / divisor;
  struct assay_cascade_state state;
  state.phi = a > 0.25 ? phi_large : 1 - psi_small;
  state.psi = a > 0.25 ? 1 - phi_large : psi_small;
  state.b = a * state.phi;
  return state;
}

ASSAY_INLINE struct assay_cascade_state assay_cascade_euler(double a) {
  struct assay_cascade_state state;
  state.phi = 1;
  state.psi = 0;
  state.b = a;
  return state;
}

ASSAY_INLINE double assay_cascade_inverse(double diagonal, double closure) {
  return 1 / (1 - diagonal * closure);
}

/* What the cell absorbs of source and density. */
ASSAY_INLINE double assay_cascade_lost(double s0, double s1, double s2, double psi0, double psi1,
                                       double psi2, double b0, double b1, double b2, double n0,
                                       double n1, double n2) {
  return (s0 * psi0 + b0 * n0) + (s1 * psi1 + b1 * n1) + (s2 * psi2 + b2 * n2);
}

/* How the sums over the cells above fade from cell to cell, and that times the kernel. */
struct assay_cascade_fade {
  double d0, d1, d2, k0, k1, k2;
};

ASSAY_INLINE struct assay_cascade_fade assay_cascade_fade_of(double d0, double d1, double d2,
                                                             double kernel0, double kernel1,
                                                             double kernel2) {
  struct assay_cascade_fade fade;
  fade.d0 = d0;
  fade.d1 = d1;
  fade.d2 = d2;
  fade.k0 = d0 * kernel0;
  fade.k1 = d1 * kernel1;
  fade.k2 = d2 * kernel2;
  return fade;
}

/* The sums over the cells above, one for each power in h. */
struct assay_cascade_sums {
  double t0, t1, t2;
};

/* t_k <- decay_k (t_k + kernel_k (own + gain t)), with slope_k = decay_k kernel_k and t the sum of
   the three, ordered so that t is waited for by one product and one sum only. */
ASSAY_INLINE double assay_cascade_suffix(double tail, double decay, double slope, double own,
                                         double gain, double t) {
  return (decay * tail + slope * own) + (slope * gain) * t;
}

/* Adds a cell to the sums, from the top cell down; together, what they were before. */
ASSAY_INLINE double assay_cascade_descend(struct assay_cascade_sums *sums,
                                          const struct assay_cascade_fade *fade, double own,
                                          double gain) {
  const double t = (sums->t0 + sums->t1) + sums->t2;
  sums->t0 = assay_cascade_suffix(sums->t0, fade->d0, fade->k0, own, gain, t);
  sums->t1 = assay_cascade_suffix(sums->t1, fade->d1, fade->k1, own, gain, t);
  sums->t2 = assay_cascade_suffix(sums->t2, fade->d2, fade->k2, own, gain, t);
  return t;
}

/* What a cell absorbs in all. */
ASSAY_INLINE double assay_cascade_absorbed(double own, double gain, double above) {
  return own + gain * above;
}

/* G: what the cell receives from above and from itself. */
ASSAY_INLINE double assay_cascade_regained(double spacing, double above, double diagonal,
                                           double absorbed) {
  return spacing * above + diagonal * absorbed;
}

/* The density of a state at the end of the step. */
ASSAY_INLINE double assay_cascade_stepped(double density, double phi, double b, double source,
                                          double share, double gained) {
  return density + (phi * (source + share * gained) - b * density);
}
