// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Rays in the order of the kernels and back.
extension DeviceRays {
  /// Rays of a piece of work: half a millisecond's.
  private static let piece = 1 << 14

  /// Three numbers a ray.
  static func flat<Real: BinaryFloatingPoint & Sendable>(
    _ count: Int, _ threads: Int, _: Real.Type, _ vector: @Sendable (Int) -> SIMD3<Double>
  ) -> [Real] {
    [Real](unsafeUninitializedCapacity: 3 * count) { buffer, filled in
      nonisolated(unsafe) let numbers = buffer.baseAddress!
      pieces(count, threads) { piece in
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

  /// Replaces the rays of `range` by `ray` of their number in the range.
  static func replace(
    _ rays: inout [BacktrackedRay], _ range: Range<Int>, _ threads: Int,
    _ ray: @Sendable (Int) -> BacktrackedRay
  ) {
    rays.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let first = buffer.baseAddress! + range.lowerBound
      pieces(range.count, threads) { piece in
        for n in piece { first[n] = ray(n) }
      }
    }
  }

  private static func pieces(_ count: Int, _ threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    _ = Parallel.map((count + piece - 1) / piece, threads: threads) { k in
      body(k * piece..<min(count, (k + 1) * piece))
    }
  }
}
