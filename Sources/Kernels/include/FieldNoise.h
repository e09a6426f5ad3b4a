// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* Gaussian noise of solenoidal turbulence in k space. Guarantees as in Kernels.h: the same bits on
   every x86-64 CPU and for any number of threads; nothing is allocated. */

#ifdef __cplusplus
extern "C" {
#endif

/* Fourier amplitudes of the modes m = (first + j, my, mz), j = 0 ... count - 1:
     B_m = s[|m|^2] (g1 e1 + g2 e2),
   g1, g2 complex with real and imaginary parts standard normal, e1 = (my, -mx, 0)/m_perp and
   e2 = m x e1/|m|; where m_perp = 0, e1 = (0, -1, 0) and e2 = (sign mz, 0, 0).
   x, y, z: real and imaginary parts in turn, 2 count elements each.

   One Philox block (Numerics/Philox.swift) a mode, with the counter
   mx + 2^16 (my + 2^15) + 2^32 (mz + 2^15), so that a mode has the same draws in a grid of any
   size; g from its four words by Box and Muller, |g|^2/2 = -ln((floor(w/2) + 1/2)/2^31) in single
   precision. 0 <= mx, |my|, |mz| < 2^11 and m != 0. polarisations = 1 leaves out g2.
   Cost: about 200 operations, 11 ns a mode with AVX-512 on one core of an AMD Zen 5. */
void assay_field_noise(uint64_t seed, uint64_t stream, int32_t first, int32_t count, int32_t my,
                       int32_t mz, const float *s, int32_t polarisations, float *x, float *y,
                       float *z);

#ifdef __cplusplus
}
#endif
