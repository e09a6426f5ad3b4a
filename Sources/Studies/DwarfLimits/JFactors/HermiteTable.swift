// SPDX-License-Identifier: GPL-3.0-or-later

/// A smooth function of one variable tabulated with its slope on equidistant knots.
///
/// Between knots the cubic with the right values and slopes at both ends (error h⁴f⁗/384).
/// Cost: one cubic a value, no search.
struct HermiteTable: Sendable {
  /// Value, first and second derivative at one point.
  typealias Jet = (value: Double, slope: Double, curvature: Double)

  let first: Double
  let step: Double
  /// The cubic of each interval in the distance from its left knot.
  let cubics: [SIMD4<Double>]
  var last: Double { first + step * Double(cubics.count) }

  /// - Parameter jet: value and slope of the function; called once a knot.
  init(
    first: Double, step: Double, intervals: Int, _ jet: (Double) -> (value: Double, slope: Double)
  ) {
    precondition(step > 0 && intervals > 0)
    self.first = first
    self.step = step
    var left = jet(first)
    cubics = (1...intervals).map { k in
      let right = jet(first + step * Double(k))
      let chord = (right.value - left.value) / step
      let bend = (left.slope + right.slope - 2 * chord) / step
      defer { left = right }
      return SIMD4(left.value, left.slope, (chord - left.slope) / step - bend, bend / step)
    }
  }

  @inline(__always)
  func contains(_ x: Double) -> Bool { x >= first && x <= last }

  /// Value and derivatives; outside the table the end cubic goes on.
  @inline(__always)
  func jet(_ x: Double) -> Jet {
    let t = (x - first) / step
    let k = min(max(Int(t), 0), cubics.count - 1)
    let c = cubics[k]
    let d = x - (first + step * Double(k))
    return (
      ((c.w * d + c.z) * d + c.y) * d + c.x, (3 * c.w * d + 2 * c.z) * d + c.y,
      6 * c.w * d + 2 * c.z
    )
  }
}
