// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* The authors' own HEALPix library (healpix_cxx) behind a C interface. Ring ordering throughout. No
   function throws; those that can fail return 0 on success and leave their output alone otherwise. */

#ifdef __cplusplus
extern "C" {
#endif

/* Unit vectors of the pixel centres first ... first + count - 1: out[3 p + axis]. */
int assay_healpix_vectors(int64_t nside, int64_t first, int64_t count, double *out);

#ifdef __cplusplus
}
#endif
