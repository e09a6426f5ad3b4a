// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stdint.h>

/* One level of a convolutional network on a sphere, directly: no gathered copy of the input is
   made, and what is empty is not worked on.

     Z[q][f] = sum over taps k and channels c of W[k][c][f] X[neighbour k of q][c]
     Y[p][f] = max(0, max over j of Z[4 p + j][f])

   A level goes over tiles of parents p; in a tile, tap by tap, over the pairs (q, its neighbour)
   whose neighbour is not empty, several pairs and all filters at a time in registers. The gradient
   of Y reaches one child of four in each channel, and only that part is multiplied with.

   Single precision, fused where the CPU has fused operations. The order of each sum is fixed by
   the sample alone; code for AVX-512, AVX2 and others differs by rounding. All functions can be
   called from many threads at once on different maps and scratch; none allocates. Rows of channels
   are padded to multiples of 16 floats (assay_convolution_stride) and aligned to 64 bytes. */

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ASSAY_TAPS = 9,
  ASSAY_CONVOLUTION_NARROW = 3, /* maps of so few channels are not padded */
};

/* The shape of a level. Pixels come in fours: 4 p ... 4 p + 3 are the children of parent p. */
typedef struct {
  int32_t pixels;
  int32_t inputs;            /* channels of X */
  int32_t filters;           /* channels of Y */
  int32_t unit;              /* bits of the vector unit: 512, 256 or 128 */
  const int32_t *neighbours; /* pixels x 9; `pixels` where there is none */
  const int32_t *seen;       /* 16 q + k for each q whose neighbour k is pixel x, ... */
  const int32_t *seen_start; /* ... from seen_start[x] to seen_start[x + 1] */
} assay_convolution_level;

/* A map of one sample. Its row `pixels` is zero: the place of neighbours that are not there. */
typedef struct {
  int32_t pixels;
  int32_t channels;
  int32_t stride;  /* floats a row */
  int32_t count;   /* of filled pixels */
  int32_t *filled; /* pixels with a channel that is not 0, rising */
  int32_t *row;    /* pixels + 1: x itself if it is filled, else `pixels` */
  float *x;        /* (pixels + 1) x stride; rows that are not filled hold anything */
  float *gradient; /* the same shape */
  uint8_t *child;  /* pixels x stride: which child was the largest, 4 if none was positive; NULL for
                      the input of the first level */
} assay_convolution_map;

/* The input of the first level as a list: row[x] of its map is an index into `filled`, and the
   channels of the pixel filled[i] stand at start[i] ... start[i + 1] - 1, rising. */
typedef struct {
  int32_t *start; /* count + 1 */
  int32_t *channel;
  float *value;
} assay_convolution_events;

/* The widest vector unit that this program has code for and this CPU can run: 512, 256 or 128. */
int32_t assay_convolution_unit(void);

/* Floats a row of so many channels: the next multiple of 16, or `channels` itself if narrow. */
int32_t assay_convolution_stride(int32_t channels);

/* Bytes of scratch that a level needs, to be aligned to 64 bytes. */
int64_t assay_convolution_scratch(const assay_convolution_level *level);

/* Sorts events into the list, adding those of the same pixel and channel in the given order. The
   map must have been emptied or be new. bits: (pixels + 63)/64 zeros, left as zeros. */
void assay_convolution_sort(assay_convolution_map *map, assay_convolution_events *events,
                            const int32_t *pixel, const int32_t *channel, const float *value,
                            int32_t count, uint64_t *bits);

/* Forgets what is filled. */
void assay_convolution_empty(assay_convolution_map *map);

/* forward[k][c][stride of f] and backward[f][k][stride of c] from kernel[k][c][f]; the padding is
   set to 0. */
void assay_convolution_pack(const assay_convolution_level *level, const float *kernel,
                            float *forward, float *backward);

/* kernel[k][c][f] += forward[k][c][f] + backward[f][k][c]: the layouts of assay_convolution_pack.
   Either may be NULL. */
void assay_convolution_unpack(const assay_convolution_level *level, const float *forward,
                              const float *backward, float *kernel);

/* Y, what is filled of it and its largest children, from X as a list, as a full map, and as a map
   of which the filled rows are used. Returns the pairs (q, k) that were worked on. Y must be empty.
   A first level's sums run over k, then c: the same bits from a list and from a full map. */
int64_t assay_convolution_forward_events(const assay_convolution_level *level, const float *forward,
                                         const assay_convolution_map *x,
                                         const assay_convolution_events *events,
                                         assay_convolution_map *y, void *scratch);
int64_t assay_convolution_forward_full(const assay_convolution_level *level, const float *forward,
                                       const assay_convolution_map *x, assay_convolution_map *y,
                                       void *scratch);
int64_t assay_convolution_forward_filled(const assay_convolution_level *level, const float *forward,
                                         const assay_convolution_map *x, assay_convolution_map *y,
                                         void *scratch);

/* For a first level, from y->gradient, which must be set in the filled rows of Y: adds the gradient
   of W, in the layout said, from X as a list, as a full narrow and as a full wide map. Returns the
   multiplications with one number of y->gradient and one tap, each of `inputs` multiply-adds (of one
   per event in the first). */
int64_t assay_convolution_weights_events(const assay_convolution_level *level,
                                         const assay_convolution_map *x,
                                         const assay_convolution_events *events,
                                         const assay_convolution_map *y, float *forward);
int64_t assay_convolution_weights_narrow(const assay_convolution_level *level,
                                         const assay_convolution_map *x,
                                         const assay_convolution_map *y, float *forward);
int64_t assay_convolution_weights_full(const assay_convolution_level *level,
                                       const assay_convolution_map *x,
                                       const assay_convolution_map *y, float *backward,
                                       void *scratch);

/* Adds the gradient of W and sets x->gradient in the filled rows of X: where X is 0, its gradient
   is dropped by the level before. gradient: in the layout of `backward`. Returns as
   assay_convolution_weights_full, both products counted. */
int64_t assay_convolution_backward(const assay_convolution_level *level, const float *backward,
                                   assay_convolution_map *x, const assay_convolution_map *y,
                                   float *gradient, void *scratch);

#ifdef __cplusplus
}
#endif
