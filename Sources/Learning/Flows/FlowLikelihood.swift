// SPDX-License-Identifier: GPL-3.0-or-later

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
    guard let start = output.baseAddress else { return 0 }
    gradient.baseAddress?.copy(from: start, count: dimension)
    gradient[dimension] = -1
    return -Self.logDensity(output)
  }

  /// ln p of one sample.
  static func logDensity(_ output: UnsafeBufferPointer<Element>) -> Double {
    guard let start = output.baseAddress else { return 0 }
    let dimension = output.count - 1
    return Double(start[dimension]) + Element.normalLogDensity(count: dimension, start)
  }
}
