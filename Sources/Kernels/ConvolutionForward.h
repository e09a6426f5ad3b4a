// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one vector unit: ASSAY_LANES floats a register; up to ASSAY_WIDEST registers of filters
   at a time; ASSAY_NAME puts the unit into a name. Blocks of `rows` x `vectors` accumulators leave
   registers for a row of W and a number of X. */

typedef float ASSAY_NAME(lanes) __attribute__((vector_size(4 * ASSAY_LANES)));
typedef int32_t ASSAY_NAME(words) __attribute__((vector_size(4 * ASSAY_LANES)));
typedef uint8_t ASSAY_NAME(bytes) __attribute__((vector_size(ASSAY_LANES)));

/* Registers of filters in the next block of those left: as even as can be. */
static inline int ASSAY_NAME(width)(int left, int widest) {
  const int blocks = (left + widest - 1) / widest;
  return (left + blocks - 1) / blocks;
}

/* Rows at a time beside so many registers of filters. */
#define ROWS(vectors) ((vectors) >= 5 ? 5 : (vectors) == 4 ? 6 : ASSAY_LANES < 16 ? 6 : 8)

/* z[out] += X[in] W for `rows` pairs. */
ASSAY_INLINE void ASSAY_NAME(block)(const int rows, const int vectors, const float *w, int64_t fs,
                                    const float *x, int64_t xs, int32_t inputs,
                                    const assay_pair *pair, float *z) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[8][5];
  const float *from[8];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    from[r] = x + pair[r].in * xs;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sum[r][v] = *(const lanes *)(z + pair[r].out * fs + v * ASSAY_LANES);
  }
  for (int32_t c = 0; c < inputs; c++, w += fs) {
    lanes row[5];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) row[v] = *(const lanes *)(w + v * ASSAY_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const float a = from[r][c];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[r][v] += a * row[v];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      *(lanes *)(z + pair[r].out * fs + v * ASSAY_LANES) = sum[r][v];
}

/* All pairs of a tap. */
ASSAY_INLINE void ASSAY_NAME(pairs)(const int vectors, const float *w, int64_t fs, const float *x,
                                    int64_t xs, int32_t inputs, const assay_pair *pair,
                                    int32_t count, float *z) {
  const int most = ROWS(vectors);
  int32_t n = 0;
  for (; n + most <= count; n += most)
    ASSAY_NAME(block)(most, vectors, w, fs, x, xs, inputs, pair + n, z);
#define REST(r) \
  case r: \
    if (r < most) ASSAY_NAME(block)(r < most ? r : 1, vectors, w, fs, x, xs, inputs, pair + n, z); \
    break;
  switch (count - n) {
    REST(1) REST(2) REST(3) REST(4) REST(5) REST(6) REST(7)
    default: break;
  }
#undef REST
}

/* z = sum over all taps for `rows` pixels from `first` on, of a map of which every row is used. */
ASSAY_INLINE void ASSAY_NAME(full_block)(const int rows, const int vectors, const float *w,
                                         int64_t fs, const float *x, int64_t xs, int32_t inputs,
                                         const int32_t *neighbours, float *z) {
  typedef ASSAY_NAME(lanes) lanes;
  lanes sum[8][5];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = (lanes){0};
  for (int32_t k = 0; k < ASSAY_TAPS; k++) {
    const float *from[8];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) from[r] = x + neighbours[r * ASSAY_TAPS + k] * xs;
    for (int32_t c = 0; c < inputs; c++, w += fs) {
      lanes row[5];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) row[v] = *(const lanes *)(w + v * ASSAY_LANES);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        const float a = from[r][c];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sum[r][v] += a * row[v];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(lanes *)(z + r * fs + v * ASSAY_LANES) = sum[r][v];
}

ASSAY_INLINE void ASSAY_NAME(full_rows)(const int vectors, const float *w, int64_t fs,
                                        const float *x, int64_t xs, int32_t inputs,
                                        const int32_t *neighbours, int32_t count, float *z) {
  const int most = ROWS(vectors) / 2 * 2;
  int32_t n = 0;
  for (; n + most <= count; n += most)
    ASSAY_NAME(full_block)(most, vectors, w, fs, x, xs, inputs, neighbours + n * ASSAY_TAPS,
                           z + n * fs);
  for (; n < count; n += 2)  // the count is a multiple of 4
    ASSAY_NAME(full_block)(2, vectors, w, fs, x, xs, inputs, neighbours + n * ASSAY_TAPS,
                           z + n * fs);
}

/* z[out] += X[in] W for the pairs of a tap whose X are lists of events. */
ASSAY_INLINE int64_t ASSAY_NAME(event_pairs)(const int vectors, const float *w, int64_t fs,
                                             const assay_convolution_events *events,
                                             const assay_pair *pair, int32_t count, float *z) {
  typedef ASSAY_NAME(lanes) lanes;
  int64_t used = 0;
  for (int32_t n = 0; n < count; n++) {
    lanes *to = (lanes *)(z + pair[n].out * fs);
    const int32_t first = events->start[pair[n].in], end = events->start[pair[n].in + 1];
    used += end - first;
    for (int32_t e = first; e < end; e++) {
      const lanes *row = (const lanes *)(w + events->channel[e] * fs);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) to[v] += events->value[e] * row[v];
    }
  }
  return used;
}

/* The widths that blocks come in, for `call` with `vectors` and the filters before the block. */
#if ASSAY_WIDEST == 5
#define EACH_WIDTH(call) \
  switch (vectors) { \
    case 1: { enum { V = 1 }; call; } break; \
    case 2: { enum { V = 2 }; call; } break; \
    case 3: { enum { V = 3 }; call; } break; \
    case 4: { enum { V = 4 }; call; } break; \
    default: { enum { V = 5 }; call; } break; \
  }
#else
#define EACH_WIDTH(call) \
  switch (vectors) { \
    case 1: { enum { V = 1 }; call; } break; \
    default: { enum { V = 2 }; call; } break; \
  }
#endif

#include "ConvolutionPool.h"

/* The pairs of a tile by looking at all neighbours, tap by tap:
   pairs[k MOST_PAIRS ... k MOST_PAIRS + count[k] - 1]. */
ASSAY_INLINE void ASSAY_NAME(find_pairs)(const assay_convolution_level *level,
                                         const assay_convolution_map *x, const int32_t *parents,
                                         int32_t tile, assay_pair *pairs, int32_t *count) {
  for (int k = 0; k < ASSAY_TAPS; k++) count[k] = 0;
  for (int32_t t = 0; t < 4 * tile; t++) {
    const int32_t *neighbours = level->neighbours + ASSAY_TAPS * (4 * parents[t / 4] + t % 4);
#pragma clang loop unroll(full)
    for (int k = 0; k < ASSAY_TAPS; k++) {
      const int32_t in = x->row[neighbours[k]];
      pairs[k * MOST_PAIRS + count[k]] = (assay_pair){t, in};
      count[k] += in != x->pixels;
    }
  }
}

/* From a list of events, or from a map if there is none. */
static int64_t ASSAY_NAME(forward_pairs)(const assay_convolution_level *level, const float *w,
                                         const assay_convolution_map *x,
                                         const assay_convolution_events *events,
                                         assay_convolution_map *y, assay_forward_scratch s) {
  const int64_t fs = padded(level->filters), tap = level->inputs * fs;
  const int32_t parents = assay_convolution_parents(level, x, s.bits, s.parents);
  const int little = 4 * x->count < level->pixels;
  if (little) assay_convolution_pairs(level, x, parents, s);
  int64_t used = 0;
  for (int32_t begin = 0; begin < parents; begin += FORWARD_TILE) {
    const int32_t tile = parents - begin < FORWARD_TILE ? parents - begin : FORWARD_TILE;
    const int32_t *start = s.start + begin / FORWARD_TILE * ASSAY_TAPS;
    int32_t count[ASSAY_TAPS];
    if (little)
      for (int k = 0; k < ASSAY_TAPS; k++) count[k] = start[k + 1] - start[k];
    else
      ASSAY_NAME(find_pairs)(level, x, s.parents + begin, tile, s.pairs, count);
    memset(s.z, 0, sizeof(float) * (size_t)(4 * tile * fs));
    for (int k = 0; k < ASSAY_TAPS; k++) {
      const assay_pair *pair = s.pairs + (little ? start[k] : k * MOST_PAIRS);
      for (int64_t f = 0, vectors; f < fs; f += vectors * ASSAY_LANES) {
        vectors = ASSAY_NAME(width)((int)((fs - f) / ASSAY_LANES), ASSAY_WIDEST);
        int64_t n = count[k];
        if (events == NULL) {
          EACH_WIDTH(ASSAY_NAME(pairs)(V, w + k * tap + f, fs, x->x, x->stride, level->inputs,
                                       pair, count[k], s.z + f))
        } else {
          EACH_WIDTH(n = ASSAY_NAME(event_pairs)(V, w + k * tap + f, fs, events, pair, count[k],
                                                 s.z + f))
        }
        if (f == 0) used += n;
      }
    }
    ASSAY_NAME(pool_tile)(s.z, fs, s.parents + begin, tile, y);
  }
  return used;
}

static int64_t ASSAY_NAME(forward_full)(const assay_convolution_level *level, const float *w,
                                        const assay_convolution_map *x, assay_convolution_map *y,
                                        assay_forward_scratch s) {
  const int64_t fs = padded(level->filters);
  const int32_t parents = level->pixels / 4;
  for (int32_t p = 0; p < parents; p++) s.parents[p] = p;
  // Of W, 9 x inputs rows of the block's filters should stay in the first cache.
  const int widest = level->inputs > 8 && ASSAY_WIDEST > 3 ? 3 : ASSAY_WIDEST;
  for (int32_t begin = 0; begin < parents; begin += FORWARD_TILE) {
    const int32_t tile = parents - begin < FORWARD_TILE ? parents - begin : FORWARD_TILE;
    const int32_t *neighbours = level->neighbours + 4 * ASSAY_TAPS * begin;
    for (int64_t f = 0, vectors; f < fs; f += vectors * ASSAY_LANES) {
      vectors = ASSAY_NAME(width)((int)((fs - f) / ASSAY_LANES), widest);
      EACH_WIDTH(ASSAY_NAME(full_rows)(V, w + f, fs, x->x, x->stride, level->inputs, neighbours,
                                       4 * tile, s.z + f))
    }
    ASSAY_NAME(pool_tile)(s.z, fs, s.parents + begin, tile, y);
  }
  return (int64_t)ASSAY_TAPS * level->pixels;
}

#undef ROWS
