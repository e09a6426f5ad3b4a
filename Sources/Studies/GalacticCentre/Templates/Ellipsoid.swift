// SPDX-License-Identifier: GPL-3.0-or-later

/// A body with half axes along x, y and z, seen from anywhere.
struct Ellipsoid: Sendable, Equatable {
  var centre: SIMD3<Double>
  var halfAxes: SIMD3<Double>

  /// The length inside of a ray that starts at a point, along a unit vector.
  ///
  /// In units of the half axes, with o the start and d the direction, |o + s d|² = 1 has the roots
  /// (-o·d ± √D)/d², D = (o·d)² - d² (o² - 1) = d² - |o × d|²: the second form does not cancel. Of a ray
  /// from inside only the part ahead counts.
  func chord(from start: SIMD3<Double>, along direction: SIMD3<Double>) -> Double {
    let o = (start - centre) / halfAxes
    let d = direction / halfAxes
    let square = (d * d).sum()
    let cross = SIMD3(o.y * d.z - o.z * d.y, o.z * d.x - o.x * d.z, o.x * d.y - o.y * d.x)
    let discriminant = square - (cross * cross).sum()
    guard discriminant > 0 else { return 0 }
    let middle = -(o * d).sum()
    let half = discriminant.squareRoot()
    let far = (middle + half) / square
    guard far > 0 else { return 0 }
    let near = (middle - half) / square
    return near > 0 ? 2 * half / square : far
  }
}
