// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A generalised Navarro-Frenk-White profile,
///
///     ρ(r) ∝ (r/r_s)^-γ (1 + r/r_s)^(γ-3),   ρ(R_⊙) = ρ_⊙                          (1)
///
/// and its integrals along lines of sight, r² = s² + R_⊙² - 2 s R_⊙ cos ψ.
///
/// Source: arXiv:2110.06931, eq. (3), and the templates of arXiv:2006.12504.
public struct GeneralisedNFW: Sendable, Equatable {
  /// Inner slope γ.
  public var slope: Double
  /// r_s [kpc].
  public var scaleRadius: Double
  /// R_⊙ [kpc].
  public var solarRadius: Double
  /// ρ at r = R_⊙ [GeV/cm³].
  public var solarDensity: Double

  /// Centimetres in a kiloparsec.
  public static let centimetres = 3.085_677_581_491_367_3e21

  /// - Throws: unless 0 ≤ γ < 3 and the radii and the density are positive.
  public init(
    slope: Double, scaleRadius: Double = 20, solarRadius: Double = 8.5, solarDensity: Double = 0.4
  ) throws(AssayError) {
    guard slope >= 0, slope < 3 else {
      throw .badValue(name: "slope of the profile", found: "\(slope)", accepted: "0 to below 3")
    }
    for (name, value) in [
      ("scale radius", scaleRadius), ("distance of the Sun", solarRadius),
      ("local density", solarDensity),
    ] where !(value > 0 && value.isFinite) {
      throw .badValue(name: name, found: "\(value)", accepted: "a positive number")
    }
    (self.slope, self.scaleRadius) = (slope, scaleRadius)
    (self.solarRadius, self.solarDensity) = (solarRadius, solarDensity)
  }

  /// ρ at a distance from the centre [kpc], in GeV/cm³.
  public func density(_ radius: Double) -> Double {
    let shape = { (r: Double) in
      pow(r / scaleRadius, -slope) * pow(1 + r / scaleRadius, slope - 3)
    }
    return solarDensity * shape(radius) / shape(solarRadius)
  }

  /// ∫ ρ^power ds along the line of sight at an angle ψ from the centre [rad], in
  /// (GeV/cm³)^power cm: the J-factor for power 2, the D-factor for 1, per steradian.
  ///
  /// With s = R_⊙ cos ψ + b sinh u, b = R_⊙ sin ψ, the distance from the centre is b cosh u and the
  /// integrand is smooth: 16 Gauss-Legendre nodes on each of some ten pieces of u are right to
  /// 1e-14. Infinite at ψ = 0 where power γ ≥ 1.
  public func lineOfSight(power: Int, angle: Double) -> Double {
    // Where the line meets the centre only shallow profiles converge.
    let impact = solarRadius * Swift.max(sin(angle), 1e-9)
    if sin(angle) < 1e-9, cos(angle) > 0, Double(power) * slope >= 1 { return .infinity }
    let first = asinh(-solarRadius * cos(angle) / impact)
    // 1e7 kpc: beyond, ρ ∝ r^-3 adds less than 1e-12.
    let last = asinh(1e7 / impact)
    let pieces = Int(((last - first) / 2).rounded(.up))
    let edges = (0...pieces).map { first + (last - first) * Double($0) / Double(pieces) }
    var sum = 0.0
    for (low, high) in zip(edges, edges.dropFirst()) {
      sum += Self.rule.integrate(from: low, to: high) { u in
        let c = cosh(u)
        return pow(density(impact * c), Double(power)) * impact * c
      }
    }
    return sum * Self.centimetres
  }

  /// 2π ∫ sin ψ dψ of the line-of-sight integral between two angles [rad].
  public func annulus(
    power: Int, from inner: Double, to outer: Double
  ) throws(AssayError) -> Double {
    // Over ln ψ: towards the centre the integrand is close to a power law.
    try Quadrature.integrate(from: log(inner), to: log(outer)) { t in
      let angle = exp(t)
      return 2 * .pi * sin(angle) * lineOfSight(power: power, angle: angle) * angle
    }
  }

  private static let rule = GaussLegendre(points: 16)
}
