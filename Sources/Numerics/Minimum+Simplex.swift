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
  ///     [unit of x] is below this.
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
      var status = gsl_multimin_fminimizer_set(minimiser, function, x, s)
      for _ in 0..<maxIterations where status == GSL.success {
        status = gsl_multimin_fminimizer_iterate(minimiser)
        guard status == GSL.success else { return status }
        let size = gsl_multimin_fminimizer_size(minimiser)
        if gsl_multimin_test_size(size, tolerance) == GSL.success { return status }
      }
      return status == GSL.success ? GSL.tooManySteps : status
    }
    try GSL.check(status, "the search for a minimum in \(n) dimensions")
    let best = gsl_multimin_fminimizer_x(minimiser)!
    return ((0..<n).map { gsl_vector_get(best, $0) }, gsl_multimin_fminimizer_minimum(minimiser))
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
