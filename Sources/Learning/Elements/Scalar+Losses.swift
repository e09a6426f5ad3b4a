// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension Scalar {
  public static func scale(
    _ values: UnsafeMutablePointer<Self>, by factor: Self, count: Int
  ) {
    for i in 0..<count { values[i] *= factor }
  }

  /// See `BinaryCrossEntropy`.
  public static func crossEntropy(
    count: Int, _ output: UnsafePointer<Self>, _ target: UnsafePointer<Self>,
    gradient: UnsafeMutablePointer<Self>
  ) -> Self {
    let share = 1 / Self(count)
    var sum: Self = 0
    for i in 0..<count {
      let z = output[i]
      sum += max(z, 0) - z * target[i]
      sum += logarithm(onePlus: exponential(-abs(z)))
      gradient[i] = share * (sigmoid(z) - target[i])
    }
    return share * sum
  }

  /// Σ (y − t)²/n over n outputs, and its gradient.
  public static func meanSquare(
    count: Int, _ output: UnsafePointer<Self>, _ target: UnsafePointer<Self>,
    gradient: UnsafeMutablePointer<Self>
  ) -> Self {
    let share = 1 / Self(count)
    var sum: Self = 0
    for i in 0..<count {
      let difference = output[i] - target[i]
      sum += difference * difference
      gradient[i] = 2 * share * difference
    }
    return share * sum
  }

  /// ln of the standard normal density of independent numbers.
  public static func normalLogDensity(count: Int, _ values: UnsafePointer<Self>) -> Double {
    var square = 0.0
    for i in 0..<count { square += Double(values[i]) * Double(values[i]) }
    return -square / 2 - Double(count) / 2 * Double.logarithm(2 * Double.pi)
  }

  /// Zero with probability `rate`, 1/(1 − rate) otherwise: one 32-bit word of Philox each, from
  /// `counter` on, whose first word is the low one.
  public static func dropFactors(
    count: Int, rate: Double, _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>,
    into factors: UnsafeMutablePointer<Self>
  ) {
    let limit = UInt32((rate * 0x1p32).rounded(.down))
    let kept = Self(1 / (1 - rate))
    var low = UInt64(counter[1]) << 32 | UInt64(counter[0])
    for start in stride(from: 0, to: count, by: 4) {
      let words = Philox.block(
        counter: SIMD4(
          UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32), counter[2],
          counter[3]), key: key)
      low &+= 1
      for i in start..<min(start + 4, count) {
        factors[i] = words[i - start] < limit ? 0 : kept
      }
    }
  }
}
