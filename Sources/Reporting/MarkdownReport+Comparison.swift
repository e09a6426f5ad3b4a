// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension MarkdownReport {
  /// Rows shown of a comparison; the record holds them all.
  static let rowLimit = 8

  /// One comparison in full.
  static func detail(_ entry: Entry, _ record: RunRecord) -> String {
    var text = "<a id=\"\(MarkdownText.anchor(entry.studyID, entry.id))\"></a>\n\n"
    text += "#### \(MarkdownText.inline(entry.comparison.title))\n\n"
    text += "\(MarkdownText.code(entry.id)): **\(MarkdownText.inline(Words.verdict(entry)))**"
    text += entry.verdict.note.map { ": \(MarkdownText.inline($0))" } ?? ""
    text += "\n\n" + facts(entry, record).map { "- \($0)\n" }.joined() + "\n"
    return text + rows(entry)
  }

  private static func facts(_ entry: Entry, _ record: RunRecord) -> [String] {
    let comparison = entry.comparison
    let verdict = entry.verdict
    var facts = [
      "Reference: \(MarkdownText.inline(comparison.source)) (\(comparison.evidence.rawValue))"
        + (comparison.table.map { ", table \(MarkdownText.code($0))" } ?? ""),
      "Tolerance: \(MarkdownText.inline(Words.tolerance(entry))). Why "
        + "(\(comparison.reason.kind.rawValue)): \(MarkdownText.inline(comparison.reason.text))",
    ]
    if let allowance = comparison.tolerance.allowance {
      facts.append("Wider for some rows because: \(MarkdownText.inline(allowance.reason))")
    }
    facts += finding(entry)
    if verdict.smallestCaught != nil {
      facts.append(
        "Would have caught a common shift of \(MarkdownText.inline(Words.caught(entry)))")
    }
    facts.append(faults(entry))
    facts.append("Repeat: \(MarkdownText.code(repetition(entry, record)))")
    return facts
  }

  /// The numbers of the verdict, in the terms of the comparison's kind.
  private static func finding(_ entry: Entry) -> [String] {
    let verdict = entry.verdict
    if verdict.rows.isEmpty { return [] }
    if entry.comparison.kind == .ordering {
      return ["Order: \(MarkdownText.inline(Words.worst(entry)))"]
    }
    let statistic = Words.statistic(verdict)
    var facts = statistic.map { ["Statistic: \(MarkdownText.inline($0))"] } ?? []
    if statistic == nil || entry.comparison.kind == .table || entry.comparison.kind == .curve {
      let usage = Words.usage(verdict).map { ", \($0)" } ?? ""
      facts.append("Worst deviation: \(MarkdownText.inline(Words.worst(entry)))\(usage)")
    }
    return facts
  }

  private static func faults(_ entry: Entry) -> String {
    if entry.faults.isEmpty { return "Faults meant for it: none recorded" }
    return "Faults meant for it: "
      + entry.faults.map { "\(MarkdownText.code($0.id)) (\(MarkdownText.inline($0.title)))" }
      .joined(separator: "; ")
  }

  static func repetition(_ entry: Entry, _ record: RunRecord) -> String {
    // A comparison of a higher tier is not run again by the tier of a run that left it out.
    let tier = max(record.run.tier, entry.comparison.tier)
    return "assay run \(entry.studyID) --only \(entry.id) --tier \(tier.rawValue) "
      + "--seed \(record.run.seed)"
  }

  private static func rows(_ entry: Entry) -> String {
    let all = entry.worstRows
    if all.isEmpty { return "" }
    let shown = all.prefix(rowLimit)
    let unit = entry.units.map { $0.isEmpty ? "" : " [\(MarkdownText.inline($0))]" } ?? ""
    var text = MarkdownText.table(
      ["row", "reference\(unit)", "ours\(unit)", "deviation", "bound", "pull", "status"],
      shown.map { row in
        [
          MarkdownText.inline(row.label), number(row.reference, row.referenceError),
          number(row.ours, row.ourError), Words.deviation(row, entry), Words.bound(row, entry),
          row.pull.map { Format.deviation($0) } ?? "–",
          row.known ? "\(row.status.rawValue) (known)" : row.status.rawValue,
        ]
      }, right: [1, 2, 3, 4, 5])
    let rest = all.dropFirst(rowLimit)
    if let next = rest.map({ Entry.share($0) }).max() {
      text +=
        "\n\(Format.count(rest.count, "more row")) not shown; "
        + "the largest share of the tolerance among them is \(Format.share(next)).\n"
    }
    return text + "\n"
  }

  private static func number(_ value: Double, _ error: Double?) -> String {
    Format.value(value) + (error.map { " ± \(Format.size($0))" } ?? "")
  }
}
