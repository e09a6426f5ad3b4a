// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

extension CellTraining {
  /// Raised when samples or training give other numbers than before: older checkpoints are left
  /// alone then.
  private static let version = 1

  /// Where a training is kept until its cell is done: a file beside the deflection maps, named by all
  /// that decides the training, the name of a device too. nil where nothing can be kept.
  func checkpoint(
    _ cell: Cell, _ sampler: EventSampler, seed: UInt64, device: String? = nil
  ) throws(AssayError) -> String? {
    guard let maps = DeflectionMapCache.standard else { return nil }
    let folder = (maps as NSString).deletingLastPathComponent + "/trainings"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      return nil
    }
    let probes = (0..<16).map { index in
      sampler.sample(
        seed: seed, stream: Philox.stream(of: "uhecr-anisotropy checkpoint"), index: index)
    }
    let name =
      "\(Self.version) \(self) \(cell) \(seed) \(probes.map { ($0.fromSource, $0.pixels, $0.bins) })"
      + (device.map { " \($0)" } ?? "")
    return "\(folder)/\(SHA256.hex(Array(name.utf8))).checkpoint"
  }

  /// Removes a checkpoint that is no longer needed.
  static func forget(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
