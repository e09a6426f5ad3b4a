// SPDX-License-Identifier: GPL-3.0-or-later
#include "HEALPixBridge.h"

#include <healpix_cxx/healpix_base.h>

extern "C" int assay_healpix_vectors(int64_t nside, int64_t first, int64_t count, double *out) {
  try {
    const Healpix_Base2 base(nside, RING, SET_NSIDE);
    if (first < 0 || count < 0 || first + count > base.Npix()) return 1;
    for (int64_t p = 0; p < count; p++) {
      const vec3 v = base.pix2vec(first + p);
      out[3 * p] = v.x;
      out[3 * p + 1] = v.y;
      out[3 * p + 2] = v.z;
    }
    return 0;
  } catch (...) {
    return 1;
  }
}
