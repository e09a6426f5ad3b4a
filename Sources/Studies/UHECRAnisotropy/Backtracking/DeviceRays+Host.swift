// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Rays in the order of the kernels, and back by `Parallel.replace`.
extension DeviceRays {
  /// Three numbers a ray.
  static func flat<Real: BinaryFloatingPoint & Sendable>(
    _ count: Int, _ threads: Int, _: Real.Type, _ vector: @Sendable (Int) -> SIMD3<Double>
  ) -> [Real] {
    [Real](unsafeUninitializedCapacity: 3 * count) { buffer, filled in
      nonisolated(unsafe) let numbers = buffer.baseAddress!
      Parallel.pieces(count, threads: threads) { piece in
        for n in piece {
          let v = vector(n)
          for d in 0..<3 { (numbers + 3 * n + d).initialize(to: Real(v[d])) }
        }
      }
      filled = 3 * count
    }
  }

  static func vector<Real: BinaryFloatingPoint>(_ n: Int, of flat: [Real]) -> SIMD3<Double> {
    SIMD3(Double(flat[3 * n]), Double(flat[3 * n + 1]), Double(flat[3 * n + 2]))
  }
}
