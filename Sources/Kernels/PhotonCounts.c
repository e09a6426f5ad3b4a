// SPDX-License-Identifier: GPL-3.0-or-later
#include "PhotonCounts.h"
#include "Exponential.h"
#include "PhotonRecursion.h"
#include <math.h>

enum { LANES = ASSAY_PHOTON_LANES };

/* The first m whose probability counts, the same for the lanes of a group: a deviation of 12
   standard deviations has a probability below 1e-31. */
ASSAY_INLINE int32_t first_count(const double *mean, int32_t most) {
  double least = mean[0];
  for (int l = 1; l < LANES; l++) least = mean[l] < least ? mean[l] : least;
  const double low = least - 12 * sqrt(least) - 10;
  return low < 1 ? 0 : low > most ? most : (int32_t)low;
}

ASSAY_CLONES
void assay_photon_nodes(const double *restrict mean, const double *restrict weight,
                        const double *restrict factor, int64_t nodes, int32_t most,
                        const double *restrict log_factorial, double *restrict scratch,
                        double *restrict sum, double *restrict moment) {
  double *restrict plain = scratch, *restrict weighted = scratch + LANES * (int64_t)(most + 1);
  for (int64_t q = 0; q < nodes; q += LANES) {
    const int32_t first = first_count(mean + q, most);
    double p[LANES], v[LANES], none[LANES];
    for (int l = 0; l < LANES; l++) {
      const double x = mean[q + l];
      p[l] = weight[q + l] * exp(first * log(x) - x - log_factorial[first]);
      v[l] = factor[q + l];
      none[l] = weight[q + l] * -expm1(-x);
    }
    for (int l = 0; l < LANES; l++) {
      plain[l] += none[l];
      weighted[l] += none[l] * v[l];
    }
    if (first > 0)
      for (int l = 0; l < LANES; l++) {
        plain[LANES * (int64_t)first + l] += p[l];
        weighted[LANES * (int64_t)first + l] += p[l] * v[l];
      }
    for (int32_t m = first + 1; m <= most; m++) {
      const double inverse = 1.0 / m;
      double *restrict a = plain + LANES * (int64_t)m, *restrict b = weighted + LANES * (int64_t)m;
      for (int l = 0; l < LANES; l++) {
        p[l] = p[l] * (mean[q + l] * inverse);
        a[l] += p[l];
        b[l] += p[l] * v[l];
      }
    }
  }
  for (int32_t m = 0; m <= most; m++) {
    double *a = plain + LANES * (int64_t)m, *b = weighted + LANES * (int64_t)m;
    sum[m] += ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
    moment[m] += ((b[0] + b[4]) + (b[2] + b[6])) + ((b[1] + b[5]) + (b[3] + b[7]));
    for (int l = 0; l < LANES; l++) a[l] = b[l] = 0;
  }
}

ASSAY_CLONES
void assay_photon_means(const double *restrict maps, int64_t places, const double *restrict factor,
                        int32_t smooth, int32_t sources, const double *restrict x, int32_t most,
                        double *restrict mean, double *restrict strength,
                        double *restrict expected) {
  assay_photon_means_of(maps, places, factor, smooth, sources, x, most + 1, 1, mean, strength,
                        expected, LANES);
}

ASSAY_CLONES
void assay_photon_counts(const double *restrict mean, const double *restrict strength,
                         const double *restrict x, int32_t sources, int32_t most,
                         const int32_t *restrict count, double *restrict y, double *restrict p,
                         double *restrict exponent) {
  assay_photon_recursion(mean, strength, x, most + 1, 1, sources, most, count, y, p, exponent,
                         LANES);
}

ASSAY_CLONES
void assay_photon_slopes(const double *restrict d, const double *restrict ratio, int32_t rows,
                         int32_t most, double *restrict sum) {
  for (int32_t i = 0; i < rows; i++) {
    double a[2][LANES] = {{0}};
    const double *restrict row = d + (int64_t)i * (most + 1);
    int32_t j = 1;
    for (; j + 2 <= most + 1; j += 2)
      for (int c = 0; c < 2; c++)
        for (int l = 0; l < LANES; l++) a[c][l] += row[j + c] * ratio[LANES * (int64_t)(j + c) + l];
    for (; j <= most; j++)
      for (int l = 0; l < LANES; l++) a[0][l] += row[j] * ratio[LANES * (int64_t)j + l];
    for (int l = 0; l < LANES; l++) sum[LANES * i + l] = a[0][l] + a[1][l];
  }
}
