// SPDX-License-Identifier: GPL-3.0-or-later

/// The smallest deviation that a comparison would have caught.
extension Judge {
  /// Decimal exponents between which a common relative shift is searched.
  static let relativeShifts = -17.0...2.0
  /// The same for an absolute shift, which has the units of the observable, whatever they are.
  static let absoluteShifts = -300.0...300.0

  /// The smallest common shift of our values, x(1 + d) or for an absolute tolerance x + d, that
  /// would have been called discrepant: the larger of the two directions, by bisection on
  /// log₁₀ d, with three significant digits. nil where one direction is never caught.
  static func smallestCaught(_ points: [JudgePoint], _ rule: JudgeRule) -> Double? {
    let absolute = rule.tolerance.kind == .absolute
    return smallestCaught(in: absolute ? absoluteShifts : relativeShifts) { d in
      rule.status(points.map { $0.shifted(by: d, absolute: absolute) }) == .discrepant
    }
  }

  /// The same for any test of a signed shift.
  static func smallestCaught(
    in exponents: ClosedRange<Double>, _ caught: (Double) -> Bool
  ) -> Double? {
    guard let up = smallest(in: exponents, { caught($0) }),
      let down = smallest(in: exponents, { caught(-$0) })
    else { return nil }
    return max(up, down)
  }

  /// The smallest size caught in one direction.
  static func smallest(
    in exponents: ClosedRange<Double>, _ caught: (Double) -> Bool
  ) -> Double? {
    let size = { (exponent: Double) in Statistics.power(of: 10, exponent) }
    guard caught(size(exponents.upperBound)) else { return nil }
    guard !caught(size(exponents.lowerBound)) else { return size(exponents.lowerBound) }
    var (low, high) = (exponents.lowerBound, exponents.upperBound)
    while high - low > 1e-6 {
      let middle = (low + high) / 2
      if caught(size(middle)) { high = middle } else { low = middle }
    }
    return Statistics.rounded(size(high), digits: 3)
  }
}
