// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// −ln p of a flow over a standard normal base: outputs are (z_1 … z_D, ℓ), there are no targets.
///
///     loss = |z|²/2 + (D/2) ln 2π − ℓ                                                     (1)
public struct FlowLikelihood<Element: Scalar>: Loss {
  public let dimension: Int

  public init(dimension: Int) { self.dimension = dimension }

  public var name: String { "flow likelihood" }

  public func outputs(forTargets targets: Int) -> Int? { targets == 0 ? dimension + 1 : nil }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    for d in 0..<dimension { gradient[d] = output[d] }
    gradient[dimension] = -1
    return -Self.logDensity(output)
  }

  /// ln p of one sample.
  static func logDensity(_ output: UnsafeBufferPointer<Element>) -> Double {
    let dimension = output.count - 1
    var square = 0.0
    for d in 0..<dimension { square += Double(output[d]) * Double(output[d]) }
    return Double(output[dimension]) - square / 2 - Double(dimension) / 2 * log(2 * Double.pi)
  }
}
