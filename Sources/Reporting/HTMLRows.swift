// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The rows of a comparison as tables: the worst at once, all others behind a click.
///
/// A report has more than ten thousand rows, so the markup is as short as HTML allows, and what is
/// the same in every row is said once, in the caption.
struct HTMLRows {
  private let entry: Entry
  private let worst: [Verdict.Row]
  private let others: [Verdict.Row]
  private let bounds: [String]
  private let hasPulls: Bool
  private let hasStates: Bool
  private let count: Int
  private let labels: HTMLRowLabels

  /// `rows` are all rows of the entry, the worst first.
  init(_ entry: Entry, _ rows: [Verdict.Row], limit: Int) {
    self.entry = entry
    // One more row takes less room than the words that would hide it.
    let shown = rows.count <= limit + 2 ? rows.count : limit
    worst = Array(rows.prefix(shown))
    others = Array(rows.dropFirst(shown))
    count = rows.count
    labels = HTMLRowLabels(rows)
    hasPulls = rows.contains { $0.pull != nil }
    hasStates = rows.contains { $0.status != .reproduced || $0.known }
    var bounds: [String] = []
    for row in rows {
      let bound = Words.bound(row, entry)
      if !bounds.contains(bound) { bounds.append(bound) }
      if bounds.count > 1 { break }
    }
    self.bounds = bounds
  }

  var text: String {
    if count == 0 { return "" }
    let order = others.isEmpty ? "" : ", the worst first"
    var html = table(worst, caption: Format.count(count, "row") + order + common)
    if !others.isEmpty {
      let next = others.map { Entry.share($0) }.max() ?? 0
      html += "<details><summary>\(Format.count(others.count, "more row")), the largest share of "
      html += "the tolerance among them \(Format.share(next))</summary>\n"
      html += table(others, caption: "The other rows" + common) + "</details>\n"
    }
    return html
  }

  /// What holds for every row.
  private var common: String {
    var parts = labels.common.map { [$0] } ?? []
    if !hasStates { parts.append("all reproduced") }
    if bounds.count == 1 { parts.append("bound \(bounds[0])") }
    return parts.isEmpty ? "" : "; in every row: " + parts.joined(separator: ", ")
  }

  private func table(_ rows: [Verdict.Row], caption: String) -> String {
    let unit = entry.units.map { $0.isEmpty ? "" : " [\(HTMLText.escape($0))]" } ?? ""
    var heads = labels.heads.map { HTMLText.escape($0) }
    heads += ["reference\(unit)", "ours\(unit)", "deviation"]
    if bounds.count > 1 { heads.append("bound") }
    if hasPulls { heads.append("pull") }
    heads.append("used")
    if hasStates { heads.append("status") }
    var html = "<div class=\"sc\"><table class=\"r\"><caption>\(HTMLText.escape(caption))</caption>"
    html += "<thead><tr>"
    for head in heads { html += "<th scope=\"col\">\(head)" }
    html += "<tbody>\n"
    for row in rows { add(row, to: &html) }
    return html + "</table></div>\n"
  }

  /// End tags of rows and cells may be left out, and are.
  private func add(_ row: Verdict.Row, to html: inout String) {
    html += row.status == .reproduced || row.known ? "<tr>" : "<tr class=\"x\">"
    for (i, cell) in labels.cells(row).enumerated() {
      html += i == 0 ? "<th>" : "<td>"
      html += HTMLText.escape(cell)
    }
    html += "<td>"
    html += HTMLEntry.reference(row)
    html += "<td>"
    html += HTMLEntry.ours(row)
    html += "<td>"
    html += HTMLText.escape(Words.deviation(row, entry))
    if bounds.count > 1 {
      html += "<td>"
      html += HTMLText.escape(Words.bound(row, entry))
    }
    if hasPulls {
      html += "<td>"
      html += row.pull.map { Format.deviation($0) } ?? "–"
    }
    html += "<td>"
    html += Format.share(Entry.share(row))
    if hasStates {
      html += "<td>"
      html += row.status.rawValue
      if row.known { html += " (known)" }
    }
    html += "\n"
  }
}
