// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

/// Roots of functions of one variable by Brent's method (GSL).
public enum Root {
  /// A root of `f` in a range at whose ends `f` has opposite signs (or is zero).
  ///
  /// Stops when the bracket is narrower than `relative` times the root, or at the resolution of
  /// doubles. Throws where the signs are equal or not numbers. Cost: about 10 evaluations.
  public static func find(
    in range: ClosedRange<Double>, relative: Double = 1e-12, _ f: (Double) -> Double
  ) throws(AssayError) -> Double {
    let low = f(range.lowerBound)
    let high = f(range.upperBound)
    if low == 0 { return range.lowerBound }
    if high == 0 { return range.upperBound }
    let what = "the search for a root in \(range.lowerBound)...\(range.upperBound)"
    guard (low < 0 && high > 0) || (low > 0 && high < 0) else {
      throw .failed("\(what) failed: the function is \(low) and \(high) at the ends")
    }
    GSL.prepare()
    guard let solver = gsl_root_fsolver_alloc(assay_gsl_brent_root()) else {
      throw .failed("no memory for a root search")
    }
    defer { gsl_root_fsolver_free(solver) }
    let status = GSL.withFunction(f) { function in
      iterate(solver, function, range, max(relative, 4 * .ulpOfOne))
    }
    try GSL.check(status, what)
    return gsl_root_fsolver_root(solver)
  }

  private static func iterate(
    _ solver: UnsafeMutablePointer<gsl_root_fsolver>,
    _ function: UnsafeMutablePointer<gsl_function>, _ range: ClosedRange<Double>, _ relative: Double
  ) -> Int32 {
    var status = gsl_root_fsolver_set(solver, function, range.lowerBound, range.upperBound)
    // Bisection alone needs at most about 2100 steps between any two doubles.
    var steps = 0
    while status == GSL.success && steps < 2500 {
      status = gsl_root_fsolver_iterate(solver)
      guard status == GSL.success else { return status }
      let low = gsl_root_fsolver_x_lower(solver)
      let high = gsl_root_fsolver_x_upper(solver)
      // No absolute term: a root at zero is found by the bracket collapsing on it.
      if low == high || gsl_root_test_interval(low, high, 0, relative) == GSL.success {
        return GSL.success
      }
      steps += 1
    }
    return status == GSL.success ? GSL.tooManySteps : status
  }
}
