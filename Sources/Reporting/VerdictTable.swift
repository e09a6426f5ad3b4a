// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The verdicts of a run for a terminal: aligned columns and one closing sentence.
public enum VerdictTable {
  /// The table of `record`.
  ///
  /// Columns are left out from the right, and ids shortened, until a line fits `width`
  /// (0: no limit); with `color` the verdicts carry ANSI colours.
  public static func text(of record: RunRecord, width: Int, color: Bool) -> String {
    let summary = Summary(record)
    var text = ""
    for study in record.studies {
      let entries = summary.entries.filter { $0.studyID == study.card.id }
      if entries.isEmpty { continue }
      text += clean(study.card.id) + "\n" + table(entries, width, color)
    }
    for entry in summary.entries where needsLine(entry) {
      text += "\(clean(entry.id)): \(Words.finding(entry))\n"
    }
    for outcome in [Outcome.notRun, .notComparable] {
      for (reason, same) in summary.grouped(outcome) {
        let ids = same.map { clean($0.id) }.joined(separator: ", ")
        text += "\(outcome.rawValue), \(clean(reason)): \(ids)\n"
      }
    }
    let claims = record.studies.reduce(0) { $0 + $1.claims.count }
    text += (text.isEmpty ? "" : "\n") + summary.sentence
    if claims > 0 { text += " \(Format.count(claims, "claim")) cannot be compared." }
    return text + "\n"
  }

  private static func needsLine(_ entry: Entry) -> Bool {
    switch entry.outcome {
    case .discrepant, .vanished, .undecided: true
    case .reproduced: entry.verdict.tooGood || entry.verdict.note != nil
    case .notRun, .notComparable: false
    }
  }

  private static let header = [
    "comparison", "verdict", "worst", "tolerance", "used", "would catch", "evidence",
  ]

  private static func table(_ entries: [Entry], _ width: Int, _ color: Bool) -> String {
    var rows = entries.map { entry in
      // Units would cost half the line; the report has them.
      var entry = entry
      entry.study.observables = []
      return [
        clean(entry.id), Words.shortVerdict(entry), Words.worst(entry), Words.tolerance(entry),
        Words.used(entry.verdict), Words.caught(entry), entry.comparison.evidence.rawValue,
      ].map { clean($0) }
    }
    rows.insert(header, at: 0)
    var kept = Array(header.indices)
    // The least needed column goes first: evidence, what it catches, tolerance, share, worst.
    for column in [6, 5, 3, 4, 2] where width > 0 && total(rows, kept) > width {
      kept.removeAll { $0 == column }
    }
    let excess = width > 0 ? max(0, total(rows, kept) - width) : 0
    let longest = columnWidth(rows, 0)
    let limit = max(12, longest - excess)
    let widths = kept.map { $0 == 0 ? min(longest, limit) : columnWidth(rows, $0) }
    return rows.enumerated().map { i, row in
      "  "
        + zip(kept, widths).enumerated().map { place, column in
          let cell = padded(
            row[column.0], column.1, right: [2, 4].contains(column.0),
            last: place == kept.count - 1)
          return i > 0 && column.0 == 1 && color ? painted(cell, entries[i - 1]) : cell
        }.joined(separator: "  ") + "\n"
    }.joined()
  }

  private static func total(_ rows: [[String]], _ kept: [Int]) -> Int {
    kept.reduce(0) { $0 + columnWidth(rows, $1) + 2 }
  }

  private static func columnWidth(_ rows: [[String]], _ column: Int) -> Int {
    rows.map { $0[column].count }.max() ?? 0
  }

  private static func padded(_ text: String, _ width: Int, right: Bool, last: Bool) -> String {
    if text.count > width { return text.prefix(width - 1) + "…" }
    let space = String(repeating: " ", count: width - text.count)
    return right ? space + text : last ? text : text + space
  }

  private static func painted(_ cell: String, _ entry: Entry) -> String {
    let code =
      switch entry.outcome {
      case .reproduced: entry.verdict.tooGood ? "33" : "32"
      case .discrepant, .vanished: "1;31"
      case .undecided: "33"
      case .notRun, .notComparable: "2"
      }
    return "\u{1B}[\(code)m\(cell)\u{1B}[0m"
  }

  /// Nothing that a record carries may steer the terminal.
  private static func clean(_ text: String) -> String { MarkdownText.oneLine(text) }
}
