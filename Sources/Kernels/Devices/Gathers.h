// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading through a table of neighbours and adding back through the same table read backwards, so
   that no two items write to one place. An item is a number; counts are below 2^31. */

/* Rows first ... first + rows - 1 of the gathered matrix: for an output pixel the channels of its
   taps, side by side, a missing tap 0. Row r is output pixel r mod outputs of sample
   r / outputs. */
ASSAY_KERNEL void assay_device_gather(const ASSAY_GLOBAL float *input,
                                      const ASSAY_GLOBAL int32_t *table, int32_t inputs,
                                      int32_t outputs, int32_t taps, int32_t channels,
                                      int32_t first, int32_t rows,
                                      ASSAY_GLOBAL float *gathered) {
  const int64_t item = ASSAY_ITEM(0);
  const uint32_t width = (uint32_t)(taps * channels);
  if (item >= (int64_t)rows * width) return;
  const uint32_t own = (uint32_t)item / width, at = (uint32_t)item % width;
  const uint32_t tap = at / (uint32_t)channels, channel = at % (uint32_t)channels;
  const uint32_t row = (uint32_t)first + own;
  const uint32_t sample = row / (uint32_t)outputs, pixel = row % (uint32_t)outputs;
  const int32_t from = table[pixel * (uint32_t)taps + tap];
  const int64_t place = ((int64_t)sample * inputs + from) * channels + channel;
  gathered[item] = from < 0 ? 0 : input[place];
}

/* The transpose: each number of the input takes what the rows at hand gathered of it, in rising
   order of rows and taps. Rows come in rising order too; a sample's sums begin at 0 with its first
   row. Input pixel q is seen at the places seen[starts[q]] ... seen[starts[q + 1] - 1], which are
   output pixel x taps + tap. The items are those of `samples` samples from `sample` on. */
ASSAY_KERNEL void assay_device_scatter(const ASSAY_GLOBAL float *gathered,
                                       const ASSAY_GLOBAL int32_t *starts,
                                       const ASSAY_GLOBAL int32_t *seen, int32_t inputs,
                                       int32_t outputs, int32_t taps, int32_t channels,
                                       int32_t first, int32_t rows, int32_t sample,
                                       int32_t samples, ASSAY_GLOBAL float *input) {
  const int64_t item = ASSAY_ITEM(0);
  const uint32_t numbers = (uint32_t)(inputs * channels);
  if (item >= (int64_t)samples * numbers) return;
  const uint32_t own = (uint32_t)sample + (uint32_t)item / numbers;
  const uint32_t number = (uint32_t)item % numbers;
  const uint32_t pixel = number / (uint32_t)channels, channel = number % (uint32_t)channels;
  /* Places of this sample, counted from the first of the rows at hand. */
  const int64_t shift = ((int64_t)own * outputs - first) * taps, places = (int64_t)rows * taps;
  ASSAY_GLOBAL float *to = input + (int64_t)own * numbers + number;
  float sum = shift >= 0 ? 0 : *to;
  for (int32_t s = starts[pixel]; s < starts[pixel + 1]; s++) {
    const int64_t place = shift + seen[s];
    if (place >= 0 && place < places) sum += gathered[place * channels + channel];
  }
  *to = sum;
}

/* Events of samples whose other numbers are 0; no two have one place. */
ASSAY_KERNEL void assay_device_set_places(const ASSAY_GLOBAL int32_t *places,
                                          const ASSAY_GLOBAL float *values, int32_t count,
                                          ASSAY_GLOBAL float *input) {
  const int64_t item = ASSAY_ITEM(0);
  if (item < count) input[places[item]] = values[item];
}
