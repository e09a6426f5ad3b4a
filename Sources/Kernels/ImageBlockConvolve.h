// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit: ASSAY_LANES floats a register, ASSAY_ROWS pixels at a time with two
   registers of filters; ASSAY_NAME puts the unit into a name. */

typedef float ASSAY_NAME(lanes) __attribute__((vector_size(4 * ASSAY_LANES), aligned(4)));

/* z of `rows` pixels, `vectors` registers of filters. */
ASSAY_INLINE void ASSAY_NAME(block)(const int rows, const int vectors, const float *w, int64_t fs,
                                    const float *x, int64_t inputs, int64_t row,
                                    const int32_t *places, float *z) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[ASSAY_ROWS][2];
  const float *from[ASSAY_ROWS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    from[r] = x + places[r] * inputs;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = (lanes){0};
  }
  for (int k = 0; k < 9; k++) {
    const int64_t shift = ((k / 3 - 1) * row + k % 3 - 1) * inputs;
    for (int64_t c = shift; c < shift + inputs; c++, w += fs) {
      lanes weight[2];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) weight[v] = *(const lanes *)(w + v * ASSAY_LANES);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        const float a = from[r][c];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sum[r][v] += a * weight[v];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(lanes *)(z + r * fs + v * ASSAY_LANES) = sum[r][v];
}

/* z of `count` pixels; count is even. */
ASSAY_INLINE void ASSAY_NAME(rows)(const int vectors, const float *w, int64_t fs, const float *x,
                                   int64_t inputs, int64_t row, const int32_t *places,
                                   int64_t count, float *z) {
  int64_t n = 0;
  for (; n + ASSAY_ROWS <= count; n += ASSAY_ROWS)
    ASSAY_NAME(block)(ASSAY_ROWS, vectors, w, fs, x, inputs, row, places + n, z + n * fs);
  for (; n < count; n += 2)
    ASSAY_NAME(block)(2, vectors, w, fs, x, inputs, row, places + n, z + n * fs);
}

static void ASSAY_NAME(convolve)(const float *w, int64_t outputs, const float *x, int64_t inputs,
                                 int64_t row, const int32_t *places, int64_t count, float *z) {
  int64_t f = 0;
  for (; f + 2 * ASSAY_LANES <= outputs; f += 2 * ASSAY_LANES)
    ASSAY_NAME(rows)(2, w + f, outputs, x, inputs, row, places, count, z + f);
  for (; f < outputs; f += ASSAY_LANES)
    ASSAY_NAME(rows)(1, w + f, outputs, x, inputs, row, places, count, z + f);
}

/* Adds the sums of z and z^2 over `count` rows, 64 at a time. */
static void ASSAY_NAME(sums)(const float *z, int64_t filters, int64_t count, double *sums,
                             double *squares) {
  typedef ASSAY_NAME(lanes) lanes;
  for (int64_t first = 0; first < count; first += 64) {
    const int64_t rows = count - first < 64 ? count - first : 64;
    for (int64_t f = 0; f < filters; f += ASSAY_LANES) {
      lanes sum = {0}, square = {0};
      const float *at = z + first * filters + f;
      for (int64_t r = 0; r < rows; r++, at += filters) {
        const lanes value = *(const lanes *)at;
        sum += value;
        square += value * value;
      }
      for (int l = 0; l < ASSAY_LANES; l++) {
        sums[f + l] += (double)sum[l];
        squares[f + l] += (double)square[l];
      }
    }
  }
}

/* dw[r][f] += sum over pixels of x[p][at r] dz[p][f]: `rows` of them, `offset[r]` from a place. */
ASSAY_INLINE void ASSAY_NAME(weight_block)(const int rows, const int vectors, const float *x,
                                           int64_t inputs, const int64_t *offset, const float *dz,
                                           int64_t filters, const int32_t *places, int64_t count,
                                           float *dw) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[9][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sum[r][v] = *(const lanes *)(dw + r * filters + v * ASSAY_LANES);
  for (int64_t p = 0; p < count; p++) {
    const float *from = x + places[p] * inputs;
    const float *g = dz + places[p] * filters;
    lanes gradient[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) gradient[v] = *(const lanes *)(g + v * ASSAY_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const float a = from[offset[r]];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[r][v] += a * gradient[v];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      *(lanes *)(dw + r * filters + v * ASSAY_LANES) = sum[r][v];
}

/* Eight channels of a tap: their offsets are neighbours. */
ASSAY_INLINE void ASSAY_NAME(weight_channels)(const int vectors, const float *x, int64_t inputs,
                                              const float *dz, int64_t filters,
                                              const int32_t *places, int64_t count, float *dw) {
  const int64_t offset[8] = {0, 1, 2, 3, 4, 5, 6, 7};
#if ASSAY_LANES == 16
  ASSAY_NAME(weight_block)(8, vectors, x, inputs, offset, dz, filters, places, count, dw);
#else
  for (int half = 0; half < 8; half += 4)
    ASSAY_NAME(weight_block)(4, vectors, x + half, inputs, offset, dz, filters, places, count,
                             dw + half * filters);
#endif
}

static void ASSAY_NAME(weights)(const float *x, int64_t inputs, int64_t row, const float *dz,
                                int64_t filters, const int32_t *places, int64_t count, float *dw) {
  const int two = filters % (2 * ASSAY_LANES) == 0;
  const int64_t width = two ? 2 * ASSAY_LANES : ASSAY_LANES;
  if (inputs == 1) {
    int64_t offset[9];
    for (int k = 0; k < 9; k++) offset[k] = (k / 3 - 1) * row + k % 3 - 1;
    for (int64_t f = 0; f < filters; f += width)
      for (int k = 0; k < 9; k += 3) {
        if (two)
          ASSAY_NAME(weight_block)(3, 2, x, 1, offset + k, dz + f, filters, places, count,
                                   dw + k * filters + f);
        else
          ASSAY_NAME(weight_block)(3, 1, x, 1, offset + k, dz + f, filters, places, count,
                                   dw + k * filters + f);
      }
    return;
  }
  for (int k = 0; k < 9; k++) {
    const int64_t shift = ((k / 3 - 1) * row + k % 3 - 1) * inputs;
    for (int64_t c = 0; c < inputs; c += 8)
      for (int64_t f = 0; f < filters; f += width) {
        float *to = dw + (k * inputs + c) * filters + f;
        if (two)
          ASSAY_NAME(weight_channels)(2, x + shift + c, inputs, dz + f, filters, places, count, to);
        else
          ASSAY_NAME(weight_channels)(1, x + shift + c, inputs, dz + f, filters, places, count, to);
      }
  }
}
