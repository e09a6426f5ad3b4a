// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// A sum of gradients of the kernels over samples, in the layouts in which they come out.
///
/// Samples are added one after the other. For the same sum with any number of threads, give each
/// chunk of a fixed number of samples a gradient of its own and add these in order.
public final class DirectGradient {
  let tower: DirectTower
  let forward: [DirectMemory<Float>]
  let backward: [DirectMemory<Float>]
  /// Whether a level has anything in the layout.
  var forwardUsed: [Bool]
  var backwardUsed: [Bool]

  public init(_ tower: DirectTower) {
    self.tower = tower
    (forward, backward) = DirectWeights.layouts(tower)
    forwardUsed = Array(repeating: false, count: tower.levels)
    backwardUsed = forwardUsed
  }

  /// Adds the sum to flat kernels, `weightCount` numbers, and begins a new one.
  public func move(to kernels: UnsafeMutableBufferPointer<Float>) {
    precondition(kernels.count == tower.weightCount, "a gradient does not fit the tower")
    guard let base = kernels.baseAddress else { return }
    for n in 0..<tower.levels {
      var level = tower.shape(n)
      assay_convolution_unpack(
        &level, forwardUsed[n] ? forward[n].start : nil, backwardUsed[n] ? backward[n].start : nil,
        base + tower.weightStart(n))
    }
    clear()
  }

  /// Begins a new sum.
  public func clear() {
    for n in 0..<tower.levels {
      if forwardUsed[n] { forward[n].start.update(repeating: 0, count: forward[n].count) }
      if backwardUsed[n] { backward[n].start.update(repeating: 0, count: backward[n].count) }
      (forwardUsed[n], backwardUsed[n]) = (false, false)
    }
  }
}
