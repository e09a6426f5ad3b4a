// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The accelerators of this machine.
///
/// Read from the environment, once: ASSAY_OPENCL_LIBRARY and ASSAY_CUDA_LIBRARY name libraries
/// outside the loader's places, or switch a backend off where they are empty; ASSAY_NVRTC_LIBRARY
/// names the compiler of CUDA; ASSAY_DEVICE_MEMORY is the most bytes of each device that may be
/// used, such as 512M.
public struct DeviceInventory: Sendable {
  public var devices: [Device] = []
  /// Why a backend has no device here, or not all of those that its driver lists.
  public var absent: [DeviceBackend: String] = [:]
  /// A variable that cannot be understood; no device is used then.
  public var problem: DeviceError?

  /// What there is, looked for when it is first asked for. Contexts are made when a device is used.
  public static let current = DeviceInventory()

  /// Those of ``current``.
  public static var devices: [Device] { current.devices }

  /// Looks at both backends. A library of nil is not looked for.
  init(
    openCL: String? = library("ASSAY_OPENCL_LIBRARY", usual: "libOpenCL.so.1"),
    cuda: String? = library("ASSAY_CUDA_LIBRARY", usual: "libcuda.so.1"),
    memory: String? = variable("ASSAY_DEVICE_MEMORY")
  ) {
    let limit = memory.map(Self.bytes)
    if let memory, limit! == nil {
      let error = DeviceError.badVariable(
        name: "ASSAY_DEVICE_MEMORY", found: memory,
        accepted: "a number of bytes, with K, M or G for powers of 1024")
      problem = error
      absent = [.opencl: "\(error)", .cuda: "\(error)"]
      return
    }
    for (backend, path) in [(DeviceBackend.opencl, openCL), (.cuda, cuda)] {
      guard let path else {
        absent[backend] = "switched off by its variable"
        continue
      }
      let found =
        switch backend {
        case .opencl: OpenCLDiscovery.drivers(library: path)
        case .cuda: CUDADiscovery.drivers(library: path)
        }
      absent[backend] = found.reason
      devices += found.drivers.map { Device($0, memory: limit ?? nil) }
    }
  }

  /// What is not there, by the name of its backend: "none: why", or "not all: why" where others of
  /// its devices are.
  public var lacks: [(backend: DeviceBackend, words: String)] {
    absent.sorted { $0.key.rawValue < $1.key.rawValue }.map { backend, reason in
      let isHere = devices.contains { $0.info.backend == backend }
      return (backend, "\(isHere ? "not all" : "none"): \(reason)")
    }
  }

  /// The device of that id, or the first of that backend ("cuda").
  ///
  /// - Throws: `unknown`, which lists what there is; `badVariable`.
  public func device(named name: String) throws(DeviceError) -> Device {
    if let problem { throw problem }
    if let device = devices.first(where: { $0.id == name || $0.info.backend.rawValue == name }) {
      return device
    }
    throw .unknown(name, present: ["cpu"] + devices.map { "\($0.id) (\($0.info.name))" })
  }

  /// "512M" as bytes; nil for what is no size above 0.
  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = text.last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0 else {
      return nil
    }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit ?? 1)
    return isTooLarge ? nil : product
  }

  static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func library(_ name: String, usual: String) -> String? {
    guard let value = ProcessInfo.processInfo.environment[name] else { return usual }
    return value.isEmpty ? nil : value
  }

  static func file(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
