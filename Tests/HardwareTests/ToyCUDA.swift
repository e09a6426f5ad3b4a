// SPDX-License-Identifier: GPL-3.0-or-later

/// A library with the calls of NVIDIA's driver whose device is this process: its memory is the
/// heap's, and of kernels it knows the copy of Devices/DeviceCeilings.h. It shows what the host side
/// hands over, where no GPU is at hand. What a test needs to go wrong is set by definitions: memory
/// beyond LIMIT bytes is refused, a launch of more than MOST groups loses the device, PTX is refused,
/// with a LOG or without, there are STREAMS or no room for them, of DEVICES all but the first cannot
/// be had, and making a context fails with CONTEXT.
enum ToyCUDA {
  /// Builds it; nil where there is no C compiler.
  static func library(
    limit: Int = 1 << 30, most: Int = 1 << 20, log: Bool = true, streams: Bool = true,
    devices: Int = 1, context: Int = 0
  ) throws -> String? {
    try ToyLibrary.build(
      source,
      [
        "LIMIT": limit, "MOST": most, "LOG": log ? 1 : 0, "STREAMS": streams ? 1 : 0,
        "DEVICES": devices, "CONTEXT": context,
      ])
  }

  private static let source = """
    #include <stddef.h>
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    typedef uint64_t address;
    static __thread int entered;
    static int context;
    #define NEED if (!entered) return 201
    int cuInit(unsigned f) { return f; }
    int cuDriverGetVersion(int *v) { *v = 12040; return 0; }
    int cuDeviceGetCount(int *n) { *n = DEVICES; return 0; }
    int cuDeviceGet(int *d, int i) { *d = i + 7; return i; }
    int cuDeviceGetName(char *to, int room, int d) { strncpy(to, "Toy GPU", room); return d != 7; }
    int cuDeviceTotalMem_v2(size_t *b, int d) { *b = 1 << 30; return d != 7; }
    int cuDeviceGetAttribute(int *v, int a, int d) {
      *v = a == 75 ? 9 : a == 76 ? 0 : a == 16 ? 132 : a == 13 ? 1980000 : a == 1 ? 1024
         : a == 8 ? 49152 : a == 38 ? 52428800 : -1;
      return d != 7;
    }
    int cuDeviceGetPCIBusId(char *to, int room, int d) {
      strncpy(to, "0000:01:00.0", room);
      return 0;
    }
    int cuDevicePrimaryCtxRetain(void **c, int d) {
      *c = &context;
      return d != 7 ? 1 : CONTEXT;
    }
    int cuCtxSetCurrent(void *c) { entered = c == &context; return entered ? 0 : 201; }
    int cuMemAlloc_v2(address *a, size_t n) {
      NEED;
      if (n > LIMIT) return 2;
      *a = (address)(uintptr_t)malloc(n);
      return 0;
    }
    int cuMemFree_v2(address a) { NEED; free((void *)(uintptr_t)a); return 0; }
    int cuMemcpyHtoDAsync_v2(address to, const void *from, size_t n, void *s) {
      NEED;
      memcpy((void *)(uintptr_t)to, from, n);
      return s ? 0 : 400;
    }
    int cuMemcpyDtoHAsync_v2(void *to, address from, size_t n, void *s) {
      NEED;
      memcpy(to, (void *)(uintptr_t)from, n);
      return s ? 0 : 400;
    }
    int cuMemcpyDtoDAsync_v2(address to, address from, size_t n, void *s) {
      NEED;
      memcpy((void *)(uintptr_t)to, (void *)(uintptr_t)from, n);
      return 0;
    }
    int cuMemsetD8Async(address to, unsigned char v, size_t n, void *s) {
      NEED;
      memset((void *)(uintptr_t)to, v, n);
      return 0;
    }
    int cuStreamCreate(void **s, unsigned f) {
      NEED;
      if (!STREAMS) return 2;
      *s = malloc(1);
      return f != 1;
    }
    int cuStreamDestroy_v2(void *s) { NEED; free(s); return 0; }
    int cuStreamSynchronize(void *s) { NEED; return s ? 0 : 400; }
    int cuModuleLoadDataEx(void **m, const void *image, unsigned n, int *options, void **values) {
      NEED;
      /* What NVRTC makes for a processor is an ELF file. Of PTX the log complains where there is
         one, options 5 and 6 are its place and its room; else it is too new. */
      if (memcmp(image, "\\177ELF", 4)) {
        if (LOG && n == 2 && options[0] == 5 && options[1] == 6)
          snprintf(values[0], (size_t)values[1], "ptxas fatal: %s is unknown", (char *)image);
        return LOG ? 218 : 222;
      }
      *m = malloc(1);
      return 0;
    }
    int cuModuleUnload(void *m) { NEED; return 0; }
    int cuModuleGetFunction(void **f, void *m, const char *name) {
      *f = (void *)1;
      return strcmp(name, "assay_device_ceiling_copy") ? 500 : 0;
    }
    int cuFuncGetAttribute(int *v, int a, void *f) { NEED; *v = a == 0 ? 256 : -1; return 0; }
    int cuLaunchKernel(void *f, unsigned gx, unsigned gy, unsigned gz, unsigned sx, unsigned sy,
                       unsigned sz, unsigned shared, void *s, void **arguments, void **extra) {
      NEED;
      if ((uint64_t)gx * gy * gz > MOST) return 700;
      int64_t count = *(int64_t *)arguments[0];
      const float *x = (const float *)(uintptr_t) * (address *)arguments[1];
      float *out = (float *)(uintptr_t) * (address *)arguments[2];
      for (uint64_t i = 0; i < (uint64_t)gx * sx; i++)
        if (i < count) memcpy(out + 4 * i, x + 4 * i, 16);
      return arguments[3] != 0;
    }
    int cuEventCreate(void **e, unsigned f) { NEED; *e = malloc(1); return 0; }
    int cuEventRecord(void *e, void *s) { NEED; return 0; }
    int cuEventSynchronize(void *e) { NEED; return 0; }
    int cuEventElapsedTime(float *t, void *a, void *b) { NEED; *t = 2.5f; return 0; }
    int cuEventDestroy_v2(void *e) { NEED; free(e); return 0; }
    int cuGetErrorName(int e, const char **t) { *t = "CUDA_ERROR_TOY"; return 0; }
    int cuGetErrorString(int e, const char **t) { *t = "a toy's error"; return 0; }
    """
}
