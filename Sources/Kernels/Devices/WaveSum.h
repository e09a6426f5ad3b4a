// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision, after WaveModes.h: a work-group sums the modes at its particles
   together.

   The first ASSAY_WAVE_ITEMS work-items own ASSAY_BLOCK particles each. Every item sums a slice
   of the modes for the particles of one owner, so that a few thousand particles fill an
   accelerator; the sums of the slices are added in a fixed order, whatever the other particles
   are. The CPU's counterpart is WaveLanes.h. */
enum {
  ASSAY_WAVE_ITEMS = 8,
  ASSAY_WAVE_SLICES = 32,
  ASSAY_WAVE_PARTS = 4, /* of a sum over slices, each added by an item of its own */
  ASSAY_WAVE_SUMS = 3 * ASSAY_BLOCK * ASSAY_WAVE_ITEMS,
};

typedef struct {
  ASSAY_NAME(modes) modes;
  ASSAY_AT_LOCAL double *places;    /* [particle and component] */
  ASSAY_AT_LOCAL ASSAY_REAL *sums;  /* [slice][particle and component] */
  ASSAY_AT_LOCAL ASSAY_REAL *parts; /* [part][particle and component] */
} ASSAY_NAME(field);

typedef double ASSAY_NAME(places);
#define ASSAY_OWNER (ASSAY_PLACE(0) < ASSAY_WAVE_ITEMS)

/* b += sum of the modes at x; x and b are the owners'. All items of a group come here together. */
ASSAY_INLINE void ASSAY_NAME(sum)(const ASSAY_NAME(field) * field, double (*x)[3],
                                  ASSAY_REAL (*b)[3]) {
  const int32_t item = ASSAY_PLACE(0), own = 3 * ASSAY_BLOCK * (item % ASSAY_WAVE_ITEMS);
  const int32_t slice = item / ASSAY_WAVE_ITEMS;
  double at[ASSAY_BLOCK][3];
  ASSAY_REAL sum[ASSAY_BLOCK][3];
  if (ASSAY_OWNER)
    for (int v = 0; v < ASSAY_BLOCK; v++)
      for (int d = 0; d < 3; d++) field->places[own + 3 * v + d] = x[v][d];
  ASSAY_BARRIER();
  for (int v = 0; v < ASSAY_BLOCK; v++)
    for (int d = 0; d < 3; d++) {
      at[v][d] = field->places[own + 3 * v + d];
      sum[v][d] = 0;
    }
  ASSAY_NAME(gather)(&field->modes, slice, ASSAY_WAVE_SLICES, at, sum);
  for (int v = 0; v < ASSAY_BLOCK; v++)
    for (int d = 0; d < 3; d++)
      field->sums[ASSAY_WAVE_SUMS * slice + own + 3 * v + d] = sum[v][d];
  ASSAY_BARRIER();
  if (item < ASSAY_WAVE_PARTS * ASSAY_WAVE_SUMS) {
    ASSAY_REAL part = 0;
    const int32_t first = item / ASSAY_WAVE_SUMS * (ASSAY_WAVE_SLICES / ASSAY_WAVE_PARTS);
    for (int s = 0; s < ASSAY_WAVE_SLICES / ASSAY_WAVE_PARTS; s++)
      part += field->sums[ASSAY_WAVE_SUMS * (first + s) + item % ASSAY_WAVE_SUMS];
    field->parts[item] = part;
  }
  ASSAY_BARRIER();
  if (ASSAY_OWNER)
    for (int v = 0; v < ASSAY_BLOCK; v++)
      for (int d = 0; d < 3; d++)
        for (int k = 0; k < ASSAY_WAVE_PARTS; k++)
          b[v][d] += field->parts[ASSAY_WAVE_SUMS * k + own + 3 * v + d];
}
