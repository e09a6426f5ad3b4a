// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge

/// Finds the devices of NVIDIA's driver.
enum CUDADiscovery {
  /// Devices in the driver's order, and why there are none, or not all.
  ///
  /// - Parameter compilers: where NVRTC is looked for; nil for the usual places.
  static func drivers(
    library path: String, compilers: [String]? = nil
  ) -> (drivers: [any DeviceDriver], reason: String?) {
    var reason = [CChar](repeating: 0, count: 512)
    let table = UnsafeMutablePointer<assay_cuda>.allocate(capacity: 1)
    defer { table.deallocate() }
    guard assay_cuda_open(path, table, &reason, Int32(reason.count)) == 0 else {
      return ([], CText.string(reason))
    }
    let library = table.move()
    var code = library.Init(0)
    guard code == 0 else { return ([], "cuInit: \(text(library, code))") }
    var count: Int32 = 0
    code = library.DeviceGetCount(&count)
    guard code == 0, count > 0 else {
      return ([], code == 0 ? "the CUDA driver has no device" : text(library, code))
    }
    var version: Int32 = 0
    _ = library.DriverGetVersion(&version)
    let compilers = compilers ?? CUDACompiler.usualPaths(driver: major(version))
    var drivers: [any DeviceDriver] = []
    var problems: [String] = []
    for ordinal in 0..<count {
      do throws(DeviceError) {
        drivers.append(try driver(library, ordinal, version: version, compilers: compilers))
      } catch {
        problems.append("\(error)")
      }
    }
    return (drivers, problems.isEmpty ? nil : problems.joined(separator: "; "))
  }

  private static func driver(
    _ library: assay_cuda, _ ordinal: Int32, version: Int32, compilers: [String]
  ) throws(DeviceError) -> CUDADriver {
    var device: Int32 = 0
    let code = library.DeviceGet(&device, ordinal)
    guard code == 0 else {
      throw .call(device: "cuda:\(ordinal)", call: "cuDeviceGet", code: text(library, code))
    }
    var name = [CChar](repeating: 0, count: 256)
    _ = library.DeviceGetName(&name, 256, device)
    var bus = [CChar](repeating: 0, count: 32)
    let hasBus = library.DeviceGetPCIBusId(&bus, 32, device) == 0
    var bytes = 0
    _ = library.DeviceTotalMem_v2(&bytes, device)
    /// Numbers of CUdevice_attribute in the documentation of the driver API.
    func attribute(_ number: Int32) -> Int {
      var value: Int32 = 0
      _ = library.DeviceGetAttribute(&value, number, device)
      return Int(value)
    }
    let (major, minor) = (attribute(75), attribute(76))
    let info = DeviceInfo(
      id: "cuda:\(ordinal)", backend: .cuda, name: CText.string(name), vendor: "NVIDIA",
      driver: DeviceInventory.file("/sys/module/nvidia/version") ?? "unknown",
      language: "CUDA \(version / 1000).\(version % 1000 / 10), compute capability "
        + "\(major).\(minor)",
      computeUnits: attribute(16), clockMHz: attribute(13) / 1000, globalBytes: UInt64(bytes),
      localBytes: attribute(8), maxGroup: attribute(1), hasDouble: true, hasExactDivision: true,
      isProcessor: false, bus: hasBus ? CText.string(bus) : nil,
      cacheBytes: attribute(38) > 0 ? attribute(38) : nil)
    return CUDADriver(
      library, ordinal: device, info: info, capability: 10 * major + minor,
      version: Self.major(version), compilers: compilers)
  }

  /// 12 of 12040; nil where the driver does not tell.
  private static func major(_ version: Int32) -> Int? { version > 0 ? Int(version) / 1000 : nil }

  private static func text(_ library: assay_cuda, _ code: Int32) -> String {
    var name: UnsafePointer<CChar>?
    _ = library.GetErrorName(code, &name)
    return name.map { String(cString: $0) } ?? "error \(code)"
  }
}
