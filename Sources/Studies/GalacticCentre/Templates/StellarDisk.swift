// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A double exponential disk about the Galactic axis,
///
///     n = exp(-R/R_d) exp(-|z|/z_d)
///
/// seen from the plane at R_⊙. Source: arXiv:2110.06931, section II.
public struct StellarDisk: Sendable, Equatable {
  /// [kpc]
  public var scaleLength = 5.0
  /// [kpc]
  public var scaleHeight = 0.3
  /// [kpc]
  public var solarRadius = 8.5

  public init() {}

  /// Lengths in kpc.
  /// - Throws: `badValue` unless they are positive.
  public init(
    scaleLength: Double, scaleHeight: Double, solarRadius: Double
  ) throws(AssayError) {
    for (name, value) in [
      ("scale length of the disk", scaleLength), ("scale height of the disk", scaleHeight),
      ("distance of the Sun", solarRadius),
    ] where !(value > 0 && value.isFinite) {
      throw .badValue(name: name, found: "\(value)", accepted: "a positive length, in kpc")
    }
    (self.scaleLength, self.scaleHeight) = (scaleLength, scaleHeight)
    self.solarRadius = solarRadius
  }

  /// ∫ n ds along the line of sight at Galactic l and b [rad], in kpc, out to 150 kpc.
  ///
  /// With s = s_0 + d sinh u about the point s_0 nearest to the axis, at the distance d from it, as
  /// for spherical profiles. Relative error below 1e-10.
  public func lineOfSight(longitude: Double, latitude: Double) -> Double {
    let plane = cos(latitude)
    let nearest = solarRadius * cos(longitude)
    let impact = Swift.max(solarRadius * abs(sin(longitude)), 1e-9)
    let climb = abs(sin(latitude))
    guard plane > 1e-12 else {
      return scaleHeight * exp(-solarRadius / scaleLength)
    }
    // t = s cos b is the way along the plane.
    let (first, last) = (asinh(-nearest / impact), asinh((150 * plane - nearest) / impact))
    let height = climb / plane / scaleHeight
    // Where the height is above 40 scale heights nothing is left.
    let cut = height > 0 ? Swift.min(last, asinh((40 / height - nearest) / impact)) : last
    guard cut > first else { return 0 }
    let pieces = Swift.max(8, Int((cut - first).rounded(.up)) * 3)
    let step = (cut - first) / Double(pieces)
    var sum = 0.0
    for piece in 0..<pieces {
      let low = first + Double(piece) * step
      sum += Self.rule.integrate(from: low, to: low + step) { u in
        let along = nearest + impact * sinh(u)
        return exp(-impact * cosh(u) / scaleLength - along * height) * impact * cosh(u)
      }
    }
    return sum / plane
  }

  private static let rule = GaussLegendre(points: 16)
}
