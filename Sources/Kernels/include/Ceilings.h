// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* What a core can do at most: the ceilings that timings are held against. AVX-512, AVX2 or baseline
   code is chosen when the program is loaded. Unlike in the other kernels, multiplications and
   additions are fused where the processor can: these results are no science. */

#ifdef __cplusplus
extern "C" {
#endif

/* x <- x a + b in `chains` independent chains of 64 bytes (8 doubles or 16 floats), `rounds` times:
   two flops an element. How many chains run fastest depends on the CPU and its registers; try 3, 6,
   12 and 24 (other numbers do nothing and return 0). Returns the sum, so that the work is done. */
double assay_ceiling_fma_double(int32_t chains, int64_t rounds, double a, double b);
float assay_ceiling_fma_single(int32_t chains, int64_t rounds, float a, float b);

/* out[j] = x[j] + s y[j], `passes` times over: 24 bytes an element by the count of STREAM, which
   leaves out that a store may first read its line. */
void assay_ceiling_triad(double *out, const double *x, const double *y, int64_t count, double s,
                         int64_t passes);

#ifdef __cplusplus
}
#endif
