// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// Point spread functions from which angles can be drawn.
public enum PointSpread: Sendable, Equatable {
  /// Gaussian of standard deviation σ [rad] on each axis.
  case gaussian(Double)
  case king(KingFunction)

  func angle(_ random: inout Philox) -> Double {
    switch self {
    case .gaussian(let sigma): return sigma * (-2 * log(random.uniform())).squareRoot()
    case .king(let king): return king.angle(random.uniform(), random.uniform())
    }
  }

  /// Photons per steradian at an angle [rad], on the flat sky, of 1 in all.
  func density(_ angle: Double) -> Double {
    switch self {
    case .gaussian(let sigma):
      return exp(-angle * angle / (2 * sigma * sigma)) / (2 * .pi * sigma * sigma)
    case .king(let king): return king.density(angle)
    }
  }

  /// The standard deviation [rad] of the narrow part on each axis.
  var width: Double {
    switch self {
    case .gaussian(let sigma): sigma
    case .king(let king): king.core.width * king.scale
    }
  }

  /// The angle [rad], at most π, beyond which a share of the photons falls.
  func radius(losing share: Double) throws(AssayError) -> Double {
    switch self {
    case .gaussian(let sigma): Swift.min(.pi, sigma * (-2 * log(share)).squareRoot())
    case .king(let king): Swift.min(.pi, try king.radius(containing: 1 - share))
    }
  }

  /// - Throws: `badValue` for a standard deviation that is not between 0 and 1 rad.
  func check() throws(AssayError) {
    if case .gaussian(let sigma) = self, !(sigma > 0 && sigma < 1) {
      throw .badValue(
        name: "point spread function", found: "\(sigma) rad",
        accepted: "a positive angle below 1 rad")
    }
  }
}
