// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit, after ConvolutionWeights.h: gradients of W and X. */

/* For each pixel of the tile the filters whose gradient reaches it: entries [q ENTRY_ROW
   ...]; the index is where the filter's rows of W begin. */
ASSAY_INLINE void ASSAY_NAME(lists_by_pixel)(const assay_convolution_map *y, int32_t filters,
                                             int64_t row, int32_t parent,
                                             assay_backward_scratch s, int32_t q) {
  const float *gradient = y->gradient + (int64_t)parent * y->stride;
  const uint8_t *child = y->child + (int64_t)parent * padded(filters);
  int32_t count[5] = {0};  // the last is where what reaches none goes
#if ASSAY_LANES == 16
  // Eight entries a register, of which those of a child are packed together and stored.
  const __m512i low = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const __m512i step = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (int32_t f = 0; f < filters; f += 16) {
    const __m512i which = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(child + f)));
    const __m512i value = _mm512_loadu_si512(gradient + f);
    const __m512i index = _mm512_mullo_epi32(_mm512_add_epi32(step, _mm512_set1_epi32(f)),
                                             _mm512_set1_epi32((int32_t)row));
    const __m512i first = _mm512_permutex2var_epi32(index, low, value);
    const __m512i second = _mm512_permutex2var_epi32(
        index, _mm512_add_epi32(low, _mm512_set1_epi32(8)), value);
    const __mmask16 live = _mm512_test_epi32_mask(value, _mm512_set1_epi32(0x7fffffff));
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) {
      const uint32_t mask = _mm512_mask_cmpeq_epi32_mask(live, which, _mm512_set1_epi32(j));
      assay_entry *to = s.entry + (q + j) * ENTRY_ROW(filters) + count[j];
      const int32_t here = __builtin_popcount(mask & 0xff);
      _mm512_storeu_si512(to, _mm512_maskz_compress_epi64((__mmask8)mask, first));
      _mm512_storeu_si512(to + here, _mm512_maskz_compress_epi64((__mmask8)(mask >> 8), second));
      count[j] += here + __builtin_popcount(mask >> 8);
    }
  }
#else
  for (int32_t f = 0; f < filters; f++) {
    const int32_t j = child[f];
    uint32_t bits;
    memcpy(&bits, gradient + f, sizeof bits);
    s.entry[(q + j) * ENTRY_ROW(filters) + count[j]] =
        (assay_entry){(int32_t)(f * row), gradient[f]};
    count[j] += bits << 1 != 0;
  }
#endif
  memcpy(s.count + q, count, sizeof(int32_t) * 4);
}

/* dX[neighbour k] += sum over a pixel's entries g W[f][k][...]. One sum a register would wait for
   itself, so the entries go to two in turn. */
ASSAY_INLINE void ASSAY_NAME(input_block)(const int vectors, const float *w,
                                          const assay_entry *entry, int32_t count, float *dx) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[5], other[5];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) sum[v] = other[v] = (lanes){0};
  int32_t e = 0;
  for (; e + 2 <= count; e += 2) {
    const float *from = w + entry[e].index, *next = w + entry[e + 1].index;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sum[v] += entry[e].value * *(const lanes *)(from + v * ASSAY_LANES);
      other[v] += entry[e + 1].value * *(const lanes *)(next + v * ASSAY_LANES);
    }
  }
  if (e < count) {
    const float *from = w + entry[e].index;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sum[v] += entry[e].value * *(const lanes *)(from + v * ASSAY_LANES);
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) *(lanes *)(dx + v * ASSAY_LANES) += sum[v] + other[v];
}

/* The same for all pairs of a tile; tap by tap, so that the rows of W stay in cache. */
ASSAY_INLINE int64_t ASSAY_NAME(input_tile)(const int vectors, int64_t cs, const float *w,
                                            int32_t pixels, int64_t stride, int32_t none,
                                            assay_backward_scratch s, float *dx) {
  int64_t used = 0;
  for (int k = 0; k < ASSAY_TAPS; k++)
    for (int32_t q = 0; q < pixels; q++) {
      const int32_t offset = s.offset[q * ASSAY_TAPS + k];
      if (offset == none || s.count[q] == 0) continue;
      used += s.count[q];
      ASSAY_NAME(input_block)(vectors, w + k * cs, s.entry + q * stride, s.count[q], dx + offset);
    }
  return used;
}

/* Both products of a pixel's entries, dX += g W[f] and dW[f] += g X, for `taps` neighbours. */
ASSAY_INLINE void ASSAY_NAME(both_block)(const int taps, const int vectors, int64_t cs,
                                         const float *w, float *dw, const assay_entry *entry,
                                         int32_t count, const int32_t *offset, const float *x,
                                         float *dx) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[3][5], row[3][5];
#pragma clang loop unroll(full)
  for (int k = 0; k < taps; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sum[k][v] = (lanes){0};
      row[k][v] = *(const lanes *)(x + offset[k] + v * ASSAY_LANES);
    }
  for (int32_t e = 0; e < count; e++) {
    const float g = entry[e].value;
    const float *from = w + entry[e].index;
    float *to = dw + entry[e].index;
#pragma clang loop unroll(full)
    for (int k = 0; k < taps; k++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        sum[k][v] += g * *(const lanes *)(from + k * cs + v * ASSAY_LANES);
        *(lanes *)(to + k * cs + v * ASSAY_LANES) += g * row[k][v];
      }
  }
  // One after the other: two taps of a pixel may be the same neighbour.
#pragma clang loop unroll(full)
  for (int k = 0; k < taps; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(lanes *)(dx + offset[k] + v * ASSAY_LANES) += sum[k][v];
}

ASSAY_INLINE int64_t ASSAY_NAME(both_tile)(const int taps, const int vectors, int64_t cs,
                                           const float *w, float *dw, int32_t pixels,
                                           int64_t stride, int32_t none, assay_backward_scratch s,
                                           const float *x, float *dx) {
  int64_t used = 0;
  for (int k = 0; k < ASSAY_TAPS; k += taps)
    for (int32_t q = 0; q < pixels; q++) {
      const int32_t *offset = s.offset + q * ASSAY_TAPS + k;
      int empty = 1;
#pragma clang loop unroll(full)
      for (int n = 0; n < taps; n++) empty &= offset[n] == none;
      if (empty || s.count[q] == 0) continue;
      used += taps * s.count[q];
      ASSAY_NAME(both_block)(taps, vectors, cs, w + k * cs, dw + k * cs, s.entry + q * stride,
                             s.count[q], offset, x, dx);
    }
  return used;
}

/* Where the rows of X begin that a tile's pixels see, and their lists. */
ASSAY_INLINE void ASSAY_NAME(begin_tile)(const assay_convolution_level *level,
                                         const assay_convolution_map *x,
                                         const assay_convolution_map *y, const int32_t *parents,
                                         int32_t tile, assay_backward_scratch s) {
  const int64_t cs = padded(level->inputs);
  for (int32_t t = 0; t < tile; t++) {
    const int32_t *neighbours = level->neighbours + 4 * ASSAY_TAPS * parents[t];
    for (int n = 0; n < 4 * ASSAY_TAPS; n++)
      s.offset[4 * ASSAY_TAPS * t + n] = x->row[neighbours[n]] * (int32_t)cs;
    ASSAY_NAME(lists_by_pixel)(y, level->filters, ASSAY_TAPS * cs, parents[t], s, 4 * t);
  }
}

/* Three ways, as measured with AVX-512 before the lists were packed in registers, which is the same
   for all (us a level of 3072 pixels, of them all | 1464 | 192 filled):
                             76 channels and filters   32 channels and filters
     both products at once,
       one tap                  1665 |  973 | 149          304 | 290 | 37
       three taps                                          260 | 254 | 53
     one after the other        1341 | 1140 | 253          282 | 315 | 88
   The second product one after the other is ASSAY_NAME(weights), which multiplies with zeros where
   a neighbour is empty; both at once store each row of dW again and again. */
static int64_t ASSAY_NAME(backward)(const assay_convolution_level *level, const float *w,
                                    assay_convolution_map *x, const assay_convolution_map *y,
                                    float *dw, assay_backward_scratch s) {
  const int64_t cs = padded(level->inputs), stride = ENTRY_ROW(level->filters);
  const int32_t none = x->pixels * (int32_t)cs;
  const int few = cs <= 32;
  const int both = few || 3 * x->count < 2 * x->pixels;
  const int single = !few || 5 * x->count < 2 * x->pixels;
  int64_t used = both ? 0 : ASSAY_NAME(weights)(level, x, 0, y, dw, s);
  for (int32_t i = 0; i < x->count; i++)
    memset(x->gradient + x->filled[i] * cs, 0, sizeof(float) * (size_t)cs);
  for (int32_t begin = 0; begin < y->count; begin += BACKWARD_TILE) {
    const int32_t tile = y->count - begin < BACKWARD_TILE ? y->count - begin : BACKWARD_TILE;
    ASSAY_NAME(begin_tile)(level, x, y, y->filled + begin, tile, s);
    for (int64_t c = 0, vectors; c < cs; c += vectors * ASSAY_LANES) {
      vectors = ASSAY_NAME(width)((int)((cs - c) / ASSAY_LANES), ASSAY_WIDEST);
      const float *from = x->x + c;
      float *to = x->gradient + c;
      int64_t n = 0;
      if (!both) {
        EACH_WIDTH(n = ASSAY_NAME(input_tile)(V, cs, w + c, 4 * tile, stride, none, s, to))
      } else if (single) {
        EACH_WIDTH(n = 2 * ASSAY_NAME(both_tile)(1, V, cs, w + c, dw + c, 4 * tile, stride, none,
                                                 s, from, to))
      } else {
        EACH_WIDTH(n = 2 * ASSAY_NAME(both_tile)(V <= 2 ? 3 : 1, V, cs, w + c, dw + c, 4 * tile,
                                                 stride, none, s, from, to))
      }
      if (c == 0) used += n;
    }
  }
  return used;
}

#undef EACH_WIDTH
