// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConvolutionParts.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* The same text for each vector unit, with fused operations where it has them. */
#pragma STDC FP_CONTRACT ON
#define ASSAY_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#pragma clang attribute push(                                                                    \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define ASSAY_LANES 16
#define ASSAY_WIDEST 5
#define ASSAY_NAME(name) convolution_512_##name
#include "ConvolutionForward.h"
#include "ConvolutionWeights.h"
#include "ConvolutionBackward.h"
#undef ASSAY_NAME
#undef ASSAY_WIDEST
#undef ASSAY_LANES
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define ASSAY_LANES 8
#define ASSAY_WIDEST 2
#define ASSAY_NAME(name) convolution_256_##name
#include "ConvolutionForward.h"
#include "ConvolutionWeights.h"
#include "ConvolutionBackward.h"
#undef ASSAY_NAME
#undef ASSAY_WIDEST
#undef ASSAY_LANES
#pragma clang attribute pop
#endif

#define ASSAY_LANES 4
#define ASSAY_WIDEST 2
#define ASSAY_NAME(name) convolution_128_##name
#include "ConvolutionForward.h"
#include "ConvolutionWeights.h"
#include "ConvolutionBackward.h"

int32_t assay_convolution_unit(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return 512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 256;
#endif
  return 128;
}

#if defined(__x86_64__)
#define ON_UNIT(call)                                                                            \
  return level->unit == 512   ? convolution_512_##call                                           \
         : level->unit == 256 ? convolution_256_##call                                           \
                              : convolution_128_##call
#else
#define ON_UNIT(call) return convolution_128_##call
#endif

int64_t assay_convolution_forward_events(const assay_convolution_level *level, const float *forward,
                                         const assay_convolution_map *x,
                                         const assay_convolution_events *events,
                                         assay_convolution_map *y, void *scratch) {
  const assay_forward_scratch s = assay_convolution_forward_scratch(level, scratch);
  ON_UNIT(forward_pairs(level, forward, x, events, y, s));
}

int64_t assay_convolution_forward_full(const assay_convolution_level *level, const float *forward,
                                       const assay_convolution_map *x, assay_convolution_map *y,
                                       void *scratch) {
  const assay_forward_scratch s = assay_convolution_forward_scratch(level, scratch);
  ON_UNIT(forward_full(level, forward, x, y, s));
}

int64_t assay_convolution_forward_filled(const assay_convolution_level *level, const float *forward,
                                         const assay_convolution_map *x, assay_convolution_map *y,
                                         void *scratch) {
  const assay_forward_scratch s = assay_convolution_forward_scratch(level, scratch);
  ON_UNIT(forward_pairs(level, forward, x, NULL, y, s));
}

int64_t assay_convolution_weights_events(const assay_convolution_level *level,
                                         const assay_convolution_map *x,
                                         const assay_convolution_events *events,
                                         const assay_convolution_map *y, float *forward) {
  ON_UNIT(weights_events(level, x, events, y, forward));
}

int64_t assay_convolution_weights_narrow(const assay_convolution_level *level,
                                         const assay_convolution_map *x,
                                         const assay_convolution_map *y, float *forward) {
  ON_UNIT(weights_narrow(level, x, y, forward));
}

int64_t assay_convolution_weights_full(const assay_convolution_level *level,
                                       const assay_convolution_map *x,
                                       const assay_convolution_map *y, float *backward,
                                       void *scratch) {
  const assay_backward_scratch s = assay_convolution_backward_scratch(level, scratch);
  ON_UNIT(weights(level, x, 1, y, backward, s));
}

int64_t assay_convolution_backward(const assay_convolution_level *level, const float *backward,
                                   assay_convolution_map *x, const assay_convolution_map *y,
                                   float *gradient, void *scratch) {
  const assay_backward_scratch s = assay_convolution_backward_scratch(level, scratch);
  ON_UNIT(backward(level, backward, x, y, gradient, s));
}
