// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a training was worked.
public struct TrainingPlace: Sendable, Equatable, Codable {
  /// Backend and name of the device, such as "cuda NVIDIA H200"; nil for the CPU.
  public var device: String?
  /// The first epoch of the CPU, where it went on with what the device had begun.
  public var cpuFrom: Int?
  /// The most samples of a pass of the device, where its memory had no room for those asked for;
  /// nil where it had. Parts of a batch change the rounding of sums, so that a training which goes
  /// on must make the same ones.
  public var samplesPerPass: Int?

  public init(device: String? = nil, cpuFrom: Int? = nil, samplesPerPass: Int? = nil) {
    (self.device, self.cpuFrom, self.samplesPerPass) = (device, cpuFrom, samplesPerPass)
  }

  /// "the CPU", or "cuda NVIDIA H200, 64 samples a pass; from epoch 7 on the CPU".
  public var text: String {
    guard let device else { return "the CPU" }
    return device + (samplesPerPass.map { ", \($0) samples a pass" } ?? "")
      + (cpuFrom.map { "; from epoch \($0) on the CPU" } ?? "")
  }
}
