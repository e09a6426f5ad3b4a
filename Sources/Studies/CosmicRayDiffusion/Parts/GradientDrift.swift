// SPDX-License-Identifier: GPL-3.0-or-later

/// One orbit in B = (1 + ε x/r_g) z from x = y = 0 with u along x, r_g = 1, by Boris steps.
///
/// The orbit ends where u_y crosses 0 from above with u_x > 0. The place on the way between two
/// steps comes from a cubic through four: a line is wrong by 6e-5 of the drift at ε = 0.001.
struct GradientDrift {
  /// y at the end over the period, in units of v.
  let speed: Double
  /// Path length of the orbit over r_g.
  let period: Double

  /// h = r_g/800: the error of the period, 2.1e-6 at r_g/200, falls as h² to 1.4e-7.
  private static let stepsPerRadius = 800.0

  init(gradient epsilon: Double, _ conventions: OrbitConventions) {
    let h = 1 / Self.stepsPerRadius
    let step = BorisStep(OrbitSettings(larmor: 1, step: h), conventions)
    var (x, u) = (SIMD3<Double>.zero, SIMD3(1.0, 0, 0))
    // Four steps in a row: u_y and y, the newest last.
    var turns = [0.0, 0, 0, 0]
    var heights = [0.0, 0, 0, 0]
    // The crossing lies between the second and the third. An orbit takes 2π to 2.3π radii; far
    // beyond, a broken pusher never closes one.
    var steps = 0
    while steps < Int(40 * Self.stepsPerRadius) {
      step(&x, &u) { SIMD3(0, 0, 1 + epsilon * $0.x) }
      steps += 1
      turns = [turns[1], turns[2], turns[3], u.y]
      heights = [heights[1], heights[2], heights[3], x.y]
      if steps > 4, turns[1] > 0, turns[2] <= 0, u.x > 0 { break }
    }
    let place: Double
    let height: Double
    if conventions.cubicOrbitEnd {
      place = Self.root(turns)
      height = Self.cubic(heights, place)
    } else {
      place = turns[1] / (turns[1] - turns[2])
      height = heights[1] + place * (heights[2] - heights[1])
    }
    period = (Double(steps - 2) + place) * h
    speed = height / period
  }

  /// The cubic through four values at −1, 0, 1, 2 (Lagrange).
  private static func cubic(_ v: [Double], _ s: Double) -> Double {
    -s * (s - 1) * (s - 2) / 6 * v[0] + (s + 1) * (s - 1) * (s - 2) / 2 * v[1]
      - (s + 1) * s * (s - 2) / 2 * v[2] + (s + 1) * s * (s - 1) / 6 * v[3]
  }

  /// Where the cubic vanishes between 0 and 1, by bisection to the last bit.
  private static func root(_ v: [Double]) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cubic(v, middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
