// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The accelerators of this machine.
///
/// Read from the environment, once: ASSAY_OPENCL_LIBRARY, ASSAY_CUDA_LIBRARY and
/// ASSAY_NVRTC_LIBRARY name libraries outside the loader's places, or switch a backend off where
/// they are empty; ASSAY_DEVICE_MEMORY is the most bytes of each device that may be used.
public struct DeviceInventory: Sendable {
  public var devices: [Device]
  /// Why a backend has no device here.
  public var absent: [DeviceBackend: String]

  /// What there is, looked for when it is first asked for. Cost: some 50 ms with OpenCL and PoCL.
  public static let current = DeviceInventory()

  /// Those of ``current``.
  public static var devices: [Device] { current.devices }

  /// Looks at both backends. A library of nil is not looked for.
  init(
    openCL: String? = library("ASSAY_OPENCL_LIBRARY", usual: "libOpenCL.so.1"),
    cuda: String? = library("ASSAY_CUDA_LIBRARY", usual: "libcuda.so.1"),
    memory: Int? = variable("ASSAY_DEVICE_MEMORY").flatMap { Int($0) }
  ) {
    (devices, absent) = ([], [:])
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
      for driver in found.drivers {
        do throws(DeviceError) {
          devices.append(try Device(driver, memory: memory))
        } catch {
          absent[backend] = "\(error)"
        }
      }
    }
  }

  /// The device of that id, or the first of that backend ("cuda").
  ///
  /// - Throws: `unknown`, which lists what there is.
  public func device(named name: String) throws(DeviceError) -> Device {
    if let device = devices.first(where: { $0.id == name || $0.info.backend.rawValue == name }) {
      return device
    }
    throw .unknown(name, present: ["cpu"] + devices.map { "\($0.id) (\($0.info.name))" })
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
