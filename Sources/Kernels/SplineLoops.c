// SPDX-License-Identifier: GPL-3.0-or-later
#include "FlowLoops.h"
#include "ExponentialSingle.h"

/* Samples that are worked on together: a vector of AVX-512, two of AVX2. */
#define LANES 16
#define BINS 64

/* Loops over the samples at hand; `lanes` is the constant LANES but in the last block. */
#define EACH _Pragma("clang loop vectorize(enable)") for (int64_t l = 0; l < lanes; l++)

/* Softmax of K numbers of each sample. */
ASSAY_INLINE void shares_of(int32_t bins, int64_t count, const float *numbers, int64_t lanes,
                            float shares[BINS][LANES]) {
  float largest[LANES], sum[LANES];
  EACH largest[l] = numbers[l];
  for (int32_t k = 1; k < bins; k++) {
    const float *own = numbers + k * count;
    EACH largest[l] = own[l] > largest[l] ? own[l] : largest[l];
  }
  EACH sum[l] = 0;
  for (int32_t k = 0; k < bins; k++) {
    const float *own = numbers + k * count;
    EACH {
      const float e = assay_exp_single(own[l] - largest[l]);
      shares[k][l] = e;
      sum[l] += e;
    }
  }
  EACH sum[l] = 1 / sum[l];
  for (int32_t k = 0; k < bins; k++) {
    EACH shares[k][l] *= sum[l];
  }
}

/* The bin of each sample: its number, corner, size, and slopes at its ends; of the slopes also the
   number before softplus. */
typedef struct {
  int32_t index[LANES];
  float x[LANES], y[LANES], width[LANES], height[LANES], left[LANES], right[LANES];
  float left_number[LANES], right_number[LANES];
} Bins;

ASSAY_INLINE void find_bins(AssaySpline spline, int64_t count, const float *x, const float *slopes,
                            int64_t lanes, float widths[BINS][LANES], float heights[BINS][LANES],
                            Bins *bin) {
  const int32_t bins = spline.bins;
  const float least = 2 * spline.bound * spline.least_width;
  const float rest = 2 * spline.bound * (1 - (float)bins * spline.least_width);
  float right[LANES], top[LANES];
  EACH {
    bin->index[l] = 0;
    bin->x[l] = bin->y[l] = -spline.bound;
    bin->width[l] = least + rest * widths[0][l];
    bin->height[l] = least + rest * heights[0][l];
    right[l] = bin->x[l] + bin->width[l];
    top[l] = bin->y[l] + bin->height[l];
    bin->left_number[l] = 0;
    bin->right_number[l] = slopes[l];
  }
  for (int32_t k = 1; k < bins; k++) {
    const float *before = slopes + (k - 1) * count;
    const float *after = slopes + (k < bins - 1 ? k : k - 1) * count;
    EACH {
      /* Read whether needed or not, so that nothing is read under a condition. */
      const float left_number = before[l], right_number = after[l], at = right[l], up = top[l];
      const float width = least + rest * widths[k][l], height = least + rest * heights[k][l];
      const int here = x[l] >= at;
      bin->index[l] = here ? k : bin->index[l];
      bin->x[l] = here ? at : bin->x[l];
      bin->y[l] = here ? up : bin->y[l];
      bin->width[l] = here ? width : bin->width[l];
      bin->height[l] = here ? height : bin->height[l];
      bin->left_number[l] = here ? left_number : bin->left_number[l];
      bin->right_number[l] = here ? right_number : bin->right_number[l];
      right[l] = at + width;
      top[l] = up + height;
    }
  }
  EACH {
    const float shift = spline.shift, least_slope = spline.least_slope;
    const float left = least_slope + assay_softplus_single(bin->left_number[l] + shift);
    const float slope = least_slope + assay_softplus_single(bin->right_number[l] + shift);
    bin->left[l] = bin->index[l] == 0 ? 1 : left;
    bin->right[l] = bin->index[l] == bins - 1 ? 1 : slope;
  }
}

ASSAY_INLINE void spline_block(AssaySpline spline, int64_t count, const float *x,
                               const float *numbers, int64_t lanes, float *z,
                               float *log_determinant) {
  float widths[BINS][LANES], heights[BINS][LANES];
  Bins bin;
  shares_of(spline.bins, count, numbers, lanes, widths);
  shares_of(spline.bins, count, numbers + spline.bins * count, lanes, heights);
  find_bins(spline, count, x, numbers + 2 * spline.bins * count, lanes, widths, heights, &bin);
  EACH {
    const float s = bin.height[l] / bin.width[l], xi = (x[l] - bin.x[l]) / bin.width[l];
    const float t = xi * (1 - xi);
    const float below = s + (bin.left[l] + bin.right[l] - 2 * s) * t;
    const float slope =
        bin.right[l] * xi * xi + 2 * s * t + bin.left[l] * (1 - xi) * (1 - xi);
    const float ratio = s / below;
    const float inner = bin.y[l] + bin.height[l] * (s * xi * xi + bin.left[l] * t) / below;
    const float size = x[l] < 0 ? -x[l] : x[l];
    const int inside = size < spline.bound;
    /* Outside the numbers are of no bin: the logarithm's argument must still be one. */
    const float product = inside ? ratio * ratio * slope : 1;
    z[l] = inside ? inner : x[l];
    log_determinant[l] += assay_log_single(product);
  }
}

/* The gradient through a softmax: of lengths before the sample's bin `by_knot`, of its own `by_own`. */
ASSAY_INLINE void unmake(int32_t bins, int64_t count, int64_t lanes, float scale,
                         const int32_t *index, const float *by_knot, const float *by_own,
                         float shares[BINS][LANES], float *numbers) {
  float mean[LANES];
  EACH mean[l] = 0;
  for (int32_t k = 0; k < bins; k++) {
    EACH {
      const float own = k < index[l] ? by_knot[l] : k == index[l] ? by_own[l] : 0;
      mean[l] += shares[k][l] * own;
    }
  }
  for (int32_t k = 0; k < bins; k++) {
    float *to = numbers + k * count;
    EACH {
      const float own = k < index[l] ? by_knot[l] : k == index[l] ? by_own[l] : 0;
      to[l] = scale * shares[k][l] * (own - mean[l]);
    }
  }
}

ASSAY_INLINE void gradient_block(AssaySpline spline, int64_t count, const float *x, float *numbers,
                                 const float *output, const float *log_determinant, int64_t lanes,
                                 float *input) {
  const int32_t bins = spline.bins;
  float widths[BINS][LANES], heights[BINS][LANES];
  float by_x[LANES], by_y[LANES], by_width[LANES], by_height[LANES], by_left[LANES],
      by_right[LANES];
  Bins bin;
  shares_of(bins, count, numbers, lanes, widths);
  shares_of(bins, count, numbers + bins * count, lanes, heights);
  find_bins(spline, count, x, numbers + 2 * bins * count, lanes, widths, heights, &bin);
  EACH {
    const float g = output[l], d = log_determinant[l], left = bin.left[l], right = bin.right[l];
    const float width = bin.width[l], height = bin.height[l];
    const float s = height / width, xi = (x[l] - bin.x[l]) / width, t = xi * (1 - xi);
    const float bend = left + right - 2 * s, below = s + bend * t, above = s * xi * xi + left * t;
    const float slope = right * xi * xi + 2 * s * t + left * (1 - xi) * (1 - xi);
    const float by_above = g * height / below, by_below = -(by_above * above + 2 * d) / below;
    const float by_slope = d / slope;
    const float above_by_xi = 2 * s * xi + left * (1 - 2 * xi);
    const float slope_by_xi = 2 * (right * xi + s * (1 - 2 * xi) - left * (1 - xi));
    const float by_xi =
        by_above * above_by_xi + by_below * bend * (1 - 2 * xi) + by_slope * slope_by_xi;
    const float by_s =
        by_above * xi * xi + by_below * (1 - 2 * t) + 2 * (by_slope * t + d / s);
    const float size = x[l] < 0 ? -x[l] : x[l];
    const int inside = size < spline.bound;
    const float by_input = by_xi / width;
    input[l] = inside ? by_input : g;
    by_x[l] = inside ? -by_input : 0;
    by_y[l] = inside ? g : 0;
    by_width[l] = inside ? -(by_s * s + by_xi * xi) / width : 0;
    by_height[l] = inside ? g * above / below + by_s / width : 0;
    const float own_left = (by_above + by_below) * t + by_slope * (1 - xi) * (1 - xi);
    const float own_right = by_below * t + by_slope * xi * xi;
    by_left[l] = inside ? own_left * assay_sigmoid_single(bin.left_number[l] + spline.shift) : 0;
    by_right[l] =
        inside ? own_right * assay_sigmoid_single(bin.right_number[l] + spline.shift) : 0;
  }
  const float scale = 2 * spline.bound * (1 - (float)bins * spline.least_width);
  unmake(bins, count, lanes, scale, bin.index, by_x, by_width, widths, numbers);
  unmake(bins, count, lanes, scale, bin.index, by_y, by_height, heights, numbers + bins * count);
  for (int32_t k = 1; k < bins; k++) {
    float *to = numbers + (2 * bins + k - 1) * count;
    EACH to[l] = k == bin.index[l] ? by_left[l] : k == bin.index[l] + 1 ? by_right[l] : 0;
  }
}

ASSAY_CLONES
void assay_spline(AssaySpline spline, int64_t count, const float *x, const float *numbers, float *z,
                  float *log_determinant) {
  int64_t s = 0;
  for (; s + LANES <= count; s += LANES)
    spline_block(spline, count, x + s, numbers + s, LANES, z + s, log_determinant + s);
  if (s < count)
    spline_block(spline, count, x + s, numbers + s, count - s, z + s, log_determinant + s);
}

ASSAY_CLONES
void assay_spline_gradient(AssaySpline spline, int64_t count, const float *x, float *numbers,
                           const float *output, const float *log_determinant, float *input) {
  int64_t s = 0;
  for (; s + LANES <= count; s += LANES)
    gradient_block(spline, count, x + s, numbers + s, output + s, log_determinant + s, LANES,
                   input + s);
  if (s < count)
    gradient_block(spline, count, x + s, numbers + s, output + s, log_determinant + s, count - s,
                   input + s);
}
