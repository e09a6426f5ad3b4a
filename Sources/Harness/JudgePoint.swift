// SPDX-License-Identifier: GPL-3.0-or-later

/// One row of a comparison: a reference number and ours.
struct JudgePoint: Sendable, Equatable {
  var label: String
  var reference: Double
  var referenceError: Double?
  var ours: Double
  var ourError: Double?
  /// Covered by the comparison's known difference.
  var known = false
  /// The comparison's allowance may cover this row.
  var mayUseAllowance = false

  /// ours − reference.
  var deviation: Double { ours - reference }

  /// √(published² + computed²); nil where neither is given.
  var sigma: Double? {
    switch (referenceError, ourError) {
    case (nil, nil): nil
    case (let a?, nil): a
    case (nil, let b?): b
    case (let a?, let b?): (a * a + b * b).squareRoot()
    }
  }

  /// deviation/σ where a positive σ exists.
  var pull: Double? {
    guard let sigma, sigma > 0 else { return nil }
    return deviation / sigma
  }

  /// This row with our value moved: x(1 + d), or x + d for an absolute shift.
  func shifted(by d: Double, absolute: Bool) -> JudgePoint {
    var point = self
    point.ours = absolute ? ours + d : ours * (1 + d)
    return point
  }
}

/// What a rule says about one row.
struct JudgeAssessment: Sendable, Equatable {
  var status: Verdict.Status
  /// The largest |deviation| accepted.
  var bound: Double
  /// How much more statistics would decide an undecided row.
  var statisticsFactor: Double?
  var usesAllowance = false
}
