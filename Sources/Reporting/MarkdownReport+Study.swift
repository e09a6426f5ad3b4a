// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension MarkdownReport {
  static func section(
    _ study: StudyRecord, _ record: RunRecord, _ entries: [Entry], _ figures: Figures
  ) -> String {
    var text = "## \(MarkdownText.inline(study.card.title))\n\n"
    text += "Study \(MarkdownText.code(study.card.id)). "
    text += MarkdownText.inline(study.card.summary) + "\n\n"
    text += papers(study)
    text += drawings(study, figures)
    text += tables(study)
    text += "### Comparisons\n\n"
    text += entries.map { detail($0, record) }.joined()
    text += knownDifferences(entries)
    text += claims(study)
    if !study.notes.isEmpty {
      text += "### Notes on the sources\n\nThese are our readings.\n\n"
      text += study.notes.map { "- \(MarkdownText.paragraph($0))\n" }.joined() + "\n"
    }
    return text
  }

  private static func papers(_ study: StudyRecord) -> String {
    if study.card.citations.isEmpty { return "" }
    return "Rests on:\n\n" + study.card.citations.map { "- \(reference($0))\n" }.joined() + "\n"
  }

  private static func drawings(_ study: StudyRecord, _ figures: Figures) -> String {
    if study.figures.isEmpty { return "" }
    return "### Figures\n\n"
      + study.figures.map { figure in
        let title = MarkdownText.inline(figure.title)
        let caption = "*\(title).* \(MarkdownText.inline(figure.caption))\n\n"
        if let reason = figures.absence(of: figure.id) {
          return "Not drawn: \(MarkdownText.inline(reason))\n\n" + caption
        }
        let stem = MarkdownText.address("figures/\(figure.id)")
        return "![\(title)](\(stem).svg)\n\n" + caption
          + "Data: [\(MarkdownText.inline(figure.id)).dat](\(stem).dat), "
          + "script: [\(MarkdownText.inline(figure.id)).gp](\(stem).gp).\n\n"
      }.joined()
  }

  private static func tables(_ study: StudyRecord) -> String {
    (study.tables ?? []).map { table in
      let right = table.columns.indices.filter { column in
        table.rows.contains { $0[column].value != nil }
      }
      let rows = table.rows.map { $0.map(cell) }
      return "### \(MarkdownText.inline(table.title))\n\n"
        + MarkdownText.table(table.columns.map(MarkdownText.inline), rows, right: Set(right))
        + "\n\(MarkdownText.paragraph(table.caption))\n\n"
    }.joined()
  }

  private static func cell(_ cell: SummaryTable.Cell) -> String {
    if let value = cell.value {
      return Format.glance(value) + (cell.standardError.map { " ± \(Format.size($0))" } ?? "")
    }
    return cell.text.map(MarkdownText.inline) ?? "–"
  }

  private static func knownDifferences(_ entries: [Entry]) -> String {
    let known = entries.filter { $0.comparison.known != nil }
    if known.isEmpty { return "" }
    return "### Known differences\n\n"
      + known.map { entry in
        let difference = entry.comparison.known!
        let rows = difference.rows.sorted { $0.key < $1.key }.map { axis, keys in
          "\(axis) = \(keys.map(\.description).joined(separator: ", "))"
        }.joined(separator: "; ")
        return "- \(link(entry)), rows \(MarkdownText.inline(rows.isEmpty ? "any" : rows)) "
          + "(\(entry.verdict.knownDifferences) differ as said, "
          + "\(entry.verdict.vanished) no longer differ): "
          + "\(MarkdownText.inline(difference.explanation))\n"
      }.joined() + "\n"
  }

  private static func claims(_ study: StudyRecord) -> String {
    if study.claims.isEmpty { return "" }
    return "<a id=\"\(MarkdownText.anchor(study.card.id, "", "claims"))\"></a>\n\n"
      + "### Claims that cannot be compared\n\n"
      + study.claims.map {
        "- \(MarkdownText.code($0.id)): \(MarkdownText.inline($0.text)) "
          + "(\(MarkdownText.inline($0.source))). Why not: \(MarkdownText.inline($0.because))\n"
      }.joined() + "\n"
  }
}
