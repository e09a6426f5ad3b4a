// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Plain words for tolerances, deviations and verdicts, shared by all reports.
enum Words {
  /// "0.5 %", "1e-11 (absolute)", "4 printed digits", "3 σ", with its allowance.
  static func tolerance(_ tolerance: Tolerance, units: String? = nil) -> String {
    var text =
      switch tolerance.kind {
      case .absolute: absolute(tolerance.bound, units)
      case .relative: relative(tolerance.bound)
      case .printed: Format.count(Int(clamping: tolerance.bound), "printed digit")
      case .sigma: "\(Format.size(tolerance.bound)) σ"
      case .equivalence:
        "interval of ±\(Format.size(tolerance.quantile ?? 1.96)) σ within "
          + relative(tolerance.bound)
      case .combined:
        relative(tolerance.bound) + ", or \(Format.size(tolerance.quantile ?? 3)) σ if more"
      }
    if let allowance = tolerance.allowance {
      let bound =
        tolerance.kind == .absolute
        ? absolute(allowance.bound, units)
        : tolerance.kind == .sigma
          ? "\(Format.size(allowance.bound)) σ" : relative(allowance.bound)
      let rows =
        allowance.atMost.map { "at most \(Format.count($0, "row"))" } ?? "named rows"
      text += "; \(bound) for \(rows)"
    }
    return text
  }

  /// The worst deviation in the terms of its tolerance.
  static func worst(_ entry: Entry) -> String {
    let verdict = entry.verdict
    if entry.comparison.kind == .ordering {
      return verdict.rows.isEmpty ? "–" : ordering(verdict)
    }
    if entry.comparison.kind == .chi2 || entry.comparison.kind == .sample,
      let statistic = statistic(verdict)
    {
      return statistic
    }
    switch entry.comparison.tolerance.kind {
    case .absolute:
      return verdict.worstAbsolute.map { withUnits(Format.deviation($0), entry.units) } ?? "–"
    case .sigma:
      return verdict.worstPull.map { "\(Format.deviation($0)) σ" } ?? "–"
    case .relative, .printed, .equivalence, .combined:
      if let relative = verdict.worstRelative { return Format.relative(relative, signed: true) }
      return verdict.worstAbsolute.map { withUnits(Format.deviation($0), entry.units) } ?? "–"
    }
  }

  /// The worst deviation and, where a comparison has one row, both numbers: "-2: 14 ± 1 for 16".
  static func worstWithValues(_ entry: Entry) -> String {
    guard entry.comparison.kind == .table, entry.verdict.rows.count == 1,
      let row = entry.verdict.rows.first
    else { return worst(entry) }
    let error = row.ourError.map { " ± " + Format.size($0) } ?? ""
    return "\(worst(entry)): \(Format.value(row.ours))\(error) for \(Format.value(row.reference))"
  }

  /// "χ² = 12.3 of 10, p = 0.27", as far as it is known.
  static func statistic(_ verdict: Verdict) -> String? {
    var parts: [String] = []
    if let chi2 = verdict.chi2 {
      let degrees = verdict.degreesOfFreedom.map { " of \($0)" } ?? ""
      parts.append("χ² = \(Format.size(chi2))\(degrees)")
    }
    if let p = verdict.pValue { parts.append("p = \(Format.probability(p))") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The share of the tolerance that the worst row used.
  static func used(_ verdict: Verdict) -> String { verdict.worst.map(Format.share) ?? "–" }

  /// The same within a sentence: "43 % of the tolerance used", "12.5 times the tolerance".
  static func usage(_ verdict: Verdict) -> String? {
    guard let worst = verdict.worst, worst.isFinite else { return nil }
    let share = Format.share(worst)
    return share.hasSuffix("times") ? share + " the tolerance" : share + " of the tolerance used"
  }

  /// The smallest common shift that would have turned the verdict.
  static func caught(_ entry: Entry) -> String {
    guard let smallest = entry.verdict.smallestCaught else { return "–" }
    return entry.verdict.smallestCaughtIsAbsolute
      ? withUnits(Format.size(smallest), entry.units) : Format.relative(smallest)
  }

  /// The verdict with what qualifies it: "reproduced, 3 known differences".
  static func verdict(_ entry: Entry) -> String {
    let verdict = entry.verdict
    var text = entry.outcome == .vanished ? "failed" : verdict.status.rawValue
    if verdict.vanished > 0 {
      text += ", " + Format.count(verdict.vanished, "known difference") + " vanished"
    }
    if verdict.knownDifferences > 0 {
      text += ", " + Format.count(verdict.knownDifferences, "known difference")
    }
    if let factor = verdict.statisticsFactor, verdict.status == .undecided {
      text += ", needs \(Format.size(factor)) times the statistics"
    }
    if verdict.tooGood { text += ", suspiciously good" }
    return text
  }

  /// The verdict in a word or two, for a narrow column.
  static func shortVerdict(_ entry: Entry) -> String {
    let verdict = entry.verdict
    if entry.outcome == .vanished { return "failed, \(verdict.vanished) vanished" }
    if verdict.tooGood { return "\(verdict.status.rawValue), too good" }
    let known = verdict.knownDifferences
    return verdict.status.rawValue + (known > 0 ? ", \(known) known" : "")
  }

  /// One sentence on what a comparison found: for lines, failures and skipped tests.
  static func finding(_ entry: Entry) -> String {
    let verdict = entry.verdict
    var parts: [String] = []
    if verdict.status == .discrepant {
      parts.append(discrepancy(entry))
    }
    if verdict.vanished > 0 {
      let rows = Format.count(verdict.vanished, "row")
      parts.append("\(rows) said to differ no longer \(verdict.vanished == 1 ? "does" : "do")")
      if let known = entry.comparison.known {
        parts.append("the reason given was: \(MarkdownText.oneLine(known.explanation))")
      }
    }
    if verdict.status == .undecided {
      parts.append("more statistics would decide")
      if let factor = verdict.statisticsFactor {
        parts[parts.count - 1] += ": about \(Format.size(factor)) times as much"
      }
    }
    if verdict.tooGood { parts.append("the agreement is too good to be independent") }
    if let note = verdict.note { parts.append(MarkdownText.oneLine(note)) }
    return parts.isEmpty ? verdict.status.rawValue : parts.joined(separator: "; ")
  }

  private static func discrepancy(_ entry: Entry) -> String {
    let failing = entry.verdict.rows.count { $0.status == .discrepant && !$0.known }
    guard failing > 0, let row = entry.worstRows.first else {
      let worst = worst(entry)
      return "outside the tolerance (\(worst) against \(tolerance(entry)))"
    }
    return "\(failing) of \(Format.count(entry.verdict.rows.count, "row")) outside the tolerance; "
      + "worst: \(MarkdownText.oneLine(row.label)), ours \(Format.value(row.ours)), "
      + "reference \(Format.value(row.reference)), deviation \(deviation(row, entry)), "
      + "bound \(bound(row, entry))"
  }

  /// Whether the errors of the rows decide the verdict; elsewhere they may be those of rounding, and
  /// a pull or χ² says nothing.
  static func goesByErrors(_ comparison: Comparison) -> Bool {
    if comparison.kind == .chi2 || comparison.kind == .sample { return true }
    switch comparison.tolerance.kind {
    case .sigma, .equivalence, .combined: return true
    case .absolute, .relative, .printed: return false
    }
  }

  static func tolerance(_ entry: Entry) -> String {
    entry.comparison.kind == .ordering
      ? "order must hold" : tolerance(entry.comparison.tolerance, units: entry.units)
  }

  /// A row's deviation, relative where the tolerance is.
  static func deviation(_ row: Verdict.Row, _ entry: Entry) -> String {
    isAbsolute(row, entry)
      ? Format.deviation(row.deviation)
      : Format.relative(row.deviation / row.reference.magnitude, signed: true)
  }

  /// A row's bound, in the same terms as its deviation.
  static func bound(_ row: Verdict.Row, _ entry: Entry) -> String {
    isAbsolute(row, entry)
      ? Format.size(row.bound) : Format.relative(row.bound / row.reference.magnitude)
  }

  static func isAbsolute(_ row: Verdict.Row, _ entry: Entry) -> Bool {
    entry.comparison.tolerance.kind == .absolute || entry.comparison.kind == .ordering
      || row.reference == 0
  }

  private static func ordering(_ verdict: Verdict) -> String {
    let broken = verdict.rows.count { $0.status == .discrepant }
    return broken == 0
      ? "holds in \(Format.count(verdict.rows.count, "row"))"
      : "broken in \(broken) of \(Format.count(verdict.rows.count, "row"))"
  }

  private static func absolute(_ bound: Double, _ units: String?) -> String {
    guard let units, !units.isEmpty else { return Format.size(bound) + " (absolute)" }
    return withUnits(Format.size(bound), units)
  }

  private static func relative(_ bound: Double) -> String {
    let text = Format.relative(bound)
    return text.hasSuffix("%") ? text : text + " (relative)"
  }

  private static func withUnits(_ text: String, _ units: String?) -> String {
    units.map { $0.isEmpty ? text : "\(text) \($0)" } ?? text
  }
}

extension Int {
  /// The nearest whole number; out-of-range values are clamped, not trapped.
  init(clamping x: Double) {
    self = x.isNaN ? 0 : x >= 1e18 ? Int.max : x <= -1e18 ? Int.min : Int(x.rounded())
  }
}
