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

/* Opens the bytes of a file in memory, read only; the library makes its own copy. */
static inline hid_t assay_hdf5_open_image(const void *bytes, size_t size) {
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  hid_t file = H5I_INVALID_HID;
  if (access < 0) return file;
  /* 64 KiB is the step by which the copy would grow; without backing store nothing is written. */
  if (H5Pset_fapl_core(access, 1 << 16, 0) >= 0 &&
      H5Pset_file_image(access, (void *)bytes, size) >= 0)
    file = H5Fopen("image in memory", H5F_ACC_RDONLY, access);
  H5Pclose(access);
  return file;
}
static inline int assay_hdf5_link_exists(hid_t at, const char *name) {
  return H5Lexists(at, name, H5P_DEFAULT);
}
static inline hid_t assay_hdf5_open_dataset(hid_t at, const char *path) {
  return H5Dopen2(at, path, H5P_DEFAULT);
}
static inline int assay_hdf5_is_float(hid_t type) { return H5Tget_class(type) == H5T_FLOAT; }
static inline herr_t assay_hdf5_read_floats(hid_t dataset, float *values) {
  return H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}
