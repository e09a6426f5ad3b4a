// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit, from ConvolutionForward.h. */

/* Largest of four children, ReLU, and which child it was; not-a-number wins over all numbers.
   Returns whether a channel is positive. */
ASSAY_INLINE int ASSAY_NAME(pool)(const float *z, int64_t fs, float *y, uint8_t *child) {
  typedef ASSAY_NAME(lanes) lanes;
  typedef ASSAY_NAME(words) words;
  words any = {0};
  for (int64_t f = 0; f < fs; f += ASSAY_LANES) {
    lanes largest = *(const lanes *)(z + f);
    words which = {0};
#pragma clang loop unroll(full)
    for (int j = 1; j < 4; j++) {
      const lanes other = *(const lanes *)(z + j * fs + f);
      const words take = (other > largest) | (other != other);
      largest = (lanes)(((words)other & take) | ((words)largest & ~take));
      which = (j & take) | (which & ~take);
    }
    const words keep = ~(largest <= 0.0f);
    *(lanes *)(y + f) = (lanes)((words)largest & keep);
    *(ASSAY_NAME(bytes) *)(child + f) =
        __builtin_convertvector((which & keep) | (4 & ~keep), ASSAY_NAME(bytes));
    any |= keep;
  }
  return __builtin_reduce_or(any) != 0;
}

ASSAY_INLINE void ASSAY_NAME(pool_tile)(const float *z, int64_t fs, const int32_t *parents,
                                        int32_t count, assay_convolution_map *y) {
  for (int32_t t = 0; t < count; t++) {
    const int32_t p = parents[t];
    if (!ASSAY_NAME(pool)(z + 4 * t * fs, fs, y->x + p * fs, y->child + p * fs)) continue;
    y->row[p] = p;
    y->filled[y->count++] = p;
  }
}
