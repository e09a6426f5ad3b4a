// SPDX-License-Identifier: GPL-3.0-or-later
/* Maxima over the children of each output pixel, channel by channel, and the way back. An item is a
   number; counts are below 2^31. Rows are the output pixels of all samples. */

ASSAY_KERNEL void assay_device_pool_maximum(const ASSAY_GLOBAL float *input,
                                            const ASSAY_GLOBAL int32_t *table, int32_t inputs,
                                            int32_t outputs, int32_t children, int32_t channels,
                                            int32_t rows, ASSAY_GLOBAL float *output,
                                            ASSAY_GLOBAL int32_t *chosen) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= (int64_t)rows * channels) return;
  const uint32_t row = (uint32_t)item / (uint32_t)channels;
  const uint32_t channel = (uint32_t)item % (uint32_t)channels;
  const uint32_t sample = row / (uint32_t)outputs, pixel = row % (uint32_t)outputs;
  const ASSAY_GLOBAL int32_t *own = table + pixel * (uint32_t)children;
  const ASSAY_GLOBAL float *from = input + (int64_t)sample * inputs * channels + channel;
  float best = from[(int64_t)own[0] * channels];
  int32_t number = 0;
  for (int32_t child = 1; child < children; child++) {
    const float other = from[(int64_t)own[child] * channels];
    number = assay_chosen_of(best, other, number, child);
    best = assay_larger_of(best, other);
  }
  output[item] = best;
  chosen[item] = number;
}

/* Each number of the input takes the gradients of the outputs that chose it, in rising order of the
   places output pixel x children + child at which it is seen: seen[starts[q]] on. */
ASSAY_KERNEL void assay_device_unpool_maximum(const ASSAY_GLOBAL float *gradient,
                                              const ASSAY_GLOBAL int32_t *chosen,
                                              const ASSAY_GLOBAL int32_t *starts,
                                              const ASSAY_GLOBAL int32_t *seen, int32_t inputs,
                                              int32_t outputs, int32_t children,
                                              int32_t channels, int32_t samples,
                                              ASSAY_GLOBAL float *input) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= (int64_t)samples * inputs * channels) return;
  const uint32_t row = (uint32_t)item / (uint32_t)channels;
  const uint32_t channel = (uint32_t)item % (uint32_t)channels;
  const uint32_t sample = row / (uint32_t)inputs, pixel = row % (uint32_t)inputs;
  const int64_t base = (int64_t)sample * outputs * channels + channel;
  float sum = 0;
  for (int32_t s = starts[pixel]; s < starts[pixel + 1]; s++) {
    const int32_t output = seen[s] / children, child = seen[s] % children;
    const int64_t place = base + (int64_t)output * channels;
    sum += assay_share_of(chosen[place], child, gradient[place]);
  }
  input[item] = sum;
}
