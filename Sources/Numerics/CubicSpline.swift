// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL
private import COpenBLAS

/// Interpolation by piecewise cubics with continuous second derivative.
///
/// On [x_i, x_{i+1}]: y(t) = c0 + c1 d + c2 d^2 + c3 d^3 with d = t - x_i. Outside the range of x
/// the first or last cubic goes on. Natural ends (zero curvature) come from GSL. Not-a-knot ends
/// (continuous third derivative at the second and the last but one point; the convention of
/// SciPy and MATLAB) solve the tridiagonal system for the slopes with LAPACK's dgtsv; de Boor,
/// "A Practical Guide to Splines" (2001), chapter IV. Cost: O(n) to build, O(log n) a value.
public struct CubicSpline: Sendable {
  public enum Boundary: Sendable, CaseIterable { case natural, notAKnot }

  public let x: [Double]
  /// (c0, c1, c2, c3) of each of the n - 1 intervals.
  public let coefficients: [SIMD4<Double>]

  /// - Parameters:
  ///   - x: strictly increasing; at least 3 points for natural ends, 4 for not-a-knot.
  public init(x: [Double], y: [Double], boundary: Boundary) throws(AssayError) {
    try Self.check(x, y, boundary)
    self.x = x
    self.coefficients =
      switch boundary {
      case .natural: try Self.natural(x, y)
      case .notAKnot: try Self.notAKnot(x, y)
      }
  }

  public func callAsFunction(_ t: Double) -> Double {
    let i = interval(t)
    let c = coefficients[i]
    let d = t - x[i]
    return ((c.w * d + c.z) * d + c.y) * d + c.x
  }

  public func derivative(_ t: Double) -> Double {
    let i = interval(t)
    let c = coefficients[i]
    let d = t - x[i]
    return (3 * c.w * d + 2 * c.z) * d + c.y
  }

  /// Index of the interval that holds t, the end intervals reaching to infinity.
  private func interval(_ t: Double) -> Int {
    var low = 0
    var high = x.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if t < x[middle] { high = middle } else { low = middle }
    }
    return low
  }
}

extension CubicSpline {
  private static func check(
    _ x: [Double], _ y: [Double], _ boundary: Boundary
  ) throws(AssayError) {
    let least = boundary == .natural ? 3 : 4
    guard x.count == y.count && x.count >= least else {
      throw .badValue(
        name: "points of a cubic spline", found: "\(x.count) x and \(y.count) y",
        accepted: "equally many, at least \(least)")
    }
    guard (x + y).allSatisfy(\.isFinite) else {
      throw .badValue(
        name: "points of a cubic spline", found: "a value that is not finite",
        accepted: "finite numbers")
    }
    for i in 1..<x.count where x[i] <= x[i - 1] {
      throw .badValue(
        name: "points of a cubic spline", found: "x = \(x[i - 1]) followed by \(x[i])",
        accepted: "strictly increasing x")
    }
  }

  private static func natural(
    _ x: [Double], _ y: [Double]
  ) throws(AssayError) -> [SIMD4<Double>] {
    GSL.prepare()
    guard let spline = gsl_spline_alloc(assay_gsl_cubic_spline(), x.count),
      let accelerator = gsl_interp_accel_alloc()
    else { throw .failed("no memory for a spline") }
    defer {
      gsl_spline_free(spline)
      gsl_interp_accel_free(accelerator)
    }
    try GSL.check(gsl_spline_init(spline, x, y, x.count), "a natural cubic spline")
    let slope = x.map { gsl_spline_eval_deriv(spline, $0, accelerator) }
    return hermite(x, y, slope)
  }

  private static func notAKnot(
    _ x: [Double], _ y: [Double]
  ) throws(AssayError) -> [SIMD4<Double>] {
    let n = x.count
    let h = (1..<n).map { x[$0] - x[$0 - 1] }
    let chord = (1..<n).map { (y[$0] - y[$0 - 1]) / h[$0 - 1] }
    var lower = Array(h[1...])
    var diagonal = [Double](repeating: 0, count: n)
    var upper = Array(h[..<(n - 2)])
    var slope = diagonal
    upper.insert(x[2] - x[0], at: 0)
    lower.append(0)
    lower[n - 2] = x[n - 1] - x[n - 3]
    for i in 1..<n - 1 {
      diagonal[i] = 2 * (h[i - 1] + h[i])
      slope[i] = 3 * (h[i] * chord[i - 1] + h[i - 1] * chord[i])
    }
    (diagonal[0], slope[0]) = notAKnotEnd(h[0], h[1], chord[0], chord[1])
    (diagonal[n - 1], slope[n - 1]) =
      notAKnotEnd(h[n - 2], h[n - 3], chord[n - 2], chord[n - 3])
    let size = Int32(n)
    var status: Int32 = 0
    dgtsv_([size], [1], &lower, &diagonal, &upper, &slope, [size], &status)
    guard status == 0 else {
      throw .failed("a cubic spline failed: LAPACK's dgtsv returned \(status)")
    }
    return hermite(x, y, slope)
  }

  /// Diagonal and right-hand side of the row of an end, from the outer and the next interval.
  private static func notAKnotEnd(
    _ h0: Double, _ h1: Double, _ chord0: Double, _ chord1: Double
  ) -> (diagonal: Double, right: Double) {
    let d = h0 + h1
    return (h1, ((h0 + 2 * d) * h1 * chord0 + h0 * h0 * chord1) / d)
  }

  /// The cubic of each interval from the values and slopes at its ends.
  private static func hermite(
    _ x: [Double], _ y: [Double], _ slope: [Double]
  ) -> [SIMD4<Double>] {
    (0..<x.count - 1).map { i in
      let h = x[i + 1] - x[i]
      let chord = (y[i + 1] - y[i]) / h
      let bend = (slope[i] + slope[i + 1] - 2 * chord) / h
      return SIMD4(y[i], slope[i], (chord - slope[i]) / h - bend, bend / h)
    }
  }
}
