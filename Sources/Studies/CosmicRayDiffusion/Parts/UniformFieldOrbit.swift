// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// What Boris steps make of a gyration in a uniform field b = z, r_L = 1, measured on an orbit.
struct UniformFieldOrbit {
  /// Turn of the direction about the field a step [rad].
  let rotation: Double
  /// Radius of the circle through three places of the last gyration, over r_L sin(pitch).
  let radius: Double
  /// Displacement along the field over the exact one.
  let parallel: Double
  /// 2π/h.
  let stepsPerGyration: Double

  /// Turn over the exact one.
  var frequency: Double { rotation * stepsPerGyration / (2 * .pi) }
  /// Phase lost in an exact gyration [deg].
  var lag: Double { 360 * (1 - frequency) }

  private static let across = 0.6
  private static let along = 0.8

  /// Follows one particle for `steps` steps, N of which would close a circle.
  ///
  /// - Parameter last: gyrations after which the radius is taken.
  init(
    stepsPerGyration n: Double, steps: Int, last: Int = 0, _ conventions: OrbitConventions
  ) {
    let h = 2 * .pi / n
    let step = BorisStep(OrbitSettings(larmor: 1, step: h), conventions)
    var (x, u) = (SIMD3<Double>.zero, SIMD3(Self.across, 0, Self.along))
    var turned = 0.0
    for _ in 0..<steps {
      let before = u
      step(&x, &u) { _ in SIMD3(0, 0, 1) }
      turned += atan2(length(cross(Self.flat(before), Self.flat(u))), (Self.flat(before) * u).sum())
    }
    rotation = turned / Double(steps)
    parallel = x.z / (Double(steps) * h * Self.along)
    stepsPerGyration = n
    let third = max(1, Int(n / 3))
    for _ in steps..<max(steps, last * Int(n)) { step(&x, &u) { _ in SIMD3(0, 0, 1) } }
    var places = [x]
    for _ in 0..<2 {
      for _ in 0..<third { step(&x, &u) { _ in SIMD3(0, 0, 1) } }
      places.append(x)
    }
    radius = Self.circumradius(places[0], places[1], places[2]) / Self.across
  }

  private static func flat(_ a: SIMD3<Double>) -> SIMD3<Double> { SIMD3(a.x, a.y, 0) }

  /// abc/(4 area) of the triangle of three points, across the field.
  private static func circumradius(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>
  ) -> Double {
    let (ab, bc, ca) = (flat(b - a), flat(c - b), flat(a - c))
    return length(ab) * length(bc) * length(ca) / (2 * length(cross(ab, bc)))
  }
}
