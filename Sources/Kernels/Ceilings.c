// SPDX-License-Identifier: GPL-3.0-or-later
#include "Ceilings.h"

#pragma STDC FP_CONTRACT ON

/* "fma" is named with AVX2: it is a feature of its own. A list in one string is one version. */
#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

/* One AVX-512 register; the compiler splits it where registers are shorter. */
typedef double lanes_double __attribute__((vector_size(64)));
typedef float lanes_single __attribute__((vector_size(64)));

#define ALL _Pragma("clang loop unroll(full)")

#define THROUGHPUT(name, real, lanes, chains)                       \
  CLONES static real name(int64_t rounds, real a, real b) {         \
    lanes x[chains], factor, shift;                                 \
    const int width = (int)(sizeof(lanes) / sizeof(real));          \
    for (int k = 0; k < width; k++) {                               \
      factor[k] = a;                                                \
      shift[k] = b;                                                 \
    }                                                               \
    ALL for (int k = 0; k < chains; k++) x[k] = shift * (real)k;    \
    for (int64_t r = 0; r < rounds; r++)                            \
      ALL for (int k = 0; k < chains; k++) x[k] = x[k] * factor + shift; \
    lanes sum = shift;                                              \
    ALL for (int k = 0; k < chains; k++) sum += x[k];               \
    real total = 0;                                                 \
    for (int k = 0; k < width; k++) total += sum[k];                \
    return total;                                                   \
  }

THROUGHPUT(double_3, double, lanes_double, 3)
THROUGHPUT(double_6, double, lanes_double, 6)
THROUGHPUT(double_12, double, lanes_double, 12)
THROUGHPUT(double_24, double, lanes_double, 24)
THROUGHPUT(single_3, float, lanes_single, 3)
THROUGHPUT(single_6, float, lanes_single, 6)
THROUGHPUT(single_12, float, lanes_single, 12)
THROUGHPUT(single_24, float, lanes_single, 24)

double assay_ceiling_fma_double(int32_t chains, int64_t rounds, double a, double b) {
  switch (chains) {
    case 3: return double_3(rounds, a, b);
    case 6: return double_6(rounds, a, b);
    case 12: return double_12(rounds, a, b);
    case 24: return double_24(rounds, a, b);
    default: return 0;
  }
}

float assay_ceiling_fma_single(int32_t chains, int64_t rounds, float a, float b) {
  switch (chains) {
    case 3: return single_3(rounds, a, b);
    case 6: return single_6(rounds, a, b);
    case 12: return single_12(rounds, a, b);
    case 24: return single_24(rounds, a, b);
    default: return 0;
  }
}

CLONES
void assay_ceiling_triad(double *out, const double *x, const double *y, int64_t count, double s,
                         int64_t passes) {
  for (int64_t pass = 0; pass < passes; pass++) {
    double *restrict to = out;
    const double *restrict a = x, *restrict b = y;
#pragma clang loop vectorize(enable) interleave_count(4)
    for (int64_t j = 0; j < count; j++) to[j] = a[j] + s * b[j];
    /* Every pass must be made, though all write the same. */
    __asm__ volatile("" : : "r"(out) : "memory");
  }
}
