// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Galactic coordinates on the unit sphere: longitude l from the Galactic centre, latitude b from
/// the plane, (x, y, z) = (cos b cos l, cos b sin l, sin b).
public enum Galactic {
  /// The unit vector of a direction.
  ///
  /// - Parameters:
  ///   - longitude: l [deg], any finite angle.
  ///   - latitude: b [deg], −90 to 90.
  /// - Throws: where one of them is outside its range.
  public static func direction(
    longitude: Double, latitude: Double
  ) throws(AssayError) -> SIMD3<Double> {
    guard longitude.isFinite, (-90...90).contains(latitude) else {
      throw .badValue(
        name: "Galactic longitude and latitude [deg]", found: "\(longitude), \(latitude)",
        accepted: "a finite angle and −90 to 90")
    }
    let (l, b) = (longitude * .pi / 180, latitude * .pi / 180)
    return SIMD3(cos(b) * cos(l), cos(b) * sin(l), sin(b))
  }

  /// Longitude in 0..<360 and latitude [deg] of a direction of any length but zero.
  public static func coordinates(
    of direction: SIMD3<Double>
  ) -> (longitude: Double, latitude: Double) {
    let longitude = atan2(direction.y, direction.x) * 180 / .pi
    // From both components, since near a pole the arc sine of z alone has lost half its digits.
    let latitude = atan2(direction.z, hypot(direction.x, direction.y)) * 180 / .pi
    return (longitude < 0 ? longitude + 360 : longitude, latitude)
  }
}

extension HEALPix {
  /// The pixel in which the direction of Galactic longitude and latitude [deg] lies.
  ///
  /// Throws as ``Galactic/direction(longitude:latitude:)`` and ``pixels(angles:_:)``.
  public func pixel(
    longitude: Double, latitude: Double, _ ordering: Ordering = .ring
  ) throws(AssayError) -> Int {
    _ = try Galactic.direction(longitude: longitude, latitude: latitude)
    let angles = SIMD2((90 - latitude) * .pi / 180, longitude * .pi / 180)
    return try pixels(angles: [angles], ordering)[0]
  }

  /// Galactic longitude and latitude [deg] of a pixel's centre. Throws as ``angles(of:_:)``.
  public func coordinates(
    of pixel: Int, _ ordering: Ordering = .ring
  ) throws(AssayError) -> (longitude: Double, latitude: Double) {
    let angles = try angles(of: [pixel], ordering)[0]
    return (angles.y * 180 / .pi, 90 - angles.x * 180 / .pi)
  }
}
