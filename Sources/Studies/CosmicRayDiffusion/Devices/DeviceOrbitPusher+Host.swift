// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How particles are brought into the order of the kernels, and back by `Parallel.replace`.
extension DeviceOrbitPusher {
  /// Numbers of vectors, [set][component][particle].
  ///
  /// - Parameter vector: of a set and a particle.
  func components<Element: BitwiseCopyable>(
    sets: Int = 1, _ count: Int, _ convert: @Sendable (Double) -> Element,
    of vector: @Sendable (_ set: Int, _ particle: Int) -> SIMD3<Double>
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: 3 * sets * count) { buffer, filled in
      nonisolated(unsafe) let numbers = buffer.baseAddress!
      Parallel.pieces(count, threads: threads) { piece in
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

  /// Vector `p` of those that ``components`` has put in order.
  static func vector<Element>(
    _ p: Int, of numbers: [Element], _ convert: (Element) -> Double
  ) -> SIMD3<Double> {
    let count = numbers.count / 3
    return SIMD3(
      convert(numbers[p]), convert(numbers[count + p]), convert(numbers[2 * count + p]))
  }
}
