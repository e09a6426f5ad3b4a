// SPDX-License-Identifier: GPL-3.0-or-later
#include "PhotonCounts.h"
#include "Exponential.h"
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
void assay_photon_counts(const double *restrict mean, const double *restrict strength,
                         const double *restrict x, int32_t sources, int32_t most,
                         const int32_t *restrict count, double *restrict y, double *restrict p,
                         double *restrict exponent) {
  const int64_t row = most + 1;
  for (int32_t j = 1; j <= most; j++) {
    double sum[LANES];
    for (int l = 0; l < LANES; l++) sum[l] = j == 1 ? mean[l] : 0;
    for (int32_t s = 0; s < sources; s++)
      for (int l = 0; l < LANES; l++) sum[l] += strength[LANES * s + l] * x[row * s + j];
    for (int l = 0; l < LANES; l++) y[LANES * (int64_t)j + l] = j * sum[l];
  }
  for (int l = 0; l < LANES; l++) {
    p[l] = 1;
    exponent[l] = 0;
  }
  for (int32_t k = 1; k <= most; k++) {
    /* Four running sums: additions that wait for each other would be four times as slow. */
    double a[4][LANES] = {{0}};
    const double *restrict head = y + LANES;
    const double *restrict tail = p + LANES * (int64_t)(k - 1);
    int32_t j = 0;
    for (; j + 4 <= k; j += 4)
      for (int c = 0; c < 4; c++)
        for (int l = 0; l < LANES; l++)
          a[c][l] += head[LANES * (int64_t)(j + c) + l] * tail[l - LANES * (int64_t)(j + c)];
    for (; j < k; j++)
      for (int l = 0; l < LANES; l++)
        a[0][l] += head[LANES * (int64_t)j + l] * tail[l - LANES * (int64_t)j];
    double largest = 0;
    for (int l = 0; l < LANES; l++) {
      /* A lane beyond its own count is done: scaled on, what it asked for could fall to zero. */
      const double sum = k <= count[l] ? ((a[0][l] + a[1][l]) + (a[2][l] + a[3][l])) / k : 0;
      p[LANES * (int64_t)k + l] = sum;
      largest = sum > largest ? sum : largest;
    }
    if (largest > 0x1p600)
      for (int l = 0; l < LANES; l++) {
        if (p[LANES * (int64_t)k + l] <= 0x1p300) continue;
        for (int32_t i = 0; i <= k; i++) p[LANES * (int64_t)i + l] *= 0x1p-500;
        exponent[l] += 500;
      }
  }
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
