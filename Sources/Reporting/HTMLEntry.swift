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

  init(_ entry: Entry, in record: RunRecord, _ drills: [DrillReport]) {
    (self.entry, self.record, self.drills) = (entry, record, drills)
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
    let row = rows.first
    let qualities =
      (verdict.knownDifferences > 0 ? [Self.withKnown] : [])
      + (verdict.tooGood ? [Self.tooGood] : [])
    var html = "<tr data-study=\"\(HTMLText.escape(entry.studyID))\""
    html += " data-verdict=\"\(([entry.outcome.rawValue] + qualities).joined(separator: "|"))\""
    html += " data-evidence=\"\(entry.comparison.evidence.rawValue)\""
    html += " data-tier=\"\(entry.comparison.tier.rawValue)\">"
    html += "<th scope=\"row\">\(Self.link(entry))"
    html += "<span class=\"sub\">\(HTMLText.escape(entry.comparison.title))</span></th>"
    html += "<td><span class=\"badge \(entry.outcome.tone)\"><span aria-hidden=\"true\">"
    html += "\(entry.outcome.mark)</span>&nbsp;\(HTMLText.escape(Words.verdict(entry)))</span></td>"
    html += number(Words.worst(entry), key: deviation)
    html += number(row.map { Self.value($0.reference, $0.referenceError) }, key: row?.reference)
    html += number(row.map { Self.value($0.ours, $0.ourError) }, key: row?.ours)
    html += number(
      verdict.worstPull.map { Format.deviation($0) }, key: verdict.worstPull?.magnitude)
    html += "<td>\(HTMLText.escape(Words.tolerance(entry)))</td>"
    html += number(verdict.worst == nil ? nil : Words.used(verdict), key: verdict.worst)
    html += number(
      verdict.smallestCaught == nil ? nil : Words.caught(entry), key: verdict.smallestCaught)
    html += "<td>\(entry.comparison.evidence.rawValue)</td>"
    let tier = entry.comparison.tier
    html += "<td data-k=\"\(Tier.allCases.firstIndex(of: tier)!)\">\(tier.rawValue)</td>"
    html += number(faultCount, key: Double(entry.faults.count))
    return html + "<td>\(HTMLText.escape(entry.studyID))</td></tr>\n"
  }

  static let withKnown = "with known differences"
  static let tooGood = "suspiciously good"

  static func value(_ value: Double, _ error: Double?) -> String {
    Format.value(value) + (error.map { " ± \(Format.size($0))" } ?? "")
  }

  /// What the column of deviations is sorted by: the size of what it shows.
  private var deviation: Double? {
    let verdict = entry.verdict
    switch entry.comparison.tolerance.kind {
    case .absolute: return verdict.worstAbsolute?.magnitude
    case .sigma: return verdict.worstPull?.magnitude
    case .relative, .printed, .equivalence, .combined:
      return (verdict.worstRelative ?? verdict.worstAbsolute)?.magnitude
    }
  }

  private func number(_ text: String?, key: Double?) -> String {
    let key = key.flatMap { $0.isFinite ? " data-k=\"\(Format.key($0))\"" : nil } ?? ""
    return "<td class=\"n\"\(key)>\(text.map { HTMLText.escape($0) } ?? "–")</td>"
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
