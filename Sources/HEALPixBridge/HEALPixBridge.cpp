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

/* Throws where nested ordering does not exist. */
Healpix_Base2 sphere(int64_t nside, int nested) {
  return Healpix_Base2(nside, nested ? NEST : RING, SET_NSIDE);
}

bool areThere(const Healpix_Base2 &base, int64_t count, const int64_t *pixels) {
  for (int64_t n = 0; n < count; n++) {
    if (pixels[n] < 0 || pixels[n] >= base.Npix()) return false;
  }
  return true;
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

extern "C" int assay_healpix_reorder(
    int64_t nside, int back, int64_t count, const int64_t *pixels, int64_t *out) {
  try {
    const Healpix_Base2 base = sphere(nside, 1);
    if (!areThere(base, count, pixels)) return 1;
    for (int64_t n = 0; n < count; n++) {
      out[n] = back ? base.ring2nest(pixels[n]) : base.nest2ring(pixels[n]);
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_pix2ang(
    int64_t nside, int nested, int64_t count, const int64_t *pixels, double *out) {
  try {
    const Healpix_Base2 base = sphere(nside, nested);
    if (!areThere(base, count, pixels)) return 1;
    for (int64_t n = 0; n < count; n++) {
      const pointing angles = base.pix2ang(pixels[n]);
      out[2 * n] = angles.theta;
      out[2 * n + 1] = angles.phi;
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_ang2pix(
    int64_t nside, int nested, int64_t count, const double *angles, int64_t *out) {
  try {
    const Healpix_Base2 base = sphere(nside, nested);
    for (int64_t n = 0; n < count; n++) {
      out[n] = base.ang2pix(pointing(angles[2 * n], angles[2 * n + 1]));
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int assay_healpix_neighbours(
    int64_t nside, int nested, int64_t count, const int64_t *pixels, int64_t *out) {
  try {
    const Healpix_Base2 base = sphere(nside, nested);
    if (!areThere(base, count, pixels)) return 1;
    for (int64_t n = 0; n < count; n++) {
      fix_arr<int64, 8> found;
      base.neighbors(pixels[n], found);
      for (int k = 0; k < 8; k++) out[8 * n + k] = found[k];
    }
    return 0;
  } catch (...) {
    return 1;
  }
}

extern "C" int64_t assay_healpix_disc(
    int64_t nside, int nested, const double *direction, double radius, int margin,
    int64_t capacity, int64_t *out) {
  try {
    const Healpix_Base2 base = sphere(nside, nested);
    const pointing centre(vec3(direction[0], direction[1], direction[2]));
    rangeset<int64> found;
    if (margin > 0) {
      base.query_disc_inclusive(centre, radius, found, margin);
    } else {
      base.query_disc(centre, radius, found);
    }
    int64_t count = 0;
    for (tsize range = 0; range < found.nranges(); range++) {
      for (int64 p = found.ivbegin(range); p < found.ivend(range); p++, count++) {
        if (count < capacity) out[count] = p;
      }
    }
    return count;
  } catch (...) {
    return -1;
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
