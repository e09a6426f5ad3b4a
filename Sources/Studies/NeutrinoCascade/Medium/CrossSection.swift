// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The resonant cross-section of a neutrino in mass state i on one in state j,
///
///     σ(s) = κ g⁴ s |Q_ij|² / (6π [(s − m²)² + m²Γ²])     [eV⁻²]               (1)
///
/// At the peak it is 24πκ|Q_ij|²/m², for κ = 1 the limit of a partial wave with J = 1, whatever the
/// coupling. In the narrow width, used by the cascade,
///
///     σ(s) → 2πκg²|Q_ij|² δ(s − m²)                                            (2)
///
/// Γ/m is some 1e-8, so that points on a grid miss the peak: with a width, take ``average(over:)``.
/// (2) leaves out what scatters off the resonance; ``ZPrime/largestCoupling(_:_:)`` says how far
/// that may be done.
public struct CrossSection: Sendable {
  public let zPrime: ZPrime
  /// |Q_ij|².
  public let charge: Double

  /// Throws where |Q_ij|² is not in 0...1, its range for charges 0, 1 and −1.
  public init(zPrime: ZPrime, charge: Double) throws(AssayError) {
    guard charge >= 0, charge <= 1 else {
      throw .badValue(
        name: "squared charge |Q_ij|^2", found: "\(charge)", accepted: "0 to 1")
    }
    (self.zPrime, self.charge) = (zPrime, charge)
  }

  private var strength: Double {
    let square = zPrime.coupling * zPrime.coupling
    return zPrime.kappa * square * square * charge / (6 * .pi)
  }

  /// σ of (1) [eV⁻²] at s [eV²]; 0 for s ≤ 0.
  public func callAsFunction(s: Double) -> Double {
    guard s > 0 else { return 0 }
    let square = zPrime.mass * zPrime.mass
    let detuning = s - square
    let breadth = zPrime.mass * zPrime.width
    return strength * s / (detuning * detuning + breadth * breadth)
  }

  /// From eV⁻² to cm².
  public static func squareCentimetres(_ sigma: Double) -> Double {
    sigma * PhysicalConstants.hbarC * PhysicalConstants.hbarC
  }

  /// 2πκg²|Q_ij|² of (2): ∫σ ds, dimensionless.
  public var narrowWidth: Double {
    2 * .pi * zPrime.kappa * zPrime.coupling * zPrime.coupling * charge
  }

  /// The mean of (1) over a range of s [eV²], analytic [eV⁻²].
  ///
  /// With a, b = s − m² at the ends and c = mΓ the integral of s/((s − m²)² + c²) is
  ///
  ///     (m/Γ) [atan(b/c) − atan(a/c)] + ½ ln[(b² + c²)/(a² + c²)]             (3)
  ///
  /// Throws where the range is empty or reaches below 0.
  public func average(over range: ClosedRange<Double>) throws(AssayError) -> Double {
    let size = range.upperBound - range.lowerBound
    guard range.lowerBound >= 0, size > 0, range.upperBound.isFinite else {
      throw .badValue(
        name: "range of s", found: "\(range.lowerBound) to \(range.upperBound) eV^2",
        accepted: "two different numbers of eV^2, not below 0")
    }
    let square = zPrime.mass * zPrime.mass
    let (a, b) = (range.lowerBound - square, range.upperBound - square)
    let c = zPrime.mass * zPrime.width
    // One arc tangent of the difference, one log1p: neither cancels for narrow or distant bins.
    let arc = atan2(c * size, c * c + a * b)
    let change = size * (a + b)
    let logarithm =
      change >= 0 ? log1p(change / (a * a + c * c)) : -log1p(-change / (b * b + c * c))
    return strength * (zPrime.mass / zPrime.width * arc + logarithm / 2) / size
  }
}
