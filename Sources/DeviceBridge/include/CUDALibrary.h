// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The calls of the CUDA driver and of its run-time compiler NVRTC that are used, found at run time:
   no part of CUDA is needed to build. Types and names as in NVIDIA's documentation of the driver
   API (12) and of NVRTC, less "cu" and "nvrtc"; pointers to objects of the driver are void *. */

typedef uint64_t assay_cuda_address;

typedef struct {
  int (*Init)(unsigned int flags);
  int (*DriverGetVersion)(int *version);
  int (*DeviceGetCount)(int *count);
  int (*DeviceGet)(int *device, int ordinal);
  int (*DeviceGetName)(char *name, int room, int device);
  int (*DeviceTotalMem_v2)(size_t *bytes, int device);
  int (*DeviceGetAttribute)(int *value, int attribute, int device);
  int (*DeviceGetPCIBusId)(char *id, int room, int device);
  int (*DevicePrimaryCtxRetain)(void **context, int device);
  int (*CtxSetCurrent)(void *context);
  int (*MemAlloc_v2)(assay_cuda_address *address, size_t bytes);
  int (*MemFree_v2)(assay_cuda_address address);
  int (*MemcpyHtoDAsync_v2)(assay_cuda_address to, const void *from, size_t bytes, void *stream);
  int (*MemcpyDtoHAsync_v2)(void *to, assay_cuda_address from, size_t bytes, void *stream);
  int (*MemcpyDtoDAsync_v2)(assay_cuda_address to, assay_cuda_address from, size_t bytes,
                            void *stream);
  int (*MemsetD8Async)(assay_cuda_address to, unsigned char value, size_t bytes, void *stream);
  int (*StreamCreate)(void **stream, unsigned int flags);
  int (*StreamDestroy_v2)(void *stream);
  int (*StreamSynchronize)(void *stream);
  int (*ModuleLoadDataEx)(void **module, const void *image, unsigned int count, int *options,
                          void **values);
  int (*ModuleUnload)(void *module);
  int (*ModuleGetFunction)(void **function, void *module, const char *name);
  int (*FuncGetAttribute)(int *value, int attribute, void *function);
  int (*LaunchKernel)(void *function, unsigned int groups_x, unsigned int groups_y,
                      unsigned int groups_z, unsigned int size_x, unsigned int size_y,
                      unsigned int size_z, unsigned int shared_bytes, void *stream, void **arguments,
                      void **extra);
  int (*EventCreate)(void **event, unsigned int flags);
  int (*EventRecord)(void *event, void *stream);
  int (*EventSynchronize)(void *event);
  int (*EventElapsedTime)(float *milliseconds, void *start, void *end);
  int (*EventDestroy_v2)(void *event);
  int (*GetErrorName)(int error, const char **name);
  int (*GetErrorString)(int error, const char **text);
} assay_cuda;

typedef struct {
  int (*Version)(int *major, int *minor);
  int (*CreateProgram)(void **program, const char *source, const char *name, int headers,
                       const char *const *header_texts, const char *const *header_names);
  int (*DestroyProgram)(void **program);
  int (*CompileProgram)(void *program, int count, const char *const *options);
  int (*GetProgramLogSize)(void *program, size_t *bytes);
  int (*GetProgramLog)(void *program, char *log);
  int (*GetPTXSize)(void *program, size_t *bytes);
  int (*GetPTX)(void *program, char *ptx);
  int (*GetCUBINSize)(void *program, size_t *bytes);
  int (*GetCUBIN)(void *program, char *cubin);
  int (*GetNumSupportedArchs)(int *count);
  int (*GetSupportedArchs)(int *capabilities);
  const char *(*GetErrorString)(int error);
} assay_nvrtc;

/* NVIDIA's management library: energy [mJ] since the driver was loaded. */
typedef struct {
  int (*Init_v2)(void);
  int (*DeviceGetHandleByPciBusId_v2)(const char *id, void **device);
  int (*DeviceGetTotalEnergyConsumption)(void *device, unsigned long long *millijoules);
  const char *(*ErrorString)(int error);
} assay_nvml;

/* Each opens the library at `path` and finds all calls. Returns 0, or 1 with the reason written to
   `reason`, which has room for `room` bytes. */
int assay_cuda_open(const char *path, assay_cuda *library, char *reason, int room);
int assay_nvrtc_open(const char *path, assay_nvrtc *library, char *reason, int room);
int assay_nvml_open(const char *path, assay_nvml *library, char *reason, int room);
