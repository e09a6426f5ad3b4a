// SPDX-License-Identifier: GPL-3.0-or-later
/* Probabilities of photon counts with unresolved sources (include/PhotonCounts.h), for the CPU in
   lanes of 8 pixels and for accelerators with one: a work-item is a lane. Number i of a lane stands
   at [i * apart]: the lanes of the CPU, and as many as there are work-items where neighbours are to
   read neighbouring numbers. Tables and factors of a parameter point stand `points` apart. */
#pragma once
#include "Devices/Dialect.h"

#ifdef ASSAY_ACCELERATOR
enum { ASSAY_PHOTON_LANES = 1 };
typedef double AssayPhotons;
#else
/* All lanes, at any address of a double. From loops over lanes clang 21 makes vector code that
   shuffles: five times slower with AVX-512 (Intel Xeon, 164 photons a pixel). */
typedef double AssayPhotons
    __attribute__((vector_size(8 * ASSAY_PHOTON_LANES), aligned(8), may_alias));
#endif
/* The lanes of the number that stands at a pointer. */
#define ASSAY_PHOTONS(pointer) (*(ASSAY_GLOBAL AssayPhotons *)(pointer))

ASSAY_INLINE void assay_photon_means_of(const ASSAY_GLOBAL double *restrict maps, int64_t places,
                                        const ASSAY_GLOBAL double *restrict factor, int32_t smooth,
                                        int32_t sources, const ASSAY_GLOBAL double *restrict x,
                                        int64_t row, int64_t points,
                                        ASSAY_GLOBAL double *restrict mean,
                                        ASSAY_GLOBAL double *restrict strength,
                                        ASSAY_GLOBAL double *restrict expected, int64_t apart) {
  double sum[ASSAY_PHOTON_LANES];
  for (int l = 0; l < ASSAY_PHOTON_LANES; l++) sum[l] = 0;
  for (int32_t i = 0; i < smooth; i++)
    for (int l = 0; l < ASSAY_PHOTON_LANES; l++)
      sum[l] += factor[i * points] * maps[i * places + l];
  for (int l = 0; l < ASSAY_PHOTON_LANES; l++) mean[l] = sum[l];
  for (int32_t s = 0; s < sources; s++)
    for (int l = 0; l < ASSAY_PHOTON_LANES; l++) {
      const double a = factor[(smooth + s) * points] * maps[(smooth + s) * places + l];
      strength[s * apart + l] = a;
      sum[l] += a * x[s * row * points];
    }
  for (int l = 0; l < ASSAY_PHOTON_LANES; l++) expected[l] = sum[l];
}

ASSAY_INLINE void assay_photon_recursion(
    const ASSAY_GLOBAL double *restrict mean, const ASSAY_GLOBAL double *restrict strength,
    const ASSAY_GLOBAL double *restrict x, int64_t row, int64_t points, int32_t sources,
    int32_t most, const ASSAY_GLOBAL int32_t *restrict count, ASSAY_GLOBAL double *restrict y,
    ASSAY_GLOBAL double *restrict p, ASSAY_GLOBAL double *restrict exponent, int64_t apart) {
  for (int32_t j = 1; j <= most; j++) {
    double sum[ASSAY_PHOTON_LANES];
    for (int l = 0; l < ASSAY_PHOTON_LANES; l++) sum[l] = j == 1 ? mean[l] : 0;
    for (int32_t s = 0; s < sources; s++)
      for (int l = 0; l < ASSAY_PHOTON_LANES; l++)
        sum[l] += strength[apart * s + l] * x[(row * s + j) * points];
    for (int l = 0; l < ASSAY_PHOTON_LANES; l++) y[apart * j + l] = j * sum[l];
  }
  for (int l = 0; l < ASSAY_PHOTON_LANES; l++) {
    p[l] = 1;
    exponent[l] = 0;
  }
  for (int32_t k = 1; k <= most; k++) {
    /* Four running sums: additions that wait for each other would be four times as slow. */
    AssayPhotons a[4] = {0};
    ASSAY_GLOBAL double *head = y + apart, *tail = p + apart * (k - 1);
    int32_t j = 0;
    for (; j + 4 <= k; j += 4)
      for (int c = 0; c < 4; c++)
        a[c] += ASSAY_PHOTONS(head + apart * (j + c)) * ASSAY_PHOTONS(tail - apart * (j + c));
    for (; j < k; j++) a[0] += ASSAY_PHOTONS(head + apart * j) * ASSAY_PHOTONS(tail - apart * j);
    ASSAY_PHOTONS(p + apart * k) = (a[0] + a[1]) + (a[2] + a[3]);
    double largest = 0;
    for (int l = 0; l < ASSAY_PHOTON_LANES; l++) {
      /* A lane beyond its own count is done: scaled on, what it asked for could fall to zero. */
      const double sum = k <= count[l] ? p[apart * k + l] / k : 0;
      p[apart * k + l] = sum;
      largest = sum > largest ? sum : largest;
    }
    if (largest > 0x1p600)
      for (int l = 0; l < ASSAY_PHOTON_LANES; l++) {
        if (p[apart * k + l] <= 0x1p300) continue;
        for (int32_t i = 0; i <= k; i++) p[apart * i + l] *= 0x1p-500;
        exponent[l] += 500;
      }
  }
}
