// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// The GNU Scientific Library made safe to call: no aborts, statuses turned into refusals.
enum GSL {
  // The status codes are imported as Int, the functions return Int32.
  static let success = Int32(GSL_SUCCESS)
  static let failure = Int32(GSL_FAILURE)
  static let tooManySteps = Int32(GSL_EMAXITER)

  // GSL's default handler aborts the process; a static is initialised exactly once.
  private static let handlerIsOff: Void = {
    gsl_set_error_handler_off()
  }()

  /// Must stand before the first call of any GSL function that can fail.
  @inline(__always)
  static func prepare() { handlerIsOff }

  static func check(_ status: Int32, _ what: String) throws(AssayError) {
    guard status != GSL.success else { return }
    throw .failed("\(what) failed: \(String(cString: gsl_strerror(status)))")
  }

  private struct Callback {
    let call: (Double) -> Double
  }

  /// Lends a Swift closure to GSL for the time of `body`.
  static func withFunction<Result>(
    _ f: (Double) -> Double, _ body: (UnsafeMutablePointer<gsl_function>) -> Result
  ) -> Result {
    withoutActuallyEscaping(f) { escaping in
      var callback = Callback(call: escaping)
      return withUnsafeMutablePointer(to: &callback) { context in
        var function = gsl_function(
          function: { x, context in
            context!.assumingMemoryBound(to: Callback.self).pointee.call(x)
          }, params: context)
        return withUnsafeMutablePointer(to: &function, body)
      }
    }
  }
}
