// SPDX-License-Identifier: GPL-3.0-or-later
/* Biases, and sums over many rows in a fixed order: slices of rows each in rising order, then the
   slices in rising order. Counts are below 2^31. */

/* Every row set to the bias. */
ASSAY_KERNEL void assay_device_fill_rows(const ASSAY_GLOBAL float *bias, int64_t start,
                                         int32_t rows, int32_t columns,
                                         ASSAY_GLOBAL float *output) {
  const int64_t item = ASSAY_ITEM(0);
  if (item < (int64_t)rows * columns) output[item] = bias[start + item % columns];
}

/* Sums over the rows of each slice: number j of slice s to s x columns + j. */
ASSAY_KERNEL void assay_device_column_sums(const ASSAY_GLOBAL float *values, int32_t rows,
                                           int32_t columns, int32_t slice,
                                           ASSAY_GLOBAL float *partial) {
  const int64_t item = ASSAY_ITEM(0);
  const int32_t slices = (rows + slice - 1) / slice;
  if (item >= (int64_t)slices * columns) return;
  const int32_t own = (int32_t)item / columns, column = (int32_t)item % columns;
  const int32_t first = own * slice, last = slice < rows - first ? first + slice : rows;
  float sum = 0;
  for (int32_t r = first; r < last; r++) sum += values[(int64_t)r * columns + column];
  partial[item] = sum;
}

/* Adds `count` numbers of each slice, slice by slice. */
ASSAY_KERNEL void assay_device_add_slices(const ASSAY_GLOBAL float *partial, int32_t slices,
                                          int32_t count, ASSAY_GLOBAL float *onto,
                                          int64_t start) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  float sum = onto[start + item];
  for (int32_t s = 0; s < slices; s++) sum += partial[(int64_t)s * count + item];
  onto[start + item] = sum;
}
