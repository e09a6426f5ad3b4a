// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How particles are brought into the order of the kernels and back: on a device that takes a
/// nanosecond a particle and step, one thread of the host would take as long.
extension DeviceOrbitPusher {
  /// Particles of a piece of work: half a millisecond's.
  private static let piece = 1 << 14

  /// Numbers of vectors, [set][component][particle].
  ///
  /// - Parameter vector: of a set and a particle.
  func components<Element: BitwiseCopyable>(
    sets: Int = 1, _ count: Int, _ convert: @Sendable (Double) -> Element,
    of vector: @Sendable (_ set: Int, _ particle: Int) -> SIMD3<Double>
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: 3 * sets * count) { buffer, filled in
      nonisolated(unsafe) let numbers = buffer.baseAddress!
      pieces(count) { piece in
        for set in 0..<sets {
          let to = numbers + 3 * set * count
          for p in piece {
            let v = vector(set, p)
            for d in 0..<3 { (to + d * count + p).initialize(to: convert(v[d])) }
          }
        }
      }
      filled = 3 * sets * count
    }
  }

  /// Replaces the vectors of `range` by what `body` makes of each and of its number in the range.
  func replace(
    _ vectors: inout [SIMD3<Double>], _ range: Range<Int>,
    _ body: @Sendable (SIMD3<Double>, Int) -> SIMD3<Double>
  ) {
    vectors.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let first = buffer.baseAddress! + range.lowerBound
      pieces(range.count) { piece in
        for p in piece { first[p] = body(first[p], p) }
      }
    }
  }

  private func pieces(_ count: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let size = Self.piece
    _ = Parallel.map((count + size - 1) / size, threads: threads) { k in
      body(k * size..<min(count, (k + 1) * size))
    }
  }

  /// Vector `p` of those that ``components`` has put in order.
  static func vector<Element>(
    _ p: Int, of numbers: [Element], _ convert: (Element) -> Double
  ) -> SIMD3<Double> {
    let count = numbers.count / 3
    return SIMD3(
      convert(numbers[p]), convert(numbers[count + p]), convert(numbers[2 * count + p]))
  }
}
