// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What came of holding a variant's result against the reference's.
public struct Validation: Codable, Sendable, Equatable {
  public var bound: Double
  /// Largest |result − reference| over the largest |reference|; nil where there is none.
  public var difference: Double?
  /// Why the variant has no time; nil where its answer is right.
  public var reason: String?

  /// True where its device cannot run it (no compiler, no room, no double precision, lost): no
  /// answer, so no wrong one. Absent where it ran, and where it failed otherwise.
  public var isRefused: Bool?

  public var isValid: Bool { reason == nil }

  init(bound: Double, difference: Double? = nil, reason: String? = nil, isRefused: Bool? = nil) {
    (self.bound, self.difference, self.reason) = (bound, difference, reason)
    self.isRefused = isRefused
  }

  /// Holds `result` against `reference` within `bound`; 0 asks for the same bits.
  public init(_ result: [Double], reference: [Double], bound: Double) {
    guard result.count == reference.count else {
      self.init(
        bound: bound, reason: "\(result.count) values where the reference has \(reference.count)")
      return
    }
    guard reference.allSatisfy(\.isFinite) else {
      self.init(bound: bound, reason: "the reference has a value that is no finite number")
      return
    }
    let scale = reference.reduce(0) { max($0, $1.magnitude) }
    let largest = zip(result, reference).reduce(0.0) { worst, pair in
      // NaN is as wrong as can be.
      let difference = (pair.0 - pair.1).magnitude
      return difference.isNaN ? .infinity : max(worst, difference)
    }
    let relative = scale > 0 ? largest / scale : largest
    self.init(bound: bound, difference: relative)
    if result.isEmpty {
      reason = "the result has no values"
    } else if bound == 0, zip(result, reference).contains(where: { $0.bitPattern != $1.bitPattern })
    {
      reason = "other bits than the reference (largest difference \(Self.text(relative)))"
    } else if bound > 0, !(relative <= bound) {
      reason = "differs from the reference by \(Self.text(relative)), bound \(Self.text(bound))"
    }
  }

  /// A variant that did not run.
  ///
  /// - Parameter onDevice: whether it is one of an accelerator; of those, only what the machine
  ///   lacks is no wrong answer (``AssayError/isRefusalOfDevice``).
  public init(refused error: AssayError, bound: Double, onDevice: Bool = false) {
    self.init(
      bound: bound, reason: "did not run: \(error)",
      isRefused: onDevice && error.isRefusalOfDevice ? true : nil)
  }

  static func text(_ x: Double) -> String {
    guard x > 0, x.isFinite else { return "\(x)" }
    var (mantissa, exponent) = (x, 0)
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return "\((mantissa * 100).rounded() / 100)e\(exponent)"
  }
}
