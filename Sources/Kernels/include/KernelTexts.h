// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* The kernel texts as they stand in this folder, carried in the program: accelerators compile them
   when it runs. `file` is a path below Sources/Kernels, such as "BorisTurn.h" or
   "Devices/Dialect.h"; NULL for a file that is not carried. */
const char *assay_kernel_text(const char *file);

/* Names of all files that are carried, in a fixed order; NULL from the last on. */
const char *assay_kernel_text_name(int index);

#ifdef __cplusplus
}
#endif
