// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit, after ConvolutionForward.h: gradients of W alone. */

/* For each filter the pixels of the tile that its gradient reaches, with the gradient:
   entries [f MOST ... f MOST + count[f] - 1]. */
enum { ASSAY_NAME(most) = BACKWARD_TILE + 1 };

ASSAY_INLINE void ASSAY_NAME(lists_by_filter)(const assay_convolution_map *y, int32_t filters,
                                              const int32_t *parents, int32_t tile,
                                              assay_backward_scratch s) {
  memset(s.count, 0, sizeof(int32_t) * (size_t)filters);
  for (int32_t t = 0; t < tile; t++) {
    const float *gradient = y->gradient + (int64_t)parents[t] * y->stride;
    const uint8_t *child = y->child + (int64_t)parents[t] * padded(filters);
    for (int32_t f = 0; f < filters; f++) {
      uint32_t bits;
      memcpy(&bits, gradient + f, sizeof bits);
      s.entry[f * ASSAY_NAME(most) + s.count[f]] =
          (assay_entry){(4 * t + child[f]) * ASSAY_TAPS, gradient[f]};
      s.count[f] += (child[f] < 4) & (bits << 1 != 0);
    }
  }
}

/* dW[f][k][...] += sum over a filter's entries g X[neighbour k], for `taps` taps from k on. */
ASSAY_INLINE void ASSAY_NAME(weight_block)(const int taps, const int vectors, int64_t cs,
                                           const float *x, const int32_t *offset,
                                           const assay_entry *entry, int32_t count,
                                           float *dw) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[9][5];
#pragma clang loop unroll(full)
  for (int k = 0; k < taps; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[k][v] = *(const lanes *)(dw + k * cs + v * ASSAY_LANES);
  for (int32_t e = 0; e < count; e++) {
    const float g = entry[e].value;
    const int32_t *from = offset + entry[e].index;
#pragma clang loop unroll(full)
    for (int k = 0; k < taps; k++) {
      const float *row = x + from[k];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[k][v] += g * *(const lanes *)(row + v * ASSAY_LANES);
    }
  }
#pragma clang loop unroll(full)
  for (int k = 0; k < taps; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(lanes *)(dw + k * cs + v * ASSAY_LANES) = sum[k][v];
}

/* Taps at a time beside so many registers of channels. */
#define TAPS(vectors) ((vectors) <= (ASSAY_LANES < 16 ? 1 : 3) ? 9 : 3)

static int64_t ASSAY_NAME(weights)(const assay_convolution_level *level,
                                   const assay_convolution_map *x, int32_t full,
                                   const assay_convolution_map *y, float *dw,
                                   assay_backward_scratch s) {
  const int64_t cs = padded(level->inputs);
  int64_t used = 0;
  for (int32_t begin = 0; begin < y->count; begin += BACKWARD_TILE) {
    const int32_t tile = y->count - begin < BACKWARD_TILE ? y->count - begin : BACKWARD_TILE;
    const int32_t *parents = y->filled + begin;
    for (int32_t t = 0; t < tile; t++) {
      const int32_t *neighbours = level->neighbours + 4 * ASSAY_TAPS * parents[t];
      int32_t *offset = s.offset + 4 * ASSAY_TAPS * t;
      for (int n = 0; n < 4 * ASSAY_TAPS; n++)
        offset[n] = (full ? neighbours[n] : x->row[neighbours[n]]) * (int32_t)cs;
    }
    ASSAY_NAME(lists_by_filter)(y, level->filters, parents, tile, s);
    for (int32_t f = 0; f < level->filters; f++) {
      const int32_t count = s.count[f];
      if (count == 0) continue;
      used += ASSAY_TAPS * count;
      const assay_entry *entry = s.entry + f * ASSAY_NAME(most);
      float *row = dw + f * ASSAY_TAPS * cs;
      for (int64_t c = 0, vectors; c < cs; c += vectors * ASSAY_LANES) {
        vectors = ASSAY_NAME(width)((int)((cs - c) / ASSAY_LANES), ASSAY_WIDEST);
        EACH_WIDTH(
            for (int k = 0; k < ASSAY_TAPS; k += TAPS(V)) ASSAY_NAME(weight_block)(
                TAPS(V), V, cs, x->x + c, s.offset + k, entry, count, row + k * cs + c))
      }
    }
  }
  return used;
}

/* Where the gradient of a filter reaches child j: itself, else 0. */
ASSAY_INLINE ASSAY_NAME(lanes) ASSAY_NAME(reaching)(const float *gradient, const uint8_t *child,
                                                    int j) {
  typedef ASSAY_NAME(words) words;
  const words which =
      __builtin_convertvector(*(const ASSAY_NAME(bytes) *)child, ASSAY_NAME(words));
  return (ASSAY_NAME(lanes))(*(const words *)gradient & (which == j));
}

static int64_t ASSAY_NAME(weights_events)(const assay_convolution_level *level,
                                          const assay_convolution_map *x,
                                          const assay_convolution_events *events,
                                          const assay_convolution_map *y, float *dw) {
  typedef ASSAY_NAME(lanes) lanes;
  const int64_t fs = padded(level->filters);
  int64_t used = 0;
  for (int32_t i = 0; i < x->count; i++) {
    const int32_t pixel = x->filled[i];
    for (int32_t n = level->seen_start[pixel]; n < level->seen_start[pixel + 1]; n++) {
      const int32_t q = level->seen[n] / 16, k = level->seen[n] % 16;
      const int64_t p = q / 4;
      if (y->row[p] != p) continue;
      used += events->start[i + 1] - events->start[i];
      for (int64_t f = 0; f < fs; f += ASSAY_LANES) {
        const lanes g =
            ASSAY_NAME(reaching)(y->gradient + p * fs + f, y->child + p * fs + f, q % 4);
        for (int32_t e = events->start[i]; e < events->start[i + 1]; e++) {
          lanes *sum =
              (lanes *)(dw + ((int64_t)k * level->inputs + events->channel[e]) * fs + f);
          *sum += events->value[e] * g;
        }
      }
    }
  }
  return used * level->filters;
}

/* dW[k][c][...] of one channel from a full map of few channels, for a block of filters. */
ASSAY_INLINE void ASSAY_NAME(narrow_block)(const int vectors, const assay_convolution_level *level,
                                           const float *x, int64_t xs,
                                           const assay_convolution_map *y, int64_t f, float *dw,
                                           int64_t tap) {
  typedef ASSAY_NAME(lanes) lanes;
  const int64_t fs = padded(level->filters);
  lanes sum[9][3];
#pragma clang loop unroll(full)
  for (int k = 0; k < ASSAY_TAPS; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[k][v] = *(lanes *)(dw + k * tap + v * ASSAY_LANES);
  for (int32_t i = 0; i < y->count; i++) {
    const int64_t p = y->filled[i];
    const int32_t *neighbours = level->neighbours + 4 * ASSAY_TAPS * p;
    for (int j = 0; j < 4; j++, neighbours += ASSAY_TAPS) {
      lanes g[3];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++)
        g[v] = ASSAY_NAME(reaching)(y->gradient + p * fs + f + v * ASSAY_LANES,
                                    y->child + p * fs + f + v * ASSAY_LANES, j);
#pragma clang loop unroll(full)
      for (int k = 0; k < ASSAY_TAPS; k++)
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sum[k][v] += x[neighbours[k] * xs] * g[v];
    }
  }
#pragma clang loop unroll(full)
  for (int k = 0; k < ASSAY_TAPS; k++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(lanes *)(dw + k * tap + v * ASSAY_LANES) = sum[k][v];
}

static int64_t ASSAY_NAME(weights_narrow)(const assay_convolution_level *level,
                                          const assay_convolution_map *x,
                                          const assay_convolution_map *y, float *dw) {
  const int64_t fs = padded(level->filters);
  enum { WIDEST = ASSAY_LANES < 16 ? 1 : 2 };
  for (int32_t c = 0; c < level->inputs; c++)
    for (int64_t f = 0, vectors; f < fs; f += vectors * ASSAY_LANES) {
      vectors = ASSAY_NAME(width)((int)((fs - f) / ASSAY_LANES), WIDEST);
      EACH_WIDTH(ASSAY_NAME(narrow_block)(V > WIDEST ? WIDEST : V, level, x->x + c, x->stride, y,
                                          f, dw + c * fs + f, level->inputs * fs))
    }
  return (int64_t)4 * ASSAY_TAPS * y->count * level->filters;
}

#undef TAPS
