// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge

/// Finds the devices of the OpenCL loader.
enum OpenCLDiscovery {
  /// Devices in the order of platforms and their devices, and why there are none, or not all.
  static func drivers(library path: String) -> (drivers: [any DeviceDriver], reason: String?) {
    var reason = [CChar](repeating: 0, count: 512)
    // The loader's calls are never null once it opened: the table is filled before it is used.
    let table = UnsafeMutablePointer<assay_opencl>.allocate(capacity: 1)
    defer { table.deallocate() }
    guard assay_opencl_open(path, table, &reason, Int32(reason.count)) == 0 else {
      return ([], CText.string(reason))
    }
    let library = table.move()
    var count: cl_uint = 0
    let code = library.GetPlatformIDs(0, nil, &count)
    guard code == CL_SUCCESS, count > 0 else {
      return ([], "the OpenCL loader knows no platform (\(OpenCLCodes.name(code)))")
    }
    var platforms = [cl_platform_id?](repeating: nil, count: Int(count))
    _ = library.GetPlatformIDs(count, &platforms, nil)
    var drivers: [any DeviceDriver] = []
    var problems: [String] = []
    for platform in platforms {
      for device in devices(library, platform) {
        guard isUsable(library, device) else {
          let name = text(library, device, CL_DEVICE_NAME)
          problems.append("\(name) is not available to OpenCL, or has no compiler")
          continue
        }
        let info = info(library, device, number: drivers.count)
        drivers.append(OpenCLDriver(library, device, info: info))
      }
    }
    if drivers.isEmpty, problems.isEmpty { problems = ["no platform of OpenCL has a device"] }
    return (drivers, problems.isEmpty ? nil : problems.joined(separator: "; "))
  }

  private static func devices(
    _ library: assay_opencl, _ platform: cl_platform_id?
  ) -> [cl_device_id] {
    let all = cl_device_type(CL_DEVICE_TYPE_ALL)
    var count: cl_uint = 0
    guard library.GetDeviceIDs(platform, all, 0, nil, &count) == CL_SUCCESS, count > 0 else {
      return []
    }
    var devices = [cl_device_id?](repeating: nil, count: Int(count))
    _ = library.GetDeviceIDs(platform, all, count, &devices, nil)
    return devices.compactMap { $0 }
  }

  private static func isUsable(_ library: assay_opencl, _ device: cl_device_id) -> Bool {
    [CL_DEVICE_AVAILABLE, CL_DEVICE_COMPILER_AVAILABLE].allSatisfy { key in
      var value: cl_bool = 0
      _ = library.GetDeviceInfo(
        device, cl_device_info(key), MemoryLayout<cl_bool>.size, &value, nil)
      return value != 0
    }
  }

  private static func text(
    _ library: assay_opencl, _ device: cl_device_id, _ key: Int32
  ) -> String {
    var size = 0
    _ = library.GetDeviceInfo(device, cl_device_info(key), 0, nil, &size)
    guard size > 0 else { return "unknown" }
    var bytes = [CChar](repeating: 0, count: size)
    _ = library.GetDeviceInfo(device, cl_device_info(key), size, &bytes, nil)
    return CText.string(bytes)
  }

  private static func info(
    _ library: assay_opencl, _ device: cl_device_id, number: Int
  ) -> DeviceInfo {
    func text(_ key: Int32) -> String { Self.text(library, device, key) }
    func integer<T: FixedWidthInteger>(_ key: Int32, _: T.Type) -> T {
      var value: T = 0
      _ = library.GetDeviceInfo(device, cl_device_info(key), MemoryLayout<T>.size, &value, nil)
      return value
    }
    let single = integer(CL_DEVICE_SINGLE_FP_CONFIG, cl_device_fp_config.self)
    let double = integer(CL_DEVICE_DOUBLE_FP_CONFIG, cl_device_fp_config.self)
    let type = integer(CL_DEVICE_TYPE, cl_device_type.self)
    let cache = Int(clamping: integer(CL_DEVICE_GLOBAL_MEM_CACHE_SIZE, cl_ulong.self))
    return DeviceInfo(
      id: "opencl:\(number)", backend: .opencl, name: text(CL_DEVICE_NAME),
      vendor: text(CL_DEVICE_VENDOR), driver: text(CL_DRIVER_VERSION),
      language: text(CL_DEVICE_OPENCL_C_VERSION),
      computeUnits: Int(integer(CL_DEVICE_MAX_COMPUTE_UNITS, cl_uint.self)),
      clockMHz: Int(integer(CL_DEVICE_MAX_CLOCK_FREQUENCY, cl_uint.self)),
      globalBytes: integer(CL_DEVICE_GLOBAL_MEM_SIZE, cl_ulong.self),
      localBytes: Int(clamping: integer(CL_DEVICE_LOCAL_MEM_SIZE, cl_ulong.self)),
      maxGroup: integer(CL_DEVICE_MAX_WORK_GROUP_SIZE, Int.self), hasDouble: double != 0,
      hasExactDivision: single & cl_device_fp_config(CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0,
      isProcessor: type & cl_device_type(CL_DEVICE_TYPE_CPU) != 0,
      cacheBytes: cache > 0 ? cache : nil)
  }
}
