// SPDX-License-Identifier: GPL-3.0-or-later
#include "HEALPixBridge.h"

#include <dlfcn.h>
#include <healpix_cxx/alm.h>
#include <healpix_cxx/alm_healpix_tools.h>
#include <healpix_cxx/healpix_base.h>
#include <healpix_cxx/healpix_map.h>

#include <complex>

namespace {

using Coefficients = Alm<std::complex<double>>;

/* The library may be built with OpenMP, whose team this program has no use for: it runs several
   transforms side by side instead. The setting belongs to the calling thread. */
void useOneThread() {
  using Setter = void (*)(int);
  static const Setter set = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
  if (set) set(1);
}

tsize countOf(const Coefficients &alm) { return alm.Alms().size(); }

}  // namespace

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

extern "C" int assay_healpix_pixels(
    int64_t nside, int64_t count, const double *directions, int64_t *out) {
  try {
    const Healpix_Base2 base(nside, RING, SET_NSIDE);
    for (int64_t n = 0; n < count; n++) {
      const double *d = directions + 3 * n;
      out[n] = base.vec2pix(vec3(d[0], d[1], d[2]));
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_rings(int64_t nside, int64_t *out) {
  try {
    if (nside < 1 || (nside & (nside - 1)) != 0) return 1;
    const Healpix_Base2 base(nside, NEST, SET_NSIDE);
    for (int64_t p = 0; p < base.Npix(); p++) out[p] = base.nest2ring(p);
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_map2alm(
    int64_t nside, const double *map, int lmax, int iterations, double *alm) {
  try {
    if (lmax < 0 || iterations < 0) return 1;
    useOneThread();
    Healpix_Map<double> values(static_cast<int>(nside), RING, SET_NSIDE);
    for (int p = 0; p < values.Npix(); p++) values[p] = map[p];
    Coefficients found(lmax, lmax);
    map2alm_iter(values, found, iterations);
    const auto &list = found.Alms();
    for (tsize i = 0; i < countOf(found); i++) {
      alm[2 * i] = list[i].real();
      alm[2 * i + 1] = list[i].imag();
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_alm2map(int64_t nside, const double *alm, int lmax, double *map) {
  try {
    if (lmax < 0) return 1;
    useOneThread();
    Coefficients given(lmax, lmax);
    std::complex<double> *list = given.mstart(0);
    for (tsize i = 0; i < countOf(given); i++) list[i] = {alm[2 * i], alm[2 * i + 1]};
    Healpix_Map<double> values(static_cast<int>(nside), RING, SET_NSIDE);
    alm2map(given, values);
    for (int p = 0; p < values.Npix(); p++) map[p] = values[p];
    return 0;
  } catch (...) {
    return 1;
  }
}
