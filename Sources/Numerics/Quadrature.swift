// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

/// Integrals in one dimension by adaptive Gauss-Kronrod rules with extrapolation (GSL's QAGS and,
/// for infinite ends, QAGI; Piessens et al., QUADPACK, Springer 1983).
public enum Quadrature {
  /// The integral of `f` from one end to the other; either end may be infinite.
  ///
  /// The estimated error is below max(absolute, relative x |integral|), or this throws. An integral
  /// that cancels to zero needs a positive `absolute`.
  /// Cost: 21 evaluations (15 for infinite ends) for each of up to 1000 intervals.
  public static func integrate(
    from lower: Double, to upper: Double, relative: Double = 1e-10, absolute: Double = 0,
    _ f: (Double) -> Double
  ) throws(AssayError) -> Double {
    guard !lower.isNaN && !upper.isNaN else {
      throw .badValue(
        name: "range of an integral", found: "\(lower) to \(upper)", accepted: "numbers")
    }
    if lower == upper { return 0 }
    if lower > upper {
      return -(try integrate(from: upper, to: lower, relative: relative, absolute: absolute, f))
    }
    GSL.prepare()
    let limit = 1000
    guard let workspace = gsl_integration_workspace_alloc(limit) else {
      throw .failed("no memory for an integral")
    }
    defer { gsl_integration_workspace_free(workspace) }
    var result = 0.0
    var error = 0.0
    let status = GSL.withFunction(f) { function in
      switch (lower.isFinite, upper.isFinite) {
      case (true, true):
        gsl_integration_qags(
          function, lower, upper, absolute, relative, limit, workspace, &result, &error)
      case (true, false):
        gsl_integration_qagiu(
          function, lower, absolute, relative, limit, workspace, &result, &error)
      case (false, true):
        gsl_integration_qagil(
          function, upper, absolute, relative, limit, workspace, &result, &error)
      case (false, false):
        gsl_integration_qagi(function, absolute, relative, limit, workspace, &result, &error)
      }
    }
    try GSL.check(status, "the integral from \(lower) to \(upper)")
    guard result.isFinite else {
      throw .failed("the integral from \(lower) to \(upper) is not finite: \(result)")
    }
    return result
  }
}
