// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge

/// The error codes of OpenCL, by the names of its headers.
enum OpenCLCodes {
  /// - Parameter bytes: what the call needed of the device's memory; nil for one that needs none.
  static func error(
    _ device: String, _ call: String, _ code: cl_int, bytes: Int? = nil
  ) -> DeviceError {
    switch code {
    case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_INVALID_BUFFER_SIZE:
      .outOfMemory(device: device, bytes: bytes)
    // Of a call that takes memory it says that there is none; of one that only waits or launches it
    // is how NVIDIA's driver tells of an access outside the memory, after which nothing works.
    case CL_OUT_OF_RESOURCES where bytes != nil: .outOfMemory(device: device, bytes: bytes)
    case CL_DEVICE_NOT_AVAILABLE, CL_INVALID_COMMAND_QUEUE, CL_OUT_OF_RESOURCES,
      CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST, -9999:
      .lost(device: device, call: call, code: name(code))
    default: .call(device: device, call: call, code: name(code))
    }
  }

  static func name(_ code: cl_int) -> String { names[code] ?? "error \(code)" }

  private static let names: [cl_int: String] = [
    -1: "CL_DEVICE_NOT_FOUND", -2: "CL_DEVICE_NOT_AVAILABLE", -3: "CL_COMPILER_NOT_AVAILABLE",
    -4: "CL_MEM_OBJECT_ALLOCATION_FAILURE", -5: "CL_OUT_OF_RESOURCES",
    -6: "CL_OUT_OF_HOST_MEMORY", -7: "CL_PROFILING_INFO_NOT_AVAILABLE",
    -11: "CL_BUILD_PROGRAM_FAILURE", -14: "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
    -30: "CL_INVALID_VALUE", -33: "CL_INVALID_DEVICE", -34: "CL_INVALID_CONTEXT",
    -36: "CL_INVALID_COMMAND_QUEUE", -38: "CL_INVALID_MEM_OBJECT",
    -43: "CL_INVALID_BUILD_OPTIONS", -44: "CL_INVALID_PROGRAM",
    -45: "CL_INVALID_PROGRAM_EXECUTABLE", -46: "CL_INVALID_KERNEL_NAME",
    -48: "CL_INVALID_KERNEL", -49: "CL_INVALID_ARG_INDEX", -50: "CL_INVALID_ARG_VALUE",
    -51: "CL_INVALID_ARG_SIZE", -52: "CL_INVALID_KERNEL_ARGS", -53: "CL_INVALID_WORK_DIMENSION",
    -54: "CL_INVALID_WORK_GROUP_SIZE", -55: "CL_INVALID_WORK_ITEM_SIZE",
    -61: "CL_INVALID_BUFFER_SIZE", -63: "CL_INVALID_GLOBAL_WORK_SIZE", -9999: "error -9999",
    -1001: "CL_PLATFORM_NOT_FOUND_KHR",
  ]
}
