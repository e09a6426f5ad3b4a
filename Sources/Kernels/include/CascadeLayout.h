// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#ifndef ASSAY_ACCELERATOR
#include <stdint.h>
#endif

/* Tables of cascades, with the same layout in C, OpenCL C and CUDA C++. A problem is what decides
   the rates but for a factor (a mass of the Z'); cascades of other couplings share its integrals. */

/* The cells lower ... upper - 1 of the window of a step, `first` the place of their thermal
   integrals (three rows, a target after the other); of the factor of a_i (Cascade.h) the targets'
   temperature and what dilutes them. */
struct assay_cascade_span {
  int64_t first;
  int32_t lower, upper;
  double temperature, dilution;
};

/* A target in a span: cells counted from its lower edge. Below the resonance (below ... split - 1)
   the integral sums upwards, above it (split ... above - 1) downwards. `factor`: the place of
   `nodes` pairs (mu/2 e^d, mu/2 e^-d) for the side below, then as many for the side above. */
struct assay_cascade_row {
  int64_t first, factor;
  int32_t cells, below, split, above, nodes, unused;
  double statistics;
};

/* |Q_ij|^2 by rows, P_i, the coefficients of h, the in-cell weight of a decay, and the third power
   of the factor on the targets' momenta. */
struct assay_cascade_physics {
  double q2[9], share[3], coefficient[3];
  double diagonal, volume;
  int32_t euler, unused;
};

/* 3 w_i and e^{-(gamma + k) du}; w_i and their sum, for the all-flavour ratio. */
struct assay_cascade_source {
  double weight[3], fade[3], share[3], sum;
};

/* One cascade: which spans and source, what of the factor of a_i no step changes, and a factor on
   the rates. */
struct assay_cascade_point {
  int32_t problem, source;
  double rate, strength;
};

/* A search for the deepest point: which cascade, and over which cells. */
struct assay_cascade_search {
  int32_t point, first, last, unused;
};
