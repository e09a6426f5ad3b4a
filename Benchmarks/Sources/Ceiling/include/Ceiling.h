// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* What one core can do with double multiplications and additions that are not fused, as the kernels
   of the suite do them: the most a kernel could reach. AVX-512, AVX2 or baseline code is chosen when
   the program is loaded, as for the kernels. */

#ifdef __cplusplus
extern "C" {
#endif

/* x <- x a + b in `chains` independent chains of 8 doubles, `rounds` times: 16 flops a round and
   chain. How many chains run fastest depends on the CPU and on how many registers it has; try 3, 6,
   12 and 24 (other numbers do nothing and return 0). Returns the sum, so that the work is done. */
double ceiling_multiply_add(int32_t chains, int64_t rounds, double a, double b);

/* One chain of `links` dependent links x <- x a + b, one double. */
double ceiling_multiply_add_chain(int64_t links, double a, double b);

/* One chain of `links` dependent additions x <- x + a, one double. */
double ceiling_add_chain(int64_t links, double a);

#ifdef __cplusplus
}
#endif
