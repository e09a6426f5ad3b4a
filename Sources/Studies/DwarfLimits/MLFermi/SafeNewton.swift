// SPDX-License-Identifier: GPL-3.0-or-later

/// Newton's method for a minimum, kept inside a bracket by bisection of the slope's sign.
///
/// The profiles call this some hundred times a limit with derivatives at hand, where GSL's Brent
/// would take ten times as many evaluations and a callback each.
enum SafeNewton {
  /// The local minimum in a bracket; an end of the bracket if the slope never changes sign.
  ///
  /// - Parameters:
  ///   - start: inside the bracket.
  ///   - tolerance: absolute tolerance of x; the value is good to its square.
  ///   - jet: slope and curvature at x.
  @inline(__always)
  static func minimum(
    from start: Double, low: Double, high: Double, tolerance: Double,
    _ jet: (Double) -> (slope: Double, curvature: Double)
  ) -> Double {
    var low = low
    var high = high
    var x = start
    for _ in 0..<80 {
      let (slope, curvature) = jet(x)
      if slope == 0 { return x }
      if slope > 0 { high = x } else { low = x }
      var next = x - slope / curvature
      if !(curvature > 0 && next > low && next < high) { next = 0.5 * (low + high) }
      let move = (next - x).magnitude
      x = next
      if move <= tolerance { break }
    }
    return x
  }
}
