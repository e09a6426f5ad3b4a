// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How one number is transformed by a flow, x to z, with numbers that the conditioner gives.
public enum FlowKind: Sendable, Equatable, Hashable, Codable {
  /// z = (x − μ) e^−α, ln|dz/dx| = −α, with α = A tanh(a/A) of the given (μ, a).
  ///
  /// A is `bound`: without one a flow that meets a number of few values, such as a count, lets its
  /// density there grow beyond all numbers. Source: Papamakarios, Pavlakou & Murray, masked
  /// autoregressive flow, arXiv:1705.07057, section 3.1, without the bound.
  case affine(bound: Double = 5)
  /// A monotone rational-quadratic spline, see `Spline`.
  case spline(Spline)

  /// A spline of 8 bins within ±`bound`.
  public static func spline(bins: Int = 8, bound: Double = 4) -> FlowKind {
    .spline(Spline(bins: bins, bound: bound))
  }

  /// Numbers that the conditioner gives for each dimension.
  public var numbers: Int {
    switch self {
    case .affine: 2
    case .spline(let spline): 3 * spline.bins - 1
    }
  }

  func check() throws(AssayError) {
    switch self {
    case .affine(let bound):
      guard bound > 0, bound <= 40 else {
        throw .badValue(
          name: "bound of an affine flow", found: "\(bound)",
          accepted: "a number above 0, at most 40")
      }
    case .spline(let spline): try spline.check()
    }
  }
}
