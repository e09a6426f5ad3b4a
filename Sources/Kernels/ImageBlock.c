// SPDX-License-Identifier: GPL-3.0-or-later
#include "ImageBlock.h"
#include <string.h>

/* The same text for each vector unit, with fused operations where it has them. */
#pragma STDC FP_CONTRACT ON
#define ASSAY_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#pragma clang attribute push(                                                                    \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define ASSAY_LANES 16
#define ASSAY_ROWS 8
#define ASSAY_NAME(name) image_512_##name
#include "ImageBlockConvolve.h"
#include "ImageBlockPool.h"
#undef ASSAY_NAME
#undef ASSAY_ROWS
#undef ASSAY_LANES
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define ASSAY_LANES 8
#define ASSAY_ROWS 4
#define ASSAY_NAME(name) image_256_##name
#include "ImageBlockConvolve.h"
#include "ImageBlockPool.h"
#undef ASSAY_NAME
#undef ASSAY_ROWS
#undef ASSAY_LANES
#pragma clang attribute pop
#endif

#define ASSAY_LANES 4
#define ASSAY_ROWS 4
#define ASSAY_NAME(name) image_128_##name
#include "ImageBlockConvolve.h"
#include "ImageBlockPool.h"

#if defined(__x86_64__)
#define ON_UNIT(call)                               \
  do {                                              \
    if (block->unit == 512) image_512_##call;       \
    else if (block->unit == 256) image_256_##call;  \
    else image_128_##call;                          \
  } while (0)
#else
#define ON_UNIT(call) image_128_##call
#endif

static int64_t pixels(const assay_image_block *block) {
  return (int64_t)block->rows * block->columns;
}

static void clear_border(const assay_image_block *block, int64_t samples, int64_t channels,
                         float *padded) {
  const int64_t row = (block->columns + 2) * channels, last = block->rows + 1;
  const size_t pixel = sizeof(float) * (size_t)channels;
  for (int64_t s = 0; s < samples; s++, padded += (last + 1) * row) {
    memset(padded, 0, sizeof(float) * (size_t)row);
    memset(padded + last * row, 0, sizeof(float) * (size_t)row);
    for (int64_t r = 1; r < last; r++) {
      memset(padded + r * row, 0, pixel);
      memset(padded + (r + 1) * row - channels, 0, pixel);
    }
  }
}

void assay_image_pad(const assay_image_block *block, int64_t samples, int32_t channels,
                     const float *x, float *padded) {
  clear_border(block, samples, channels, padded);
  const int64_t line = (int64_t)block->columns * channels;
  for (int64_t r = 0; r < samples * block->rows; r++)
    memcpy(padded + (int64_t)block->places[r * block->columns] * channels, x + r * line,
           sizeof(float) * (size_t)line);
}

void assay_image_convolve(const assay_image_block *block, int64_t samples, const float *w,
                          const float *padded, float *z, double *sums, double *squares) {
  const int64_t fs = block->filters, row = block->columns + 2, all = samples * pixels(block);
  if (sums != NULL) {
    memset(sums, 0, sizeof(double) * (size_t)fs);
    memset(squares, 0, sizeof(double) * (size_t)fs);
  }
  /* Sums are made while z is in the first cache. */
  const int64_t chunk = fs <= 32 ? 192 : 64;
  for (int64_t first = 0; first < all; first += chunk) {
    const int64_t count = all - first < chunk ? all - first : chunk;
    ON_UNIT(convolve(w, fs, padded, block->inputs, row, block->places + first, count,
                     z + first * fs));
    if (sums != NULL) ON_UNIT(sums(z + first * fs, fs, count, sums, squares));
  }
}

void assay_image_pool(const assay_image_block *block, int64_t samples, const float *z,
                      const float *mean, const float *inverse, const float *scale,
                      const float *shift, float *y, float *normal, uint8_t *chosen) {
  ON_UNIT(pool(block, samples, z, mean, inverse, scale, shift, y, normal, chosen));
}

void assay_image_gradient_sums(const assay_image_block *block, int64_t samples, const float *g,
                               const float *y, const float *normal, double *plain,
                               double *weighted) {
  memset(plain, 0, sizeof(double) * (size_t)block->filters);
  memset(weighted, 0, sizeof(double) * (size_t)block->filters);
  ON_UNIT(gradient_sums(g, y, normal, block->filters, samples * pixels(block) / 4, plain,
                        weighted));
}

void assay_image_unpool(const assay_image_block *block, int64_t samples, const float *g,
                        const float *y, const uint8_t *chosen, const float *z, const float *mean,
                        const float *inverse, const float *slope, const float *plain,
                        const float *weighted, float *padded) {
  clear_border(block, samples, block->filters, padded);
  ON_UNIT(unpool(block, samples, g, y, chosen, z, mean, inverse, slope, plain, weighted, padded));
}

void assay_image_weights(const assay_image_block *block, int64_t samples, const float *padded,
                         const float *gradient, float *dw) {
  ON_UNIT(weights(padded, block->inputs, block->columns + 2, gradient, block->filters,
                  block->places, samples * pixels(block), dw));
}

void assay_image_flip(const assay_image_block *block, const float *w, float *flipped) {
  const int64_t inputs = block->inputs, filters = block->filters;
  for (int64_t k = 0; k < 9; k++)
    for (int64_t c = 0; c < inputs; c++)
      for (int64_t f = 0; f < filters; f++)
        flipped[((8 - k) * filters + f) * inputs + c] = w[(k * inputs + c) * filters + f];
}

void assay_image_back(const assay_image_block *block, int64_t samples, const float *flipped,
                      const float *gradient, float *dx) {
  ON_UNIT(convolve(flipped, block->inputs, gradient, block->filters, block->columns + 2,
                   block->places, samples * pixels(block), dx));
}
