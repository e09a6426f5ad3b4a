// SPDX-License-Identifier: GPL-3.0-or-later
/* C = op(A) op(B) or C += op(A) op(B) of row-major matrices without gaps, in single precision.

   A work-group of 16 x 16 items makes a tile of C, an item ASSAY_EACH_ROWS x ASSAY_EACH_COLUMNS
   numbers of it, from strips of A and B that it shares. Every number is summed in rising order of
   the inner index whatever the tile: each term with one rounding (ASSAY_FUSED), or, where
   ASSAY_SEPARATE is set, with two, as the definition has it. So tiles decide the speed alone, and
   the bits are the same on every device.

   Set before: ASSAY_PRODUCT, the kernel's name; ASSAY_LEFT_TRANSPOSED and ASSAY_RIGHT_TRANSPOSED,
   1 where A is stored as inner x rows or B as columns x inner; ASSAY_EACH_ROWS and
   ASSAY_EACH_COLUMNS. May be set: ASSAY_SEPARATE, ASSAY_ADJACENT, and ASSAY_STRIP, the terms that a
   strip holds, a multiple of 16. */
#define ASSAY_SIDE 16
#ifndef ASSAY_STRIP
#define ASSAY_STRIP 16
#endif
#define ASSAY_TILE_ROWS (ASSAY_SIDE * ASSAY_EACH_ROWS)
#define ASSAY_TILE_COLUMNS (ASSAY_SIDE * ASSAY_EACH_COLUMNS)
/* Columns of an item: every sixteenth, so that neighbouring items read neighbouring numbers, or in
   turn, so that an item's own numbers fill a vector of a CPU. */
#ifdef ASSAY_ADJACENT
#define ASSAY_COLUMN(x, n) ((x) * ASSAY_EACH_COLUMNS + (n))
#else
#define ASSAY_COLUMN(x, n) ((n) * ASSAY_SIDE + (x))
#endif
#ifdef ASSAY_SEPARATE
#define ASSAY_TERM(a, b, sum) ((sum) + (a) * (b))
#else
#define ASSAY_TERM(a, b, sum) ASSAY_FUSED(a, b, sum)
#endif

/* Groups: tiles of rows, tiles of columns, slices. Slice z sums the inner indices
   z slice ... (z + 1) slice - 1 into matrix z of the result. */
ASSAY_KERNEL void ASSAY_PRODUCT(const ASSAY_GLOBAL float *left, int64_t left_start,
                                const ASSAY_GLOBAL float *right, int64_t right_start,
                                ASSAY_GLOBAL float *result, int64_t result_start, int32_t rows,
                                int32_t columns, int32_t inner, int32_t slice,
                                int32_t accumulates) {
  /* The paddings keep items that store side by side from waiting for one bank; aligned, the numbers
     of an item's rows are loaded together. */
  ASSAY_LOCAL float own_left[ASSAY_STRIP][ASSAY_TILE_ROWS + 4] __attribute__((aligned(16)));
  ASSAY_LOCAL float own_right[ASSAY_STRIP][ASSAY_TILE_COLUMNS + 1];
  const int32_t x = ASSAY_PLACE(0), y = ASSAY_PLACE(1), item = y * ASSAY_SIDE + x;
  const int32_t row = ASSAY_GROUP(0) * ASSAY_TILE_ROWS;
  const int32_t column = ASSAY_GROUP(1) * ASSAY_TILE_COLUMNS;
  const int32_t first = ASSAY_GROUP(2) * slice;
  const int32_t last = slice < inner - first ? first + slice : inner;
  left += left_start;
  right += right_start;
  result += result_start + (int64_t)ASSAY_GROUP(2) * rows * columns;

  float sum[ASSAY_EACH_ROWS][ASSAY_EACH_COLUMNS];
  for (int32_t m = 0; m < ASSAY_EACH_ROWS; m++)
    for (int32_t n = 0; n < ASSAY_EACH_COLUMNS; n++) {
      const int32_t i = row + y * ASSAY_EACH_ROWS + m, j = column + ASSAY_COLUMN(x, n);
      const int32_t kept = accumulates && i < rows && j < columns;
      sum[m][n] = kept ? result[(int64_t)i * columns + j] : 0;
    }

  for (int32_t from = first; from < last; from += ASSAY_STRIP) {
    for (int32_t n = 0; n < ASSAY_EACH_ROWS * ASSAY_STRIP / ASSAY_SIDE; n++) {
      const int32_t at = item + n * ASSAY_SIDE * ASSAY_SIDE;
#if ASSAY_LEFT_TRANSPOSED
      const int32_t k = at / ASSAY_TILE_ROWS, i = at % ASSAY_TILE_ROWS;
      const int64_t place = (int64_t)(from + k) * rows + row + i;
#else
      const int32_t k = at % ASSAY_STRIP, i = at / ASSAY_STRIP;
      const int64_t place = (int64_t)(row + i) * inner + from + k;
#endif
      own_left[k][i] = from + k < last && row + i < rows ? left[place] : 0;
    }
    for (int32_t n = 0; n < ASSAY_EACH_COLUMNS * ASSAY_STRIP / ASSAY_SIDE; n++) {
      const int32_t at = item + n * ASSAY_SIDE * ASSAY_SIDE;
#if ASSAY_RIGHT_TRANSPOSED
      const int32_t k = at % ASSAY_STRIP, j = at / ASSAY_STRIP;
      const int64_t place = (int64_t)(column + j) * inner + from + k;
#else
      const int32_t k = at / ASSAY_TILE_COLUMNS, j = at % ASSAY_TILE_COLUMNS;
      const int64_t place = (int64_t)(from + k) * columns + column + j;
#endif
      own_right[k][j] = from + k < last && column + j < columns ? right[place] : 0;
    }
    ASSAY_BARRIER();
    for (int32_t k = 0; k < ASSAY_STRIP; k++) {
      float a[ASSAY_EACH_ROWS], b[ASSAY_EACH_COLUMNS];
      for (int32_t m = 0; m < ASSAY_EACH_ROWS; m++) a[m] = own_left[k][y * ASSAY_EACH_ROWS + m];
      for (int32_t n = 0; n < ASSAY_EACH_COLUMNS; n++) b[n] = own_right[k][ASSAY_COLUMN(x, n)];
      for (int32_t m = 0; m < ASSAY_EACH_ROWS; m++)
        for (int32_t n = 0; n < ASSAY_EACH_COLUMNS; n++)
          sum[m][n] = ASSAY_TERM(a[m], b[n], sum[m][n]);
    }
    ASSAY_BARRIER();
  }

  for (int32_t m = 0; m < ASSAY_EACH_ROWS; m++)
    for (int32_t n = 0; n < ASSAY_EACH_COLUMNS; n++) {
      const int32_t i = row + y * ASSAY_EACH_ROWS + m, j = column + ASSAY_COLUMN(x, n);
      if (i < rows && j < columns) result[(int64_t)i * columns + j] = sum[m][n];
    }
}
