// SPDX-License-Identifier: GPL-3.0-or-later

/// The rule of a comparison, applied to arrays: used for the verdict itself and, on shifted
/// values, for the smallest shift that it would have caught.
struct JudgeRule: Sendable {
  var kind: Comparison.Kind
  var tolerance: Tolerance

  init(_ comparison: Comparison) {
    kind = comparison.kind
    tolerance = comparison.tolerance
  }

  init(kind: Comparison.Kind = .table, _ tolerance: Tolerance) {
    self.kind = kind
    self.tolerance = tolerance
  }

  /// Status and bound of every row.
  func assess(_ points: [JudgePoint]) -> [JudgeAssessment] {
    if kind == .chi2 { return assessChi2(points) }
    var rows = points.map { assess($0, bound: tolerance.bound) }
    applyAllowance(to: &rows, points)
    return rows
  }

  /// Status of the whole: discrepant before undecided before reproduced; known discrepant rows
  /// do not count.
  func status(_ points: [JudgePoint], _ rows: [JudgeAssessment]) -> Verdict.Status {
    var status = Verdict.Status.reproduced
    for (point, row) in zip(points, rows) {
      if row.status == .discrepant, !point.known { return .discrepant }
      if row.status == .undecided { status = .undecided }
    }
    return status
  }

  func status(_ points: [JudgePoint]) -> Verdict.Status { status(points, assess(points)) }

  // MARK: One row

  private func assess(_ point: JudgePoint, bound: Double) -> JudgeAssessment {
    let limit = limit(of: point, bound)
    guard point.ours.isFinite, !(point.ourError?.isNaN ?? false), limit.isFinite else {
      return JudgeAssessment(status: .discrepant, bound: limit.isFinite ? limit : 0)
    }
    let agrees: Bool
    if kind == .curve {
      agrees = Self.logRatio(point) <= Statistics.log1p(bound)
    } else if tolerance.kind == .equivalence {
      return equivalence(point, limit)
    } else if tolerance.kind == .combined {
      return combined(point, limit, room: noiseBound(bound) * point.reference.magnitude)
    } else {
      agrees = point.deviation.magnitude <= limit
    }
    return JudgeAssessment(status: agrees ? .reproduced : .discrepant, bound: limit)
  }

  /// The interval ours ± quantile·standardError against reference ± limit. Where it straddles
  /// an edge, the spread must shrink to the room between value and edge, and the spread falls
  /// with the square root of the statistics: factor = (spread/room)².
  private func equivalence(_ point: JudgePoint, _ limit: Double) -> JudgeAssessment {
    let spread = (tolerance.quantile ?? Self.defaultQuantile) * (point.ourError ?? 0)
    let deviation = point.deviation.magnitude
    if deviation + spread <= limit { return JudgeAssessment(status: .reproduced, bound: limit) }
    if deviation - spread > limit { return JudgeAssessment(status: .discrepant, bound: limit) }
    let room = (limit - deviation).magnitude
    let ratio = room > 0 ? spread / room : .infinity
    return JudgeAssessment(status: .undecided, bound: limit, statisticsFactor: ratio * ratio)
  }

  /// Beyond the limit a row is discrepant, whatever its noise: the limit has the errors in it.
  /// Within, it is reproduced only if ours is known to better than the room of the bound.
  private func combined(
    _ point: JudgePoint, _ limit: Double, room: Double
  ) -> JudgeAssessment {
    if point.deviation.magnitude > limit {
      return JudgeAssessment(status: .discrepant, bound: limit)
    }
    let spread = Self.defaultQuantile * (point.ourError ?? .infinity)
    if spread <= room { return JudgeAssessment(status: .reproduced, bound: limit) }
    let ratio = room > 0 ? spread / room : .infinity
    return JudgeAssessment(status: .undecided, bound: limit, statisticsFactor: ratio * ratio)
  }

  /// What the noise of a row may reach: the bound in force where rows are named, but the main
  /// one where any few rows are excused, else noise would be an excuse.
  private func noiseBound(_ bound: Double) -> Double {
    tolerance.allowance?.atMost == nil ? bound : tolerance.bound
  }

  /// Two-sided 95 % quantile of a normal variable, as usually rounded.
  static let defaultQuantile = 1.96
  /// The same for the combined standard deviation: 99.7 %.
  static let defaultCombinedQuantile = 3.0

  /// The largest |deviation| accepted in a row, on the side where ours lies.
  private func limit(of point: JudgePoint, _ bound: Double) -> Double {
    let size = point.reference.magnitude
    switch tolerance.kind {
    case .absolute: return bound
    case .relative:
      // ln(1 + bound) is bound·|r| outwards but bound/(1 + bound)·|r| towards zero.
      let inwards = point.ours.magnitude < size
      return kind == .curve && inwards ? size * bound / (1 + bound) : size * bound
    case .equivalence: return bound * size
    case .printed:
      return Statistics.halfUnit(of: point.reference, digits: Int(bound)) + 4 * point.reference.ulp
    case .sigma: return bound * (point.sigma ?? .nan)
    case .combined:
      let quantile = tolerance.quantile ?? Self.defaultCombinedQuantile
      return max(bound * size, quantile * (point.sigma ?? 0))
    }
  }

  /// |ln(ours/reference)|; infinite where the signs differ or one is zero.
  static func logRatio(_ point: JudgePoint) -> Double {
    if point.ours == point.reference { return 0 }
    let ratio = point.ours / point.reference
    return ratio > 0 ? Statistics.log(ratio).magnitude : .infinity
  }

  // MARK: Allowance

  /// Rows beyond the main bound but within the wider one count as reproduced if they are named,
  /// or if at most `atMost` rows need it; when more need it, none of them is excused.
  private func applyAllowance(to rows: inout [JudgeAssessment], _ points: [JudgePoint]) {
    guard let allowance = tolerance.allowance else { return }
    var excused: [Int: JudgeAssessment] = [:]
    for (i, point) in points.enumerated()
    where point.mayUseAllowance && !point.known && rows[i].status != .reproduced {
      var wider = assess(point, bound: allowance.bound)
      guard wider.status == .reproduced else { continue }
      wider.usesAllowance = true
      excused[i] = wider
    }
    guard excused.count <= allowance.atMost ?? .max else { return }
    for (i, wider) in excused { rows[i] = wider }
  }

  // MARK: χ²

  /// All rows share one fate; the bound of a row is the deviation that would bring χ² to its
  /// threshold with the other rows as they are. Known rows are judged by their own pull.
  private func assessChi2(_ points: [JudgePoint]) -> [JudgeAssessment] {
    let test = chi2Test(points)
    return points.map { point in
      let sigma = point.sigma ?? .nan
      guard point.pull?.isFinite ?? false else {
        let agrees = sigma == 0 && point.deviation == 0
        return JudgeAssessment(status: agrees ? .reproduced : .discrepant, bound: 0)
      }
      if point.known {
        let agrees = point.deviation.magnitude <= tolerance.bound * sigma
        return JudgeAssessment(
          status: agrees ? .reproduced : .discrepant, bound: tolerance.bound * sigma)
      }
      let others = test.chi2 - point.pull! * point.pull!
      return JudgeAssessment(
        status: test.p < test.threshold ? .discrepant : .reproduced,
        bound: sigma * max(0, test.critical - others).squareRoot())
    }
  }

  /// χ² over the rows that are not known differences, and its threshold.
  func chi2Test(
    _ points: [JudgePoint]
  ) -> (chi2: Double, dof: Int, p: Double, threshold: Double, critical: Double) {
    let pulls = points.filter { !$0.known }.map { $0.pull ?? 0 }
    let chi2 = pulls.reduce(0) { $0 + $1 * $1 }
    let threshold = Statistics.twoSidedP(sigmas: tolerance.bound)
    return (
      chi2, pulls.count, Statistics.chi2P(chi2, pulls.count), threshold,
      Statistics.chi2Critical(p: threshold, dof: pulls.count)
    )
  }
}
