// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension Audit {
  /// What the verdicts of one study rest on.
  static func verdicts(_ study: StudyRecord) -> [AuditFinding] {
    let id = study.card.id
    var findings: [AuditFinding] = []
    for verdict in study.verdicts {
      guard let comparison = study.comparisons.first(where: { $0.id == verdict.comparison }) else {
        continue
      }
      let entry = Entry(study: study, comparison: comparison, verdict: verdict)
      let add = { (kind: AuditFinding.Kind, text: String) in
        findings.append(AuditFinding(kind, id, comparison.id, text))
      }
      if verdict.fails || verdict.status == .undecided {
        add(.discrepant, Words.finding(entry))
      }
      if verdict.status == .notRun { add(.notRun, verdict.note ?? "no reason recorded") }
      if verdict.knownDifferences > 0, let known = comparison.known {
        let rows = Format.count(verdict.knownDifferences, "row")
        add(.knownDifference, "\(rows): \(known.explanation)")
      }
      if let text = hardlyFails(entry) { add(.cannotFail, text) }
      if let text = loose(entry) { add(.loose, text) }
      if let text = allowance(entry) { add(.allowance, text) }
    }
    return findings
  }

  /// Comparisons of which half the rows or more would be accepted even if our value were zero, or
  /// twice the reference. Single such rows are natural where a curve crosses zero.
  private static func hardlyFails(_ entry: Entry) -> String? {
    let kind = entry.comparison.kind
    guard entry.outcome == .reproduced, kind == .table || kind == .curve else { return nil }
    let idle = entry.verdict.rows.count { $0.reference != 0 && $0.bound >= $0.reference.magnitude }
    guard idle > 0, 2 * idle >= entry.verdict.rows.count else { return nil }
    return "\(idle) of \(Format.count(entry.verdict.rows.count, "row")) with a bound as large as "
      + "the reference; a common shift of \(Words.caught(entry)) would be caught"
  }

  /// Share of the tolerance under which it is called wider than needed.
  static let looseShare = 0.01
  /// Bounds up to this size allow for rounding only: there is nothing to tighten.
  static let rounding = 1e-9

  /// A tolerance whose reason is a matter of computing, of which next to nothing was used. What is
  /// bounded by the paper's digits, its figure or by statistics is as wide as that, whatever was
  /// measured.
  private static func loose(_ entry: Entry) -> String? {
    let comparison = entry.comparison
    guard entry.outcome == .reproduced, comparison.kind == .table || comparison.kind == .curve,
      comparison.tolerance.kind == .absolute || comparison.tolerance.kind == .relative,
      [.discretisation, .otherDefinition, .otherDataRelease].contains(comparison.reason.kind),
      !entry.verdict.rows.contains(where: { $0.ourError != nil || $0.referenceError != nil }),
      comparison.tolerance.bound > rounding, let worst = entry.verdict.worst, worst < looseShare
    else { return nil }
    return "\(Words.worst(entry)) measured, \(Words.tolerance(entry)) allowed "
      + "(\(comparison.reason.kind.rawValue): \(comparison.reason.text))"
  }

  private static func allowance(_ entry: Entry) -> String? {
    guard let allowance = entry.comparison.tolerance.allowance, let note = entry.verdict.note,
      note.contains("allowance")
    else { return nil }
    return "\(Words.worst(entry)): \(allowance.reason)"
  }
}
