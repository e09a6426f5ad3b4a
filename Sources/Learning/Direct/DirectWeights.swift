// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// The kernels of a tower in the two layouts that its passes read.
///
/// Many threads may read one; none may while it is set. Setting costs about a nanosecond a number:
/// do it once a batch.
public final class DirectWeights: @unchecked Sendable {
  let tower: DirectTower
  let forward: [DirectMemory<Float>]
  let backward: [DirectMemory<Float>]

  public init(_ tower: DirectTower) {
    self.tower = tower
    (forward, backward) = Self.layouts(tower)
  }

  /// From flat kernels, `weightCount` numbers.
  public func set(_ kernels: UnsafeBufferPointer<Float>) {
    precondition(kernels.count == tower.weightCount, "kernels do not fit the tower")
    guard let base = kernels.baseAddress else { return }
    for n in 0..<tower.levels {
      var level = tower.shape(n)
      assay_convolution_pack(
        &level, base + tower.weightStart(n), forward[n].start, backward[n].start)
    }
  }

  /// Memory for [tap][channel][filters padded] and [filter][tap][channels padded] of each level.
  static func layouts(_ tower: DirectTower) -> ([DirectMemory<Float>], [DirectMemory<Float>]) {
    func padded(_ channels: Int) -> Int { (channels + 15) / 16 * 16 }
    let levels = 0..<tower.levels
    return (
      levels.map { DirectMemory(DirectTable.taps * tower.inputs($0) * padded(tower.filters)) },
      levels.map { DirectMemory(tower.filters * DirectTable.taps * padded(tower.inputs($0))) }
    )
  }
}
