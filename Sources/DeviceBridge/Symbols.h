// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* A library opened at run time. After the first failure nothing more is looked up and the reason
   stays. The library is never closed: drivers start threads of their own. */
typedef struct {
  void *handle;
  char *reason;
  int room, failed;
} assay_symbols;

static inline assay_symbols assay_symbols_open(const char *path, char *reason, int room) {
  assay_symbols from = {dlopen(path, RTLD_NOW | RTLD_LOCAL), reason, room, 0};
  if (!from.handle) {
    const char *why = dlerror();
    snprintf(reason, (size_t)room, "%s", why ? why : path);
    from.failed = 1;
  }
  return from;
}

/* `to` is the address of a function pointer of `size` bytes. */
static inline void assay_symbols_find(assay_symbols *from, const char *name, void *to,
                                      size_t size) {
  if (from->failed) return;
  void *symbol = dlsym(from->handle, name);
  if (symbol) {
    memcpy(to, &symbol, size);
  } else {
    snprintf(from->reason, (size_t)from->room, "the library has no %s", name);
    from->failed = 1;
  }
}
