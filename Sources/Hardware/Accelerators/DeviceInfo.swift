// SPDX-License-Identifier: GPL-3.0-or-later

/// The way a device is spoken to.
public enum DeviceBackend: String, Codable, Sendable, CaseIterable { case opencl, cuda }

/// What a device says of itself.
public struct DeviceInfo: Codable, Sendable, Equatable, Identifiable {
  /// "opencl:0", "cuda:1": the backend and the number in the order its driver lists them.
  public var id: String
  public var backend: DeviceBackend
  public var name: String
  public var vendor: String
  /// Version of the driver.
  public var driver: String
  /// Version of the language: "OpenCL C 1.2", "CUDA 12.4, compute capability 9.0".
  public var language: String
  /// OpenCL's compute units, CUDA's multiprocessors.
  public var computeUnits: Int
  public var clockMHz: Int
  public var globalBytes: UInt64
  /// The cache before that memory, CUDA's L2; nil where it is not told.
  public var cacheBytes: Int?
  /// Memory that the items of a work-group share.
  public var localBytes: Int
  /// Most items of a work-group.
  public var maxGroup: Int
  public var hasDouble: Bool
  /// Whether division and square root of single precision are rounded correctly, as the CPU's are.
  public var hasExactDivision: Bool
  /// Whether it is a CPU in the clothes of an accelerator (PoCL): good for correctness, its times
  /// say nothing about accelerators.
  public var isProcessor: Bool
  /// PCI address, by which NVML knows the device; nil where unknown.
  public var bus: String?

  public init(
    id: String, backend: DeviceBackend, name: String, vendor: String, driver: String,
    language: String, computeUnits: Int, clockMHz: Int, globalBytes: UInt64, localBytes: Int,
    maxGroup: Int, hasDouble: Bool, hasExactDivision: Bool, isProcessor: Bool, bus: String? = nil,
    cacheBytes: Int? = nil
  ) {
    (self.id, self.backend, self.name, self.vendor) = (id, backend, name, vendor)
    (self.driver, self.language, self.computeUnits) = (driver, language, computeUnits)
    (self.clockMHz, self.globalBytes, self.localBytes) = (clockMHz, globalBytes, localBytes)
    (self.maxGroup, self.hasDouble, self.cacheBytes) = (maxGroup, hasDouble, cacheBytes)
    (self.hasExactDivision, self.isProcessor, self.bus) = (hasExactDivision, isProcessor, bus)
  }
}
