// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge

/// The energy counter of an NVIDIA device, through its management library NVML, opened at run time.
///
/// It counts all that the board draws since the driver was loaded, in steps of some 20 to 100 ms:
/// short stretches must be added up.
///
/// Unchecked, because the table of calls is set once and never changed, and NVML may be called from
/// several threads.
public final class DeviceEnergy: @unchecked Sendable {
  private let library: assay_nvml
  private let device: UnsafeMutableRawPointer?

  /// Nil where the device or the library has no counter; ``reason(for:)`` says why.
  public convenience init?(_ info: DeviceInfo) {
    guard case .success(let found) = Self.open(info) else { return nil }
    self.init(found.library, found.device)
  }

  private init(_ library: assay_nvml, _ device: UnsafeMutableRawPointer?) {
    (self.library, self.device) = (library, device)
  }

  /// Why the energy of a device is not measured; nil where it is.
  public static func reason(for info: DeviceInfo) -> String? {
    switch open(info) {
    case .success: nil
    case .failure(let missing): missing.reason
    }
  }

  /// Energy since the driver was loaded [J]; nil where it cannot be read any more.
  public func joules() -> Double? {
    var millijoules: UInt64 = 0
    guard library.DeviceGetTotalEnergyConsumption(device, &millijoules) == 0 else { return nil }
    return Double(millijoules) * 1e-3
  }

  private struct Missing: Error { var reason: String }

  private static func open(
    _ info: DeviceInfo
  ) -> Result<(library: assay_nvml, device: UnsafeMutableRawPointer?), Missing> {
    guard let bus = info.bus else {
      return .failure(Missing(reason: "\(info.id) has no energy counter that is known here"))
    }
    var reason = [CChar](repeating: 0, count: 512)
    let table = UnsafeMutablePointer<assay_nvml>.allocate(capacity: 1)
    defer { table.deallocate() }
    let path = "libnvidia-ml.so.1"
    guard assay_nvml_open(path, table, &reason, Int32(reason.count)) == 0 else {
      return .failure(Missing(reason: CText.string(reason)))
    }
    let library = table.move()
    func words(_ code: Int32) -> String {
      library.ErrorString(code).map { String(cString: $0) } ?? "error \(code)"
    }
    var code = library.Init_v2()
    guard code == 0 else { return .failure(Missing(reason: "nvmlInit: \(words(code))")) }
    var device: UnsafeMutableRawPointer?
    code = library.DeviceGetHandleByPciBusId_v2(bus, &device)
    guard code == 0 else { return .failure(Missing(reason: "\(bus): \(words(code))")) }
    var first: UInt64 = 0
    code = library.DeviceGetTotalEnergyConsumption(device, &first)
    guard code == 0 else {
      return .failure(Missing(reason: "\(info.id) has no energy counter: \(words(code))"))
    }
    return .success((library, device))
  }
}
