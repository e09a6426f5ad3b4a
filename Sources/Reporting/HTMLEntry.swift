// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// A comparison of a run on its way into the page.
struct HTMLEntry {
  /// Rows shown at once; the others are one click away.
  static let rowLimit = 8

  let entry: Entry
  let record: RunRecord
  let drills: [DrillReport]
  /// The worst first.
  let rows: [Verdict.Row]
  /// Where the papers of the study stand in the list of references.
  let bibliography: Bibliography?

  init(
    _ entry: Entry, in record: RunRecord, _ drills: [DrillReport],
    citing bibliography: Bibliography? = nil
  ) {
    (self.entry, self.record, self.drills) = (entry, record, drills)
    self.bibliography = bibliography
    rows = entry.worstRows
  }

  var anchor: String { Self.anchor(entry) }

  static func anchor(_ entry: Entry) -> String { MarkdownText.anchor(entry.studyID, entry.id) }

  static func link(_ entry: Entry) -> String {
    "<a href=\"#\(anchor(entry))\"><code>\(HTMLText.escape(entry.id))</code></a>"
  }

  /// The comparison in full.
  func detail() throws(AssayError) -> String {
    var values: [String: Any] = [
      "anchor": anchor, "id": entry.id, "title": entry.comparison.title,
      "verdict": Words.verdict(entry), "tone": entry.outcome.tone, "mark": entry.outcome.mark,
      "facts": facts.map { ["name": $0.name, "value": $0.html] },
      "rows": HTMLRows(entry, rows, limit: Self.rowLimit).text,
    ]
    if let note = entry.verdict.note { values["note"] = note }
    return try HTMLPage.render("comparison", values)
  }

  /// Its line in the table of all comparisons.
  var overviewRow: String {
    let verdict = entry.verdict
    let row = shownRow
    let qualities =
      (verdict.knownDifferences > 0 ? [Self.withKnown] : [])
      + (verdict.tooGood ? [Self.tooGood] : [])
    var html = "<tr data-study=\"\(HTMLText.escape(entry.studyID))\""
    html += " data-verdict=\"\(([entry.outcome.rawValue] + qualities).joined(separator: "|"))\""
    html += " data-evidence=\"\(entry.comparison.evidence.rawValue)\""
    html += " data-tier=\"\(entry.comparison.tier.rawValue)\">"
    html += "<th scope=\"row\">\(Self.link(entry))"
    html += "<span class=\"sub\">\(HTMLText.escape(entry.studyID)): "
    html += "\(HTMLText.escape(entry.comparison.title))</span></th>"
    html += "<td><span class=\"badge \(entry.outcome.tone)\"><span aria-hidden=\"true\">"
    html += "\(entry.outcome.mark)</span>&nbsp;\(HTMLText.escape(Words.verdict(entry)))</span></td>"
    html += number(worstText, key: deviation, more: knownText)
    html += number(row.map(Self.reference), key: row?.reference)
    html += number(row.map(Self.ours), key: row?.ours)
    html += number(row?.pull.map { Format.deviation($0) }, key: row?.pull?.magnitude)
    html += "<td>\(HTMLText.escape(Words.tolerance(entry)))</td>"
    html += number(used.map { Format.share($0) }, key: used)
    html += number(
      verdict.smallestCaught == nil ? nil : Words.caught(entry), key: verdict.smallestCaught)
    html += "<td>\(entry.comparison.evidence.rawValue)</td>"
    let tier = entry.comparison.tier
    html += "<td data-k=\"\(Tier.allCases.firstIndex(of: tier)!)\">\(tier.rawValue)</td>"
    return html + number(faultCount, key: Double(entry.faults.count)) + "</tr>\n"
  }

  static let withKnown = "with known differences"
  static let tooGood = "suspiciously good"

  /// The row that stands for the comparison: the one nearest its bound among those not known to
  /// differ. None where the verdict is on several rows at once.
  var shownRow: Verdict.Row? {
    if !isRowwise, rows.count > 1 { return nil }
    let judged = rows.filter { !$0.known }
    return (judged.isEmpty ? rows : judged).max { Entry.share($0) < Entry.share($1) }
  }

  /// Whether each row is judged by itself.
  var isRowwise: Bool {
    entry.comparison.kind == .table || entry.comparison.kind == .curve
  }

  /// The deviation of the row shown, in the terms of its tolerance.
  var worstText: String {
    guard isRowwise, let row = shownRow else { return Words.worst(entry) }
    return text(row)
  }

  private func text(_ row: Verdict.Row) -> String {
    if entry.comparison.tolerance.kind == .sigma, let pull = row.pull {
      return "\(Format.deviation(pull)) σ"
    }
    let text = Words.deviation(row, entry)
    guard Words.isAbsolute(row, entry), let units = entry.units, !units.isEmpty else { return text }
    return "\(text) \(units)"
  }

  /// "known rows up to +13.5 %", where another row is shown.
  var knownText: String? {
    guard isRowwise, let shown = shownRow, !shown.known else { return nil }
    let known = rows.filter { $0.known && $0.status == .discrepant }
    return known.max { Entry.share($0) < Entry.share($1) }.map { "known rows up to \(text($0))" }
  }

  /// The share of the tolerance used: by the row shown, or by the statistic of all rows.
  private var used: Double? {
    guard let worst = entry.verdict.worst else { return nil }
    guard entry.comparison.kind == .table, let row = shownRow else { return worst }
    return Entry.share(row)
  }

  /// Digits enough to see the deviation and the bound in them.
  static func reference(_ row: Verdict.Row) -> String {
    Format.value(row.reference, resolving: step(row)) + error(row.referenceError)
  }

  static func ours(_ row: Verdict.Row) -> String {
    Format.value(row.ours, resolving: step(row)) + error(row.ourError)
  }

  private static func error(_ error: Double?) -> String {
    error.map { " ± \(Format.size($0))" } ?? ""
  }

  private static func step(_ row: Verdict.Row) -> Double {
    [row.deviation.magnitude, row.bound.magnitude].filter { $0 > 0 }.min() ?? 0
  }

  /// What the column of deviations is sorted by: the size of what it shows.
  private var deviation: Double? {
    let verdict = entry.verdict
    if isRowwise, let row = shownRow {
      if entry.comparison.tolerance.kind == .sigma, let pull = row.pull { return pull.magnitude }
      return Words.isAbsolute(row, entry)
        ? row.deviation.magnitude : (row.deviation / row.reference).magnitude
    }
    switch entry.comparison.tolerance.kind {
    case .absolute: return verdict.worstAbsolute?.magnitude
    case .sigma: return verdict.worstPull?.magnitude
    case .relative, .printed, .equivalence, .combined:
      return (verdict.worstRelative ?? verdict.worstAbsolute)?.magnitude
    }
  }

  private func number(_ text: String?, key: Double?, more: String? = nil) -> String {
    let key = key.flatMap { $0.isFinite ? " data-k=\"\(Format.key($0))\"" : nil } ?? ""
    let more = more.map { "<span class=\"sub\">\(HTMLText.escape($0))</span>" } ?? ""
    return "<td class=\"n\"\(key)>\(text.map { HTMLText.escape($0) } ?? "–")\(more)</td>"
  }

  private var faultCount: String {
    let drilled = entry.faults.compactMap { drillOutcome($0)?.outcome }.filter { $0 != .notRun }
    if drilled.isEmpty { return String(entry.faults.count) }
    let caught = drilled.count { $0 == .caught }
    return "\(entry.faults.count), \(caught) of \(drilled.count) caught"
  }

  /// What a drill found of a fault: a judged outcome rather than one that was not run.
  func drillOutcome(_ fault: Fault) -> DrillReport.Finding? {
    let found = drills.flatMap(\.findings).filter {
      $0.study == entry.studyID && $0.fault == fault.id && $0.comparison == entry.id
    }
    return found.first { $0.outcome != .notRun } ?? found.first
  }
}

extension Outcome {
  /// The class of colours; never the only sign of a verdict.
  var tone: String {
    switch self {
    case .reproduced: "good"
    case .discrepant, .vanished: "bad"
    case .undecided: "open"
    case .notRun, .notComparable: "none"
    }
  }

  var mark: String {
    switch self {
    case .reproduced: "✓"
    case .discrepant, .vanished: "✗"
    case .undecided: "?"
    case .notRun, .notComparable: "–"
    }
  }
}
