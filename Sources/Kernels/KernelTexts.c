// SPDX-License-Identifier: GPL-3.0-or-later
#include "KernelTexts.h"
#include <stddef.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

/* clang tells the build that this file depends on those that it embeds. */
static const char dialect[] = {
#embed "Devices/Dialect.h" suffix(, 0)
};
static const char ceilings[] = {
#embed "Devices/DeviceCeilings.h" suffix(, 0)
};

static const struct {
  const char *name, *text;
} texts[] = {
    {"Devices/Dialect.h", dialect},
    {"Devices/DeviceCeilings.h", ceilings},
};

const char *assay_kernel_text(const char *file) {
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (strcmp(texts[i].name, file) == 0) return texts[i].text;
  return NULL;
}

const char *assay_kernel_text_name(int index) {
  return index >= 0 && (size_t)index < sizeof texts / sizeof *texts ? texts[index].name : NULL;
}
