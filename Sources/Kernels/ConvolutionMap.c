// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConvolutionParts.h"
#include <stddef.h>
#include <string.h>

int32_t assay_convolution_stride(int32_t channels) {
  return channels <= ASSAY_CONVOLUTION_NARROW ? channels : (int32_t)padded(channels);
}

void assay_convolution_empty(assay_convolution_map *map) {
  for (int32_t i = 0; i < map->count; i++) map->row[map->filled[i]] = map->pixels;
  map->count = 0;
}

/* The numbers of the bits set, rising; clears them. */
static int32_t drain(uint64_t *bits, int32_t size, int32_t *list) {
  int32_t count = 0;
  for (int32_t word = 0; word < (size + 63) / 64; word++) {
    for (uint64_t rest = bits[word]; rest != 0; rest &= rest - 1)
      list[count++] = 64 * word + __builtin_ctzll(rest);
    bits[word] = 0;
  }
  return count;
}

int32_t assay_convolution_parents(const assay_convolution_level *level,
                                  const assay_convolution_map *x, uint64_t *bits,
                                  int32_t *parents) {
  const int32_t size = level->pixels / 4;
  if (x->count >= size) {
    for (int32_t p = 0; p < size; p++) parents[p] = p;
    return size;
  }
  memset(bits, 0, sizeof(uint64_t) * (size_t)((size + 63) / 64));
  for (int32_t i = 0; i < x->count; i++) {
    const int32_t pixel = x->filled[i];
    for (int32_t s = level->seen_start[pixel]; s < level->seen_start[pixel + 1]; s++) {
      const int32_t p = level->seen[s] / 64;
      bits[p / 64] |= UINT64_C(1) << (p % 64);
    }
  }
  return drain(bits, size, parents);
}

void assay_convolution_pairs(const assay_convolution_level *level, const assay_convolution_map *x,
                             int32_t parents, assay_forward_scratch s) {
  const int32_t lists = (parents + FORWARD_TILE - 1) / FORWARD_TILE * ASSAY_TAPS;
  for (int32_t n = 0; n < parents; n++) s.slot[s.parents[n]] = n;
  memset(s.start, 0, sizeof(int32_t) * ((size_t)lists + 2));
  // A list's length is counted two places on, so that its end, at last, is where the next begins.
  for (int pass = 0; pass < 2; pass++) {
    for (int32_t i = 0; i < x->count; i++) {
      const int32_t pixel = x->filled[i], in = x->row[pixel];
      for (int32_t n = level->seen_start[pixel]; n < level->seen_start[pixel + 1]; n++) {
        const int32_t seen = level->seen[n], slot = s.slot[seen / 64];
        const int32_t list = slot / FORWARD_TILE * ASSAY_TAPS + seen % 16;
        if (pass == 0)
          s.start[list + 2]++;
        else
          s.pairs[s.start[list + 1]++] =
              (assay_pair){slot % FORWARD_TILE * 4 + seen / 16 % 4, in};
      }
    }
    if (pass == 0)
      for (int32_t list = 0; list < lists; list++) s.start[list + 2] += s.start[list + 1];
  }
}

void assay_convolution_sort(assay_convolution_map *map, assay_convolution_events *events,
                            const int32_t *pixel, const int32_t *channel, const float *value,
                            int32_t count, uint64_t *bits) {
  for (int32_t n = 0; n < count; n++) bits[pixel[n] / 64] |= UINT64_C(1) << (pixel[n] % 64);
  map->count = drain(bits, map->pixels, map->filled);
  for (int32_t i = 0; i < map->count; i++) map->row[map->filled[i]] = i;

  // First how many a pixel has, then where the next one goes, then where the first one stands.
  int32_t *start = events->start;
  memset(start, 0, sizeof(int32_t) * ((size_t)map->count + 1));
  for (int32_t n = 0; n < count; n++) start[map->row[pixel[n]]]++;
  for (int32_t i = 0, sum = 0; i <= map->count; i++) {
    const int32_t here = start[i];
    start[i] = sum;
    sum += here;
  }
  for (int32_t n = 0; n < count; n++) {
    const int32_t at = start[map->row[pixel[n]]]++;
    events->channel[at] = channel[n];
    events->value[at] = value[n];
  }
  int32_t merged = 0, begin = 0;
  for (int32_t i = 0; i < map->count; i++) {
    const int32_t end = start[i];
    start[i] = merged;
    for (int32_t e = begin; e < end; e++) {
      const int32_t c = events->channel[e];
      const float v = events->value[e];
      int32_t at = merged;
      while (at > start[i] && events->channel[at - 1] > c) at--;
      if (at > start[i] && events->channel[at - 1] == c) {
        events->value[at - 1] += v;
        continue;
      }
      for (int32_t move = merged; move > at; move--) {
        events->channel[move] = events->channel[move - 1];
        events->value[move] = events->value[move - 1];
      }
      events->channel[at] = c;
      events->value[at] = v;
      merged++;
    }
    begin = end;
  }
  start[map->count] = merged;
}

void assay_convolution_pack(const assay_convolution_level *level, const float *kernel,
                            float *forward, float *backward) {
  const int64_t inputs = level->inputs, filters = level->filters;
  const int64_t fs = padded(level->filters), cs = padded(level->inputs);
  memset(forward, 0, sizeof(float) * (size_t)(ASSAY_TAPS * inputs * fs));
  memset(backward, 0, sizeof(float) * (size_t)(filters * ASSAY_TAPS * cs));
  for (int64_t k = 0; k < ASSAY_TAPS; k++)
    for (int64_t c = 0; c < inputs; c++)
      for (int64_t f = 0; f < filters; f++) {
        const float w = kernel[(k * inputs + c) * filters + f];
        forward[(k * inputs + c) * fs + f] = w;
        backward[(f * ASSAY_TAPS + k) * cs + c] = w;
      }
}

void assay_convolution_unpack(const assay_convolution_level *level, const float *forward,
                              const float *backward, float *kernel) {
  const int64_t inputs = level->inputs, filters = level->filters;
  const int64_t fs = padded(level->filters), cs = padded(level->inputs);
  for (int64_t k = 0; k < ASSAY_TAPS; k++)
    for (int64_t c = 0; c < inputs; c++)
      for (int64_t f = 0; f < filters; f++) {
        float *const w = kernel + (k * inputs + c) * filters + f;
        if (forward != NULL) *w += forward[(k * inputs + c) * fs + f];
        if (backward != NULL) *w += backward[(f * ASSAY_TAPS + k) * cs + c];
      }
}

/* The next part of the scratch, aligned; addresses from 0 on add up to the size. */
static void *part(uintptr_t *at, int64_t bytes) {
  const uintptr_t here = *at;
  *at += (uintptr_t)(bytes + 63) / 64 * 64;
  return (void *)here;
}

static assay_forward_scratch forward_parts(const assay_convolution_level *level, uintptr_t *at) {
  const int64_t parents = level->pixels / 4;
  assay_forward_scratch s;
  s.bits = part(at, 8 * ((parents + 63) / 64));
  s.parents = part(at, 4 * parents);
  const int64_t all = ASSAY_TAPS * (int64_t)level->pixels, tile = ASSAY_TAPS * MOST_PAIRS;
  s.pairs = part(at, (int64_t)sizeof(assay_pair) * (all > tile ? all : tile));
  s.slot = part(at, 4 * parents);
  s.start = part(at, 4 * ((parents / FORWARD_TILE + 1) * ASSAY_TAPS + 2));
  s.z = part(at, 4 * 4 * FORWARD_TILE * padded(level->filters));
  return s;
}

static assay_backward_scratch backward_parts(const assay_convolution_level *level,
                                             uintptr_t *at) {
  const int64_t filters = padded(level->filters);
  const int64_t lists = filters > 4 * BACKWARD_TILE + 1 ? filters : 4 * BACKWARD_TILE + 1;
  assay_backward_scratch s;
  s.offset = part(at, 4 * 4 * BACKWARD_TILE * ASSAY_TAPS);
  s.count = part(at, 4 * lists);
  s.entry = part(at, (int64_t)sizeof(assay_entry) * 4 * (BACKWARD_TILE + 1) * ENTRY_ROW(filters));
  return s;
}

assay_forward_scratch assay_convolution_forward_scratch(const assay_convolution_level *level,
                                                        void *scratch) {
  uintptr_t at = (uintptr_t)scratch;
  return forward_parts(level, &at);
}

assay_backward_scratch assay_convolution_backward_scratch(const assay_convolution_level *level,
                                                          void *scratch) {
  uintptr_t at = (uintptr_t)scratch;
  return backward_parts(level, &at);
}

int64_t assay_convolution_scratch(const assay_convolution_level *level) {
  uintptr_t forward = 0, backward = 0;
  forward_parts(level, &forward);
  backward_parts(level, &backward);
  return (int64_t)(forward > backward ? forward : backward);
}
