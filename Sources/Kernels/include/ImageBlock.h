// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* A block of a convolutional network on flat images, of which a batch is normalised:

     z[p][f] = sum over taps k of 3 x 3 and channels c of w[k][c][f] x[p + k][c]     (zero outside)
     n[p][f] = (z[p][f] - mean[f]) inverse[f]
     y[q][f] = max(0, max over the four pixels p of square q of (scale[f] n[p][f] + shift[f]))

   Pooling is done on z: where the scale is negative the smallest z is the largest output. So
   what follows the convolution is worked on once, and a quarter of it is kept.

   Images are rows x columns pixels, pixel by pixel, channels together; a padded image has a border
   of one zero pixel. Channels are 1 (of x) or a multiple of 16. Single precision, fused where the CPU
   has fused operations; the order of each sum is fixed by the shapes and the samples of a call, so
   code for AVX-512, AVX2 and others differs by rounding. All functions can be called from many
   threads at once; none allocates. */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  int32_t rows, columns; /* even */
  int32_t inputs;        /* channels of x */
  int32_t filters;       /* channels of y */
  int32_t unit;          /* bits of the vector unit, see assay_convolution_unit */
  const int32_t *places; /* pixel of a padded image of each pixel, sample after sample */
} assay_image_block;

/* Copies images into padded ones of so many channels. */
void assay_image_pad(const assay_image_block *block, int64_t samples, int32_t channels,
                     const float *x, float *padded);

/* z from padded x, and the sums of z and z^2 of each filter: both are set, NULL for neither. Sums of
   64 pixels are single, of all double precision. */
void assay_image_convolve(const assay_image_block *block, int64_t samples, const float *w,
                          const float *padded, float *z, double *sums, double *squares);

/* y, n at the pixel of each square that was chosen, and which it was: the first of equal ones. */
void assay_image_pool(const assay_image_block *block, int64_t samples, const float *z,
                      const float *mean, const float *inverse, const float *scale,
                      const float *shift, float *y, float *normal, uint8_t *chosen);

/* Sums over all squares of the gradient g of y where y is positive, and of g n: both are set. */
void assay_image_gradient_sums(const assay_image_block *block, int64_t samples, const float *g,
                               const float *y, const float *normal, double *plain,
                               double *weighted);

/* The padded gradient of z,
     slope[f] (g at the chosen pixel of a square whose y is positive - plain[f] - n weighted[f]),
   slope = scale x inverse, plain and weighted the means of the sums above over the batch. */
void assay_image_unpool(const assay_image_block *block, int64_t samples, const float *g,
                        const float *y, const uint8_t *chosen, const float *z, const float *mean,
                        const float *inverse, const float *slope, const float *plain,
                        const float *weighted, float *padded);

/* Adds the gradient of w from padded x and padded gradients of z. */
void assay_image_weights(const assay_image_block *block, int64_t samples, const float *padded,
                         const float *gradient, float *dw);

/* The kernel for the way back: flipped[8 - k][f][c] = w[k][c][f]. */
void assay_image_flip(const assay_image_block *block, const float *w, float *flipped);

/* The gradient of x, which is set, from padded gradients of z; x has at least 16 channels. */
void assay_image_back(const assay_image_block *block, int64_t samples, const float *flipped,
                      const float *gradient, float *dx);

#ifdef __cplusplus
}
#endif
