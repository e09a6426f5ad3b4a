// SPDX-License-Identifier: GPL-3.0-or-later

extension DirectTower {
  /// Floating-point operations of (1) for one map as if nothing were empty, a multiply-add as two:
  /// 2 · 9 · pixels · channels · filters a level.
  public var nominalForwardFlops: Double {
    (0..<levels).reduce(0) { $0 + nominalFlops($1) }
  }

  /// The same forward and backward: the gradient of the kernels of all levels and of the maps of all
  /// but the input. What was really done stands in ``DirectScratch``.
  public var nominalStepFlops: Double {
    (0..<levels).reduce(0) { $0 + ($1 == 0 ? 2 : 3) * nominalFlops($1) }
  }

  private func nominalFlops(_ level: Int) -> Double {
    2 * Double(DirectTable.taps * tables[level].pixels * inputs(level) * filters)
  }
}
