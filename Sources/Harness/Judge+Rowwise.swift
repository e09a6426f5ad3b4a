// SPDX-License-Identifier: GPL-3.0-or-later

/// Verdicts of comparisons that are judged row by row, χ² included.
extension Judge {
  /// Fewest rows over which a χ² says something.
  static let fewestRowsForChi2 = 5
  /// Agreement better than this is suspicious: the numbers are hardly independent.
  static let tooGoodP = 0.999

  static func rowwise(_ comparison: Comparison, _ points: [JudgePoint]) -> Verdict {
    let rule = JudgeRule(comparison)
    let assessed = rule.assess(points)
    var verdict = Verdict(
      comparison: comparison.id, status: rule.status(points, assessed),
      rows: zip(points, assessed).map(row))
    verdict.knownDifferences = verdict.rows.count { $0.known && $0.status == .discrepant }
    verdict.vanished = verdict.rows.count { $0.known && $0.status == .reproduced }
    fillWorst(&verdict, points, assessed, rule)
    if comparison.errors != .correlated { fillChi2(&verdict, points, rule) }
    if verdict.status == .undecided {
      verdict.statisticsFactor = assessed.compactMap(\.statisticsFactor).max()
    }
    if verdict.status != .discrepant {
      verdict.smallestCaughtIsAbsolute = rule.tolerance.kind == .absolute
      verdict.smallestCaught = smallestCaught(points, rule)
    }
    verdict.note = note(verdict, points, assessed, comparison)
    return verdict
  }

  private static func row(_ point: JudgePoint, _ assessment: JudgeAssessment) -> Verdict.Row {
    Verdict.Row(
      label: point.label, reference: point.reference, referenceError: point.referenceError,
      ours: point.ours, ourError: point.ourError, deviation: point.deviation,
      bound: assessment.bound, pull: point.pull, status: assessment.status, known: point.known)
  }

  /// The worst rows, known differences left out: they would hide all others.
  private static func fillWorst(
    _ verdict: inout Verdict, _ points: [JudgePoint], _ assessed: [JudgeAssessment],
    _ rule: JudgeRule
  ) {
    let judged = zip(points, assessed).filter { !$0.0.known }
    let points = judged.map(\.0)
    verdict.worstAbsolute = largest(points.map(\.deviation))
    verdict.worstRelative = largest(
      points.filter { $0.reference != 0 }.map { $0.deviation / $0.reference.magnitude })
    verdict.worstPull = largest(points.compactMap(\.pull))
    switch rule.kind {
    case .chi2:
      let test = rule.chi2Test(points)
      verdict.worst = ratio(test.chi2, test.critical).squareRoot()
    case .curve:
      let limit = { (row: JudgeAssessment) in
        Statistics.log1p(
          row.usesAllowance ? rule.tolerance.allowance!.bound : rule.tolerance.bound)
      }
      verdict.worst = largest(judged.map { ratio(JudgeRule.logRatio($0), limit($1)) })
    default:
      verdict.worst = largest(judged.map { ratio($0.deviation.magnitude, $1.bound) })
    }
  }

  /// size/bound, with 0/0 = 0: nothing deviates where nothing may.
  private static func ratio(_ size: Double, _ bound: Double) -> Double {
    size == 0 ? 0 : size / bound
  }

  /// The value of largest magnitude, sign kept; not a number wins.
  private static func largest(_ values: [Double]) -> Double? {
    if let bad = values.first(where: \.isNaN) { return bad }
    return values.max { $0.magnitude < $1.magnitude }
  }

  /// χ² and its p wherever every row has a σ of its own, for information; for kind chi2 it decides.
  private static func fillChi2(
    _ verdict: inout Verdict, _ points: [JudgePoint], _ rule: JudgeRule
  ) {
    let judged = points.filter { !$0.known }
    guard judged.allSatisfy({ $0.pull?.isFinite ?? false }),
      judged.count >= fewestRowsForChi2 || rule.kind == .chi2
    else { return }
    let test = rule.chi2Test(judged)
    verdict.chi2 = test.chi2
    verdict.degreesOfFreedom = test.dof
    verdict.pValue = test.p
    verdict.tooGood = rule.tolerance.kind == .sigma && test.p > tooGoodP
  }

  private static func note(
    _ verdict: Verdict, _ points: [JudgePoint], _ assessed: [JudgeAssessment],
    _ comparison: Comparison
  ) -> String? {
    var notes: [String] = []
    let broken = points.filter { !$0.ours.isFinite || $0.ourError?.isNaN ?? false }
    if let first = broken.first {
      notes.append("ours is not a finite number in \(count(broken.count)), first at \(first.label)")
    }
    let excused = assessed.count(where: \.usesAllowance)
    if excused > 0, let allowance = comparison.tolerance.allowance {
      notes.append("\(count(excused)) within the allowance \(allowance.bound): \(allowance.reason)")
    }
    if verdict.vanished > 0 {
      notes.append("\(count(verdict.vanished)) no longer differ as the known difference says")
    }
    if verdict.tooGood { notes.append("agreement too good: p > \(tooGoodP)") }
    if verdict.status != .discrepant, verdict.smallestCaught == nil {
      notes.append("no common shift would be caught in both directions")
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private static func count(_ rows: Int) -> String { rows == 1 ? "1 row" : "\(rows) rows" }
}
