// SPDX-License-Identifier: GPL-3.0-or-later
#include "OpenCLLibrary.h"
#include "Symbols.h"

int assay_opencl_open(const char *path, assay_opencl *library, char *reason, int room) {
  assay_symbols from = assay_symbols_open(path, reason, room);
#define FIND(name) assay_symbols_find(&from, "cl" #name, &library->name, sizeof library->name)
  FIND(GetPlatformIDs);
  FIND(GetPlatformInfo);
  FIND(GetDeviceIDs);
  FIND(GetDeviceInfo);
  FIND(CreateContext);
  FIND(ReleaseContext);
  FIND(CreateCommandQueue);
  FIND(ReleaseCommandQueue);
  FIND(CreateBuffer);
  FIND(ReleaseMemObject);
  FIND(EnqueueReadBuffer);
  FIND(EnqueueWriteBuffer);
  FIND(EnqueueFillBuffer);
  FIND(EnqueueCopyBuffer);
  FIND(CreateProgramWithSource);
  FIND(BuildProgram);
  FIND(GetProgramBuildInfo);
  FIND(ReleaseProgram);
  FIND(CreateKernel);
  FIND(ReleaseKernel);
  FIND(SetKernelArg);
  FIND(GetKernelWorkGroupInfo);
  FIND(EnqueueNDRangeKernel);
  FIND(EnqueueMarkerWithWaitList);
  FIND(GetEventProfilingInfo);
  FIND(WaitForEvents);
  FIND(ReleaseEvent);
  FIND(EnqueueMigrateMemObjects);
  FIND(Finish);
  return from.failed;
}
