// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "Convolution.h"

/* What the files of the convolution share. */

enum {
  FORWARD_TILE = 16,  /* parents a tile: 64 rows of Z stay in the first cache */
  MOST_PAIRS = 4 * FORWARD_TILE + 1,
  BACKWARD_TILE = 32, /* the rows of X seen by 64 pixels do */
};

typedef struct {
  int32_t out, in;
} assay_pair;

static inline int64_t padded(int32_t channels) {
  return (channels + 15) / 16 * 16;
}

/* Entries of a pixel's list, with room for a register behind the last. */
#define ENTRY_ROW(filters) (padded(filters) + 8)

/* A gradient and where what it is multiplied with begins. */
typedef struct {
  int32_t index;
  float value;
} assay_entry;

/* The parents of pixels that see something filled, rising; all of them where that is likely.
   bits: (pixels/4 + 63)/64 words. Returns how many. */
int32_t assay_convolution_parents(const assay_convolution_level *level,
                                  const assay_convolution_map *x, uint64_t *bits,
                                  int32_t *parents);

/* Scratch of a forward and of a backward level, one after the other in memory. */
typedef struct {
  uint64_t *bits;      /* pixels/256 + 1 */
  int32_t *parents;    /* pixels/4 */
  assay_pair *pairs;   /* 9 x pixels, or 9 x MOST_PAIRS */
  int32_t *slot;       /* pixels/4: where a parent stands among those worked on */
  int32_t *start;      /* 9 a tile and 2 */
  float *z;            /* 4 FORWARD_TILE x stride */
} assay_forward_scratch;

typedef struct {
  int32_t *offset;    /* 4 BACKWARD_TILE x 9: where the rows of X begin */
  int32_t *count;     /* filters, or 4 BACKWARD_TILE + 1 */
  assay_entry *entry; /* filters x BACKWARD_TILE, or 4 BACKWARD_TILE x filters, and some room */
} assay_backward_scratch;

/* The pairs of all tiles from what is filled, where that is little: those of tap k of tile t are
   pairs[start[9 t + k] ... start[9 t + k + 1] - 1]. s.parents must hold the parents. */
void assay_convolution_pairs(const assay_convolution_level *level, const assay_convolution_map *x,
                             int32_t parents, assay_forward_scratch s);

assay_forward_scratch assay_convolution_forward_scratch(const assay_convolution_level *level,
                                                        void *scratch);
assay_backward_scratch assay_convolution_backward_scratch(const assay_convolution_level *level,
                                                          void *scratch);
