// SPDX-License-Identifier: GPL-3.0-or-later
#include "FieldNoise.h"
#include "Exponential.h"
#include "PhiloxBlock.h"
#include <math.h>

/* Modes worked at once: the words and Gaussians of a chunk stay in the first-level cache. */
enum { MODES = 64 };

/* The rounds of Philox, the loop over the modes innermost. */
ASSAY_INLINE void philox(uint64_t seed, uint64_t stream, uint64_t counter, uint32_t w[4][MODES]) {
  for (uint32_t j = 0; j < MODES; j++) {
    w[0][j] = (uint32_t)counter + j;
    w[1][j] = (uint32_t)(counter >> 32);
    w[2][j] = (uint32_t)stream;
    w[3][j] = (uint32_t)(stream >> 32);
  }
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < ASSAY_PHILOX_ROUNDS; round++) {
#pragma clang loop vectorize(enable)
    for (int j = 0; j < MODES; j++)
      assay_philox_round(&w[0][j], &w[1][j], &w[2][j], &w[3][j], k0, k1);
    assay_philox_raise(&k0, &k1);
  }
}

/* ln u for u in [2^-32, 1]: u = 2^e (1 + f), 1 + f in [sqrt(1/2), sqrt(2)], and
   ln(1 + f) = f - f^2/2 + f^3 P(f), P interpolating at 8 Chebyshev nodes: within 2.1e-8. */
ASSAY_INLINE float logarithm(float u) {
  union {
    float real;
    int32_t bits;
  } v = {.real = u};
  const int32_t shifted = v.bits - 0x3f3504f3; /* sqrt(1/2) */
  const int32_t e = shifted >> 23;
  v.bits = (shifted & 0x7fffff) + 0x3f3504f3;
  const float f = v.real - 1;
  float p = -0x1.43b246p-4f;
  p = p * f + 0x1.02814ep-3f;
  p = p * f - 0x1.0a33eap-3f;
  p = p * f + 0x1.231ce6p-3f;
  p = p * f - 0x1.54d03ep-3f;
  p = p * f + 0x1.999f14p-3f;
  p = p * f - 0x1.0000cep-2f;
  p = p * f + 0x1.555554p-2f;
  const float f2 = f * f;
  return (float)e * 0x1.62e43p-1f + (f + f2 * (f * p - 0.5f));
}

/* Two standard normals from two words: radius from a, angle 2 pi b/2^32. The quarter of the circle
   is split off in whole numbers; sine and cosine of the rest, at most pi/4, by polynomials that
   interpolate at 3 and 4 Chebyshev nodes: within 2e-8. */
ASSAY_INLINE void gaussians(uint32_t a, uint32_t b, float *re, float *im) {
  const float u = (float)(int32_t)(a >> 1) * 0x1p-31f + 0x1p-32f;
  const float square = -2 * logarithm(u);
  const float r = sqrtf(square > 0 ? square : 0); /* never errno: this becomes vector code */
  const uint32_t quarter = (b + 0x20000000u) >> 30;
  const float t = (float)(int32_t)(b - (quarter << 30)) * (float)(0x1.921fb54442d18p+2 * 0x1p-32);
  const float t2 = t * t;
  const float sine = t + t * t2 * (-0x1.555552p-3f + t2 * (0x1.110c28p-7f - t2 * 0x1.9ac9bp-13f));
  const float cosine =
      1 + t2 * (-0.5f + t2 * (0x1.55554cp-5f + t2 * (-0x1.6c0e08p-10f + t2 * 0x1.9a6f2cp-16f)));
  const float c = quarter & 1 ? sine : cosine, s = quarter & 1 ? cosine : sine;
  *re = (quarter + 1) & 2 ? -(r * c) : r * c;
  *im = quarter & 2 ? -(r * s) : r * s;
}

ASSAY_CLONES
void assay_field_noise(uint64_t seed, uint64_t stream, int32_t first, int32_t count, int32_t my,
                       int32_t mz, const float *restrict s, int32_t polarisations,
                       float *restrict x, float *restrict y, float *restrict z) {
  uint32_t w[4][MODES];
  float g[4][MODES];
  const float fy = (float)my, fz = (float)mz, second = polarisations == 1 ? 0 : 1;
  for (int32_t done = 0; done < count; done += MODES) {
    const int32_t from = first + done, n = count - done < MODES ? count - done : MODES;
    const uint64_t counter = (uint64_t)from + ((uint64_t)(my + 32768) << 16) +
                             ((uint64_t)(mz + 32768) << 32);
    philox(seed, stream, counter, w);
#pragma clang loop vectorize(enable)
    for (int j = 0; j < MODES; j++) {
      gaussians(w[0][j], w[1][j], &g[0][j], &g[1][j]);
      gaussians(w[2][j], w[3][j], &g[2][j], &g[3][j]);
    }
    float *restrict bx = x + 2 * done, *restrict by = y + 2 * done, *restrict bz = z + 2 * done;
#pragma clang loop vectorize(enable)
    for (int32_t j = 0; j < n; j++) {
      const int32_t mx = from + j, perp2 = mx * mx + my * my, square = perp2 + mz * mz;
      const float fx = (float)mx, p2 = (float)perp2, k2 = (float)square;
      const float p = 1 / sqrtf(perp2 > 0 ? p2 : 1), k = 1 / sqrtf(k2), scale = s[square];
      const float c = perp2 > 0 ? fy * p : 0, d = perp2 > 0 ? fx * p : 1; /* e1 = (c, -d, 0) */
      const float along = fz * k, across = p2 * p * k;                    /* of m/|m| */
      const float r1 = scale * g[0][j], i1 = scale * g[1][j];
      const float r2 = scale * second * g[2][j], i2 = scale * second * g[3][j];
      bx[2 * j] = r1 * c + r2 * d * along;
      bx[2 * j + 1] = i1 * c + i2 * d * along;
      by[2 * j] = r2 * c * along - r1 * d;
      by[2 * j + 1] = i2 * c * along - i1 * d;
      bz[2 * j] = -(r2 * across);
      bz[2 * j + 1] = -(i2 * across);
    }
  }
}
