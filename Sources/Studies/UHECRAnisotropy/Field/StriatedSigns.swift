// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Signs of the striated field: one of equal probability for each cell of a periodic grid of 100³
/// cells, cell i covering [i, i + 1) edges from the centre of the Galaxy.
///
/// Source: as CRPropa 3.2 draws them, here bit n of the seed's own Philox stream.
struct StriatedSigns: Sendable {
  static let count = 100
  /// 1 where the sign is −1; cell (i, j, k) is bit (k 100 + j) 100 + i.
  let bits: [UInt32]

  init(seed: UInt64) {
    var random = Philox(seed: seed, stream: Philox.stream(of: "uhecr-anisotropy striated field"))
    let words = (0..<(Self.count * Self.count * Self.count / 64)).map { _ in random.next() }
    bits = words.flatMap {
      [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)]
    }
  }

  /// The sign at `x`, of cells with edge `cell`, in the same unit.
  func sign(_ x: SIMD3<Double>, cell: Double) -> Double {
    let whole = (x * (1 / cell)).rounded(.down)
    func wrapped(_ index: Double) -> Int {
      let rest = Int(index) % Self.count
      return rest < 0 ? rest + Self.count : rest
    }
    let n = (wrapped(whole.z) * Self.count + wrapped(whole.y)) * Self.count + wrapped(whole.x)
    return bits[n >> 5] >> UInt32(n & 31) & 1 == 1 ? -1 : 1
  }
}
