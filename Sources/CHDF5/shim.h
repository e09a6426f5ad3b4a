// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <hdf5.h>

/* The constants are macros with casts or calls, which Swift does not import. */
static inline hid_t assay_hdf5_open(const char *path) {
  return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
}
static inline hid_t assay_hdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t assay_hdf5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline void assay_hdf5_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
