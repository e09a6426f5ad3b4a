// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

extension Minimum {
  private struct Callback {
    let call: ([Double]) -> Double
  }

  /// A local minimum of a function of several variables by the simplex method of Nelder and Mead
  /// (Computer Journal 7 (1965) 308; GSL's nmsimplex2).
  ///
  /// - Parameters:
  ///   - step: sizes of the first simplex along the axes.
  ///   - tolerance: the search ends when the mean distance of the simplex' corners from its centre
  ///     [unit of x] is below this, or where the values of f resolve no more.
  /// A value of +infinity is allowed outside the domain of `f`, though not at the start.
  public static func simplex(
    from start: [Double], step: [Double], tolerance: Double = 1e-10, maxIterations: Int = 10000,
    _ f: ([Double]) -> Double
  ) throws(AssayError) -> (x: [Double], value: Double) {
    precondition(!start.isEmpty && start.count == step.count, "one step for each variable")
    GSL.prepare()
    let n = start.count
    guard let x = gsl_vector_alloc(n), let s = gsl_vector_alloc(n),
      let minimiser = gsl_multimin_fminimizer_alloc(assay_gsl_simplex(), n)
    else { throw .failed("no memory for a minimum") }
    defer {
      gsl_vector_free(x)
      gsl_vector_free(s)
      gsl_multimin_fminimizer_free(minimiser)
    }
    for i in 0..<n {
      gsl_vector_set(x, i, start[i])
      gsl_vector_set(s, i, step[i])
    }
    let status = withMultiFunction(n, f) { function in
      let status = gsl_multimin_fminimizer_set(minimiser, function, x, s)
      guard status == GSL.success else { return status }
      return iterate(minimiser, tolerance, maxIterations, patience: 20 * (n + 1))
    }
    try GSL.check(status, "the search for a minimum in \(n) dimensions")
    let best = gsl_multimin_fminimizer_x(minimiser)!
    return ((0..<n).map { gsl_vector_get(best, $0) }, gsl_multimin_fminimizer_minimum(minimiser))
  }

  /// Steps until the simplex is small, or until `patience` steps brought neither a lower value nor
  /// a smaller simplex: within sqrt(ulp) of a minimum the corners' values are equal to rounding, and
  /// the simplex wanders there for ever.
  private static func iterate(
    _ minimiser: UnsafeMutablePointer<gsl_multimin_fminimizer>, _ tolerance: Double,
    _ maxIterations: Int, patience: Int
  ) -> Int32 {
    var (lowest, smallest, idle) = (Double.infinity, Double.infinity, 0)
    for _ in 0..<maxIterations {
      let status = gsl_multimin_fminimizer_iterate(minimiser)
      guard status == GSL.success else { return status }
      let size = gsl_multimin_fminimizer_size(minimiser)
      let value = gsl_multimin_fminimizer_minimum(minimiser)
      if size < tolerance { return GSL.success }
      idle = value < lowest || size < 0.9 * smallest ? 0 : idle + 1
      if idle == patience { return GSL.success }
      lowest = Swift.min(lowest, value)
      smallest = Swift.min(smallest, size)
    }
    return GSL.tooManySteps
  }

  private static func withMultiFunction(
    _ n: Int, _ f: ([Double]) -> Double,
    _ body: (UnsafeMutablePointer<gsl_multimin_function>) -> Int32
  ) -> Int32 {
    withoutActuallyEscaping(f) { escaping in
      var callback = Callback(call: escaping)
      return withUnsafeMutablePointer(to: &callback) { context in
        var function = gsl_multimin_function(
          f: { x, context in
            let point = (0..<x!.pointee.size).map { gsl_vector_get(x, $0) }
            let value = context!.assumingMemoryBound(to: Callback.self).pointee.call(point)
            return value == .infinity ? 1e300 : value
          }, n: n, params: context)
        return withUnsafeMutablePointer(to: &function, body)
      }
    }
  }
}
