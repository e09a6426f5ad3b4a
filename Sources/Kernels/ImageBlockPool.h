// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit, after ImageBlockConvolve.h: normalisation, ReLU and pool of a square. */

typedef int32_t ASSAY_NAME(words) __attribute__((vector_size(4 * ASSAY_LANES)));
typedef uint8_t ASSAY_NAME(bytes) __attribute__((vector_size(ASSAY_LANES), aligned(1)));

/* Where the four pixels of a square begin: the first, the one beside it, and those below. */
#define CHILDREN(first, row, channels) \
  { (first), (first) + (channels), (first) + (row) * (channels), (first) + ((row) + 1) * (channels) }

static void ASSAY_NAME(pool)(const assay_image_block *block, int64_t samples, const float *z,
                             const float *mean, const float *inverse, const float *scale,
                             const float *shift, float *y, float *normal, uint8_t *chosen) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(words) words;
  const int64_t fs = block->filters;
  for (int64_t r = 0; r < samples * block->rows; r += 2)
    for (int64_t c = 0; c < block->columns; c += 2) {
      const float *child[4] = CHILDREN(z + (r * block->columns + c) * fs, block->columns, fs);
      for (int64_t f = 0; f < fs; f += ASSAY_LANES) {
        const lanes s = *(const lanes *)(scale + f);
        const words down = s < 0.0f;
        lanes best = *(const lanes *)(child[0] + f);
        words which = {0};
#pragma clang loop unroll(full)
        for (int j = 1; j < 4; j++) {
          const lanes other = *(const lanes *)(child[j] + f);
          const words take = ((other > best) & ~down) | ((other < best) & down);
          best = (lanes)(((words)other & take) | ((words)best & ~take));
          which = (j & take) | (which & ~take);
        }
        const lanes n = (best - *(const lanes *)(mean + f)) * *(const lanes *)(inverse + f);
        const lanes out = s * n + *(const lanes *)(shift + f);
        *(lanes *)(normal + f) = n;
        *(lanes *)(y + f) = (lanes)((words)out & ~(out <= 0.0f));
        *(ASSAY_NAME(bytes) *)(chosen + f) = __builtin_convertvector(which, ASSAY_NAME(bytes));
      }
      normal += fs, y += fs, chosen += fs;
    }
}

static void ASSAY_NAME(gradient_sums)(const float *g, const float *y, const float *normal,
                                      int64_t filters, int64_t count, double *plain,
                                      double *weighted) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(words) words;
  for (int64_t first = 0; first < count; first += 64) {
    const int64_t rows = count - first < 64 ? count - first : 64;
    for (int64_t f = 0; f < filters; f += ASSAY_LANES) {
      lanes sum = {0}, product = {0};
      int64_t at = first * filters + f;
      for (int64_t r = 0; r < rows; r++, at += filters) {
        const words on = *(const lanes *)(y + at) > 0.0f;
        const lanes part = (lanes)((words) * (const lanes *)(g + at) & on);
        sum += part;
        product += part * *(const lanes *)(normal + at);
      }
      for (int l = 0; l < ASSAY_LANES; l++) {
        plain[f + l] += (double)sum[l];
        weighted[f + l] += (double)product[l];
      }
    }
  }
}

static void ASSAY_NAME(unpool)(const assay_image_block *block, int64_t samples, const float *g,
                               const float *y, const uint8_t *chosen, const float *z,
                               const float *mean, const float *inverse, const float *slope,
                               const float *plain, const float *weighted, float *padded) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(words) words;
  const int64_t fs = block->filters, row = block->columns + 2;
  for (int64_t r = 0; r < samples * block->rows; r += 2)
    for (int64_t c = 0; c < block->columns; c += 2) {
      const int64_t pixel = r * block->columns + c;
      const float *from[4] = CHILDREN(z + pixel * fs, block->columns, fs);
      float *to[4] = CHILDREN(padded + block->places[pixel] * fs, row, fs);
      for (int64_t f = 0; f < fs; f += ASSAY_LANES) {
        const words on = *(const lanes *)(y + f) > 0.0f;
        const words which =
            __builtin_convertvector(*(const ASSAY_NAME(bytes) *)(chosen + f), words);
        const words share = (words) * (const lanes *)(g + f) & on;
        const lanes a = *(const lanes *)(slope + f);
        const lanes b = *(const lanes *)(plain + f), d = *(const lanes *)(weighted + f);
        const lanes m = *(const lanes *)(mean + f), i = *(const lanes *)(inverse + f);
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) {
          const lanes n = (*(const lanes *)(from[j] + f) - m) * i;
          const lanes own = (lanes)(share & (which == j));
          *(lanes *)(to[j] + f) = a * (own - b - n * d);
        }
      }
      g += fs, y += fs, chosen += fs;
    }
}

#undef CHILDREN
