// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

/* The calls of the OpenCL loader, found at run time, so that one program serves machines with and
   without it. Names are those of the Khronos headers less "cl". */

typedef struct {
  __typeof__(&clGetPlatformIDs) GetPlatformIDs;
  __typeof__(&clGetPlatformInfo) GetPlatformInfo;
  __typeof__(&clGetDeviceIDs) GetDeviceIDs;
  __typeof__(&clGetDeviceInfo) GetDeviceInfo;
  __typeof__(&clCreateContext) CreateContext;
  __typeof__(&clReleaseContext) ReleaseContext;
  __typeof__(&clCreateCommandQueue) CreateCommandQueue;
  __typeof__(&clReleaseCommandQueue) ReleaseCommandQueue;
  __typeof__(&clCreateBuffer) CreateBuffer;
  __typeof__(&clReleaseMemObject) ReleaseMemObject;
  __typeof__(&clEnqueueReadBuffer) EnqueueReadBuffer;
  __typeof__(&clEnqueueWriteBuffer) EnqueueWriteBuffer;
  __typeof__(&clEnqueueFillBuffer) EnqueueFillBuffer;
  __typeof__(&clEnqueueCopyBuffer) EnqueueCopyBuffer;
  __typeof__(&clCreateProgramWithSource) CreateProgramWithSource;
  __typeof__(&clBuildProgram) BuildProgram;
  __typeof__(&clGetProgramBuildInfo) GetProgramBuildInfo;
  __typeof__(&clReleaseProgram) ReleaseProgram;
  __typeof__(&clCreateKernel) CreateKernel;
  __typeof__(&clReleaseKernel) ReleaseKernel;
  __typeof__(&clSetKernelArg) SetKernelArg;
  __typeof__(&clGetKernelWorkGroupInfo) GetKernelWorkGroupInfo;
  __typeof__(&clEnqueueNDRangeKernel) EnqueueNDRangeKernel;
  __typeof__(&clEnqueueMarkerWithWaitList) EnqueueMarkerWithWaitList;
  __typeof__(&clGetEventProfilingInfo) GetEventProfilingInfo;
  __typeof__(&clWaitForEvents) WaitForEvents;
  __typeof__(&clReleaseEvent) ReleaseEvent;
  __typeof__(&clEnqueueMigrateMemObjects) EnqueueMigrateMemObjects;
  __typeof__(&clFinish) Finish;
} assay_opencl;

/* Opens the library at `path` and finds all calls. Returns 0, or 1 with the reason written to
   `reason`, which has room for `room` bytes. */
int assay_opencl_open(const char *path, assay_opencl *library, char *reason, int room);
