// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a training was worked.
public struct TrainingPlace: Sendable, Equatable, Codable {
  /// Backend and name of the device, such as "cuda NVIDIA H200"; nil for the CPU.
  public var device: String?
  /// The first epoch of the CPU, where it went on with what the device had begun.
  public var cpuFrom: Int?

  public init(device: String? = nil, cpuFrom: Int? = nil) {
    (self.device, self.cpuFrom) = (device, cpuFrom)
  }

  /// "the CPU", or "cuda NVIDIA H200; from epoch 7 on the CPU".
  public var text: String {
    guard let device else { return "the CPU" }
    return device + (cpuFrom.map { "; from epoch \($0) on the CPU" } ?? "")
  }
}
