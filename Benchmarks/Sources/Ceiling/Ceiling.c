// SPDX-License-Identifier: GPL-3.0-or-later
#include "Ceiling.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CLONES
#endif

/* One AVX-512 register; the compiler splits it where registers are shorter. */
typedef double lanes __attribute__((vector_size(64)));

#define THROUGHPUT(name, chains)                                                         \
  CLONES static double name(int64_t rounds, double a, double b) {                        \
    const lanes factor = {a, a, a, a, a, a, a, a}, shift = {b, b, b, b, b, b, b, b};     \
    lanes x[chains];                                                                     \
    _Pragma("clang loop unroll(full)") for (int k = 0; k < chains; k++) x[k] = shift * k; \
    for (int64_t r = 0; r < rounds; r++)                                                 \
      _Pragma("clang loop unroll(full)") for (int k = 0; k < chains; k++)                \
          x[k] = x[k] * factor + shift;                                                  \
    lanes sum = shift;                                                                   \
    _Pragma("clang loop unroll(full)") for (int k = 0; k < chains; k++) sum += x[k];     \
    double total = 0;                                                                    \
    for (int lane = 0; lane < 8; lane++) total += sum[lane];                             \
    return total;                                                                        \
  }

THROUGHPUT(chains_3, 3)
THROUGHPUT(chains_6, 6)
THROUGHPUT(chains_12, 12)
THROUGHPUT(chains_24, 24)

double ceiling_multiply_add(int32_t chains, int64_t rounds, double a, double b) {
  switch (chains) {
    case 3: return chains_3(rounds, a, b);
    case 6: return chains_6(rounds, a, b);
    case 12: return chains_12(rounds, a, b);
    case 24: return chains_24(rounds, a, b);
    default: return 0;
  }
}

double ceiling_multiply_add_chain(int64_t links, double a, double b) {
  double x = 0;
  for (int64_t k = 0; k < links; k++) x = x * a + b;
  return x;
}

double ceiling_add_chain(int64_t links, double a) {
  double x = 0;
  for (int64_t k = 0; k < links; k++) x = x + a;
  return x;
}
