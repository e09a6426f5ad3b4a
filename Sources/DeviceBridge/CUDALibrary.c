// SPDX-License-Identifier: GPL-3.0-or-later
#include "CUDALibrary.h"
#include "Symbols.h"

#define FIND(prefix, name) assay_symbols_find(&from, prefix #name, &library->name, sizeof library->name)

int assay_cuda_open(const char *path, assay_cuda *library, char *reason, int room) {
  assay_symbols from = assay_symbols_open(path, reason, room);
  FIND("cu", Init);
  FIND("cu", DriverGetVersion);
  FIND("cu", DeviceGetCount);
  FIND("cu", DeviceGet);
  FIND("cu", DeviceGetName);
  FIND("cu", DeviceTotalMem_v2);
  FIND("cu", DeviceGetAttribute);
  FIND("cu", DeviceGetPCIBusId);
  FIND("cu", DevicePrimaryCtxRetain);
  FIND("cu", CtxSetCurrent);
  FIND("cu", MemAlloc_v2);
  FIND("cu", MemFree_v2);
  FIND("cu", MemcpyHtoDAsync_v2);
  FIND("cu", MemcpyDtoHAsync_v2);
  FIND("cu", MemcpyDtoDAsync_v2);
  FIND("cu", MemsetD8Async);
  FIND("cu", StreamCreate);
  FIND("cu", StreamDestroy_v2);
  FIND("cu", StreamSynchronize);
  FIND("cu", ModuleLoadDataEx);
  FIND("cu", ModuleUnload);
  FIND("cu", ModuleGetFunction);
  FIND("cu", FuncGetAttribute);
  FIND("cu", LaunchKernel);
  FIND("cu", EventCreate);
  FIND("cu", EventRecord);
  FIND("cu", EventSynchronize);
  FIND("cu", EventElapsedTime);
  FIND("cu", EventDestroy_v2);
  FIND("cu", GetErrorName);
  FIND("cu", GetErrorString);
  return from.failed;
}

int assay_nvrtc_open(const char *path, assay_nvrtc *library, char *reason, int room) {
  assay_symbols from = assay_symbols_open(path, reason, room);
  FIND("nvrtc", Version);
  FIND("nvrtc", CreateProgram);
  FIND("nvrtc", DestroyProgram);
  FIND("nvrtc", CompileProgram);
  FIND("nvrtc", GetProgramLogSize);
  FIND("nvrtc", GetProgramLog);
  FIND("nvrtc", GetPTXSize);
  FIND("nvrtc", GetPTX);
  FIND("nvrtc", GetCUBINSize);
  FIND("nvrtc", GetCUBIN);
  FIND("nvrtc", GetNumSupportedArchs);
  FIND("nvrtc", GetSupportedArchs);
  FIND("nvrtc", GetErrorString);
  return from.failed;
}

int assay_nvml_open(const char *path, assay_nvml *library, char *reason, int room) {
  assay_symbols from = assay_symbols_open(path, reason, room);
  FIND("nvml", Init_v2);
  FIND("nvml", DeviceGetHandleByPciBusId_v2);
  FIND("nvml", DeviceGetTotalEnergyConsumption);
  FIND("nvml", ErrorString);
  return from.failed;
}
