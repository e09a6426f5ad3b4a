// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Two bubbles of uniform emissivity above and below the Galactic centre, where they touch: ellipsoids
/// of half axes a (in the plane) and c (upwards), centred c above and below it.
///
/// Seen from the plane at R_⊙ > a, the lines of sight that touch a bubble give
///
///     sin l_max = a/R_⊙,   tan b_max = 2 R_⊙ c/(R_⊙² - a²)                              (1)
///
/// The bubbles reach 50 degrees up and down and are about 40 degrees wide (Su, Slatyer, Finkbeiner,
/// arXiv:1005.5480, abstract): l_max = 20° and b_max = 50° give a = R_⊙ sin 20° and
/// c = R_⊙ cos² 20° tan 50° / 2, 2.9 and 4.5 kpc for R_⊙ = 8.5 kpc. The ellipsoids are this program's
/// choice: the intensity of the bubbles is flat (same source), while a chord falls towards the edge.
public struct FermiBubbles: Sendable, Equatable {
  /// a [kpc].
  public let radius: Double
  /// c [kpc].
  public let halfHeight: Double
  /// R_⊙ [kpc].
  public let solarRadius: Double

  /// Bubbles of a given outline.
  ///
  /// - Parameters:
  ///   - reach: b_max [rad].
  ///   - width: 2 l_max [rad].
  /// - Throws: `badValue` unless 0 < b_max < π/2, 0 < 2 l_max < π and the distance is positive.
  public init(
    reach: Double = 50 * .pi / 180, width: Double = 40 * .pi / 180, solarRadius: Double = 8.5
  ) throws(AssayError) {
    guard reach > 0, reach < .pi / 2 else {
      throw .badValue(
        name: "reach of the bubbles", found: "\(reach * 180 / .pi) degrees",
        accepted: "above 0 and below 90 degrees")
    }
    guard width > 0, width < .pi else {
      throw .badValue(
        name: "width of the bubbles", found: "\(width * 180 / .pi) degrees",
        accepted: "above 0 and below 180 degrees")
    }
    let plane = cos(width / 2)
    try self.init(
      radius: solarRadius * sin(width / 2),
      halfHeight: solarRadius * plane * plane * tan(reach) / 2,
      solarRadius: solarRadius)
  }

  /// - Throws: `badValue` unless the lengths are positive [kpc].
  public init(radius: Double, halfHeight: Double, solarRadius: Double) throws(AssayError) {
    for (name, value) in [
      ("distance of the Sun", solarRadius), ("radius of the bubbles", radius),
      ("half height of the bubbles", halfHeight),
    ] where !(value > 0 && value.isFinite) {
      throw .badValue(name: name, found: "\(value)", accepted: "a positive length, in kpc")
    }
    (self.radius, self.halfHeight, self.solarRadius) = (radius, halfHeight, solarRadius)
  }

  /// The length of the line of sight at Galactic l and b [rad] within the bubbles, in kpc. Exact but for
  /// rounding; 50 ns.
  public func lineOfSight(longitude: Double, latitude: Double) -> Double {
    let direction = SIMD3(
      cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    return chord(from: SIMD3(-solarRadius, 0, 0), along: direction)
  }

  /// The same from any point [kpc, from the Galactic centre, x away from the Sun, z north], also within
  /// a bubble.
  func chord(from start: SIMD3<Double>, along direction: SIMD3<Double>) -> Double {
    [halfHeight, -halfHeight].reduce(0) { sum, height in
      let bubble = Ellipsoid(
        centre: SIMD3(0, 0, height), halfAxes: SIMD3(radius, radius, halfHeight))
      return sum + bubble.chord(from: start, along: direction)
    }
  }
}
