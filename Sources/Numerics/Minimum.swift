// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

/// Minima of functions of one variable (Brent's method) and of several (Nelder-Mead), from GSL.
public enum Minimum {
  /// The smallest value of `f` that a scan of the range leads to.
  ///
  /// A scan of 33 equidistant points finds the lowest one; Brent's method refines between its
  /// neighbours. If an end of the range is the lowest point, golden sections towards it look for a
  /// lower one, and the end itself is the answer if there is none. Dips narrower than 1/32 of the
  /// range can be missed. A value of +infinity is allowed and counts as very high.
  ///
  /// x is found to `relative`, or to about 1e-8 where f is too flat for more; the value is good
  /// to rounding. Cost: 33 + about 20 evaluations.
  public static func find(
    in range: ClosedRange<Double>, relative: Double = 1e-10, _ f: (Double) -> Double
  ) throws(AssayError) -> (x: Double, value: Double) {
    guard range.lowerBound.isFinite && range.upperBound.isFinite else {
      throw .badValue(name: "range of a minimum", found: "\(range)", accepted: "finite ends")
    }
    let points = 33
    let width = range.upperBound - range.lowerBound
    let x = (0..<points).map {
      $0 == points - 1 ? range.upperBound : range.lowerBound + width * Double($0) / 32
    }
    let y = x.map { finite(f($0)) }
    if let bad = y.firstIndex(where: \.isNaN) {
      throw .failed("the search for a minimum failed: the function is not a number at \(x[bad])")
    }
    let lowest = y.indices.min { y[$0] < y[$1] }!
    // Neighbours must be strictly higher: walk over ties.
    let left = y[..<lowest].lastIndex { $0 > y[lowest] }
    let right = y[lowest...].firstIndex { $0 > y[lowest] }
    switch (left, right) {
    case (let left?, let right?):
      return try refine(
        f, from: (x[left], y[left]), by: (x[lowest], y[lowest]), to: (x[right], y[right]),
        relative)
    case (nil, nil): return (x[lowest], y[lowest])
    case (nil, let right?):
      return try approach(f, end: (x[0], y[0]), from: (x[right], y[right]), relative)
    case (let left?, nil):
      return try approach(
        f, end: (x[points - 1], y[points - 1]), from: (x[left], y[left]), relative)
    }
  }

  private typealias Point = (x: Double, y: Double)

  /// Infinities are outside GSL's contract; a huge number orders the same.
  private static func finite(_ value: Double) -> Double {
    value.isNaN ? value : Swift.min(Swift.max(value, -1e300), 1e300)
  }

  /// Golden sections towards an end of the range until a lower point shows.
  private static func approach(
    _ f: (Double) -> Double, end: Point, from far: Point, _ relative: Double
  ) throws(AssayError) -> (x: Double, value: Double) {
    var far = far
    let span = abs(far.x - end.x)
    while abs(far.x - end.x) > max(relative, 1e-12) * span {
      let x = end.x + 0.381_966_011_250_105 * (far.x - end.x)
      let y = finite(f(x))
      guard !y.isNaN else {
        throw .failed("the search for a minimum failed: the function is not a number at \(x)")
      }
      if y < end.y {
        return end.x < far.x
          ? try refine(f, from: end, by: (x, y), to: far, relative)
          : try refine(f, from: far, by: (x, y), to: end, relative)
      }
      far = (x, y)
    }
    return (end.x, end.y)
  }

  private static func refine(
    _ f: (Double) -> Double, from low: Point, by middle: Point, to high: Point, _ relative: Double
  ) throws(AssayError) -> (x: Double, value: Double) {
    GSL.prepare()
    guard let minimiser = gsl_min_fminimizer_alloc(assay_gsl_brent_minimum()) else {
      throw .failed("no memory for a minimum")
    }
    defer { gsl_min_fminimizer_free(minimiser) }
    let bounded = { (x: Double) in finite(f(x)) }
    let status = GSL.withFunction(bounded) { function in
      var status = gsl_min_fminimizer_set_with_values(
        minimiser, function, middle.x, middle.y, low.x, low.y, high.x, high.y)
      var idle = 0
      // Brent's own step never falls below sqrt(ulp) x: then the bracket stops shrinking.
      while status == GSL.success && idle < 4 {
        let before = bracket(minimiser)
        status = gsl_min_fminimizer_iterate(minimiser)
        let after = bracket(minimiser)
        let x = gsl_min_fminimizer_x_minimum(minimiser)
        if after <= relative * abs(x) { break }
        idle = after > 0.9 * before && after < 1e-6 * abs(x) || after == before ? idle + 1 : 0
      }
      return status
    }
    // "Failure" here is Brent's report that it cannot improve.
    if status != GSL.failure { try GSL.check(status, "the search for a minimum") }
    return (gsl_min_fminimizer_x_minimum(minimiser), gsl_min_fminimizer_f_minimum(minimiser))
  }

  private static func bracket(_ minimiser: UnsafeMutablePointer<gsl_min_fminimizer>) -> Double {
    gsl_min_fminimizer_x_upper(minimiser) - gsl_min_fminimizer_x_lower(minimiser)
  }
}
