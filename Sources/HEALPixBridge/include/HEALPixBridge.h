// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* The authors' own HEALPix library (healpix_cxx) behind a C interface. Ring ordering where no other is
   asked for: `nested` is 0 for ring ordering and 1 for nested ordering, which needs a power of two for
   nside. No function throws; those that can fail return 0 on success, unless they say otherwise.

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

/* Ring indices of nested ones, or (`back`) nested indices of ring ones. */
int assay_healpix_reorder(
    int64_t nside, int back, int64_t count, const int64_t *pixels, int64_t *out);

/* Colatitude and longitude [rad] of pixel centres: out[2 n], out[2 n + 1]. */
int assay_healpix_pix2ang(
    int64_t nside, int nested, int64_t count, const int64_t *pixels, double *out);

/* The pixels in which directions of colatitude angles[2 n] and longitude angles[2 n + 1] [rad] lie. */
int assay_healpix_ang2pix(
    int64_t nside, int nested, int64_t count, const double *angles, int64_t *out);

/* The eight neighbours of pixels, out[8 n + k], in the order SW, W, NW, N, NE, E, SE, S; -1 where
   there is none. */
int assay_healpix_neighbours(
    int64_t nside, int nested, int64_t count, const int64_t *pixels, int64_t *out);

/* The pixels, rising, whose centres lie within `radius` [rad] of a direction of any length. Returns
   their number, of which at most `capacity` are written, or -1. With `margin` > 0 all pixels that
   overlap the disc are found, and a few more: fewer with a higher margin, a power of two in nested
   ordering. */
int64_t assay_healpix_disc(
    int64_t nside, int nested, const double *direction, double radius, int margin,
    int64_t capacity, int64_t *out);

/* a_lm of a map by the plain quadrature, improved `iterations` times by the residual map. */
int assay_healpix_map2alm(int64_t nside, const double *map, int lmax, int iterations, double *alm);

/* The map of a_lm. */
int assay_healpix_alm2map(int64_t nside, const double *alm, int lmax, double *map);

#ifdef __cplusplus
}
#endif
