// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* The authors' own HEALPix library (healpix_cxx) behind a C interface. Ring ordering throughout. No
   function throws; those that can fail return 0 on success and leave their output alone otherwise.

   Coefficients a_lm of a real map, l = 0 ... lmax and m = 0 ... l, lie at alm[2 i] (real part) and
   alm[2 i + 1] with i = m (2 lmax + 1 - m)/2 + l: (lmax + 1)(lmax + 2)/2 complex numbers.
   The transforms use the calling thread alone. */

#ifdef __cplusplus
extern "C" {
#endif

/* Unit vectors of the pixel centres first ... first + count - 1: out[3 p + axis]. */
int assay_healpix_vectors(int64_t nside, int64_t first, int64_t count, double *out);

/* The pixels in which `count` directions of any length lie: directions[3 n + axis]. */
int assay_healpix_pixels(int64_t nside, int64_t count, const double *directions, int64_t *out);

/* The ring index of the pixels 0 ... 12 nside^2 - 1 of nested ordering; nside a power of two. */
int assay_healpix_rings(int64_t nside, int64_t *out);

/* a_lm of a map by the plain quadrature, improved `iterations` times by the residual map. */
int assay_healpix_map2alm(int64_t nside, const double *map, int lmax, int iterations, double *alm);

/* The map of a_lm. */
int assay_healpix_alm2map(int64_t nside, const double *alm, int lmax, double *map);

#ifdef __cplusplus
}
#endif
