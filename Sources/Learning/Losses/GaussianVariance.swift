// SPDX-License-Identifier: GPL-3.0-or-later

/// The negative logarithm of a Gaussian density of one number y, whose mean μ and ln variance v the
/// network predicts, without the constant ½ ln 2π:
///
///     loss = ((y − μ)² e^−v + v) / 2,   v kept in a range                                   (1)
///     ∂/∂μ = −(y − μ) e^−v,   ∂/∂v = (1 − (y − μ)² e^−v) / 2                               (2)
///
/// Outside the range v has no gradient, so that an image that is far off cannot blow up a step.
/// Source: Nix & Weigend, ICNN 1994, eq. (5), doi:10.1109/ICNN.1994.374138.
public struct GaussianVariance<Element: Scalar>: Loss {
  public let range: ClosedRange<Double>

  public init(range: ClosedRange<Double> = -12...2) { self.range = range }

  public var name: String {
    "Gaussian likelihood, ln variance in \(range.lowerBound)...\(range.upperBound)"
  }

  public func outputs(forTargets targets: Int) -> Int? { targets == 1 ? 2 : nil }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let v = clipped(output[1])
    let inverse = Element.exponential(-v)
    let residual = target[0] - output[0]
    let square = residual * residual * inverse
    gradient[0] = -residual * inverse
    gradient[1] = v == output[1] ? (1 - square) / 2 : 0
    return Double(square + v) / 2
  }

  /// ln variance as the loss takes it.
  public func clipped(_ logVariance: Element) -> Element {
    min(max(logVariance, Element(range.lowerBound)), Element(range.upperBound))
  }
}

/// A squared difference times a weight, of the first of a network's outputs; the others are let be.
///
///     loss = w (y − μ)²,   ∂/∂μ = −2 w (y − μ)
///
/// To begin with what ``GaussianVariance`` goes on with: a variance that is learnt while means are
/// still wrong can stop them from being learnt.
public struct SquareOfMean<Element: Scalar>: Loss {
  public let weight: Double
  /// Of the network.
  public let outputs: Int

  public init(weight: Double = 1, outputs: Int = 2) {
    precondition(outputs >= 1, "a network has outputs")
    (self.weight, self.outputs) = (weight, outputs)
  }

  public var name: String { "mean square of the first of \(outputs) outputs, times \(weight)" }

  public func outputs(forTargets targets: Int) -> Int? { targets == 1 ? outputs : nil }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let residual = target[0] - output[0]
    for i in 1..<max(1, outputs) { gradient[i] = 0 }
    gradient[0] = -2 * Element(weight) * residual
    return weight * Double(residual * residual)
  }
}
