// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension HTMLReport {
  /// A study: papers, figures, tables, every comparison in full, claims, notes, times and files.
  func section(
    _ study: StudyRecord, _ entries: [Entry], details: String
  ) throws(AssayError) -> String {
    let known = entries.filter { $0.comparison.known != nil }
    return try HTMLPage.render(
      "study",
      [
        "id": study.card.id, "anchor": MarkdownText.anchor(study.card.id),
        "title": study.card.title, "summary": study.card.summary,
        "hasPapers": !study.card.citations.isEmpty,
        "papers": study.card.citations.map(paper),
        "hasFigures": !study.figures.isEmpty, "figures": drawings(study),
        "tables": (study.tables ?? []).map(Self.summaryTable),
        "comparisons": details,
        "hasKnown": !known.isEmpty,
        "known": known.map {
          "\(HTMLEntry.link($0)), \(HTMLEntry.knownDifference($0.comparison.known!, $0))"
        },
        "hasClaims": !study.claims.isEmpty,
        "claims": study.claims.map {
          [
            "id": $0.id, "text": $0.text, "source": HTMLText.linked($0.source),
            "because": $0.because,
          ]
        },
        "hasNotes": !study.notes.isEmpty, "notes": study.notes.map(HTMLText.linked),
        "stages": Self.stages(study), "files": Self.files(study),
      ])
  }

  private func paper(_ citation: Citation) -> String {
    let entry = bibliography.entry(of: citation) ?? BibliographyEntry(citation)
    let anchor = entry.key.isEmpty ? "" : " <a href=\"#cite-\(entry.key)\">entry</a>"
    return Self.reference(entry) + anchor
  }

  private func drawings(_ study: StudyRecord) -> [[String: Any]] {
    // Ids within drawings are as short as can be: some figures have a thousand of them.
    let before = record.studies.prefix { $0.card.id != study.card.id }
      .reduce(0) { $0 + $1.figures.count }
    return study.figures.enumerated().map { i, figure in
      (figures[figure.id] ?? .notDrawn("not there")).values(of: figure, number: before + i)
    }
  }

  private static func summaryTable(_ table: SummaryTable) -> [String: Any] {
    let right = table.columns.indices.filter { column in
      table.rows.contains { $0[column].value != nil }
    }
    let html = HTMLTable(
      caption: table.title, header: table.columns.map(HTMLText.escape),
      rows: table.rows.map { $0.map(cell) }, right: Set(right)
    ).text
    return ["title": table.title, "table": html, "caption": table.caption]
  }

  private static func cell(_ cell: SummaryTable.Cell) -> String {
    if let value = cell.value {
      return Format.glance(value) + (cell.standardError.map { " ± \(Format.size($0))" } ?? "")
    }
    return cell.text.map(HTMLText.escape) ?? "–"
  }

  /// Wall seconds by task, the longest first.
  private static func stages(_ study: StudyRecord) -> String {
    if study.stages.isEmpty { return "" }
    let sorted = study.stages.enumerated().sorted {
      $0.element.seconds == $1.element.seconds
        ? $0.offset < $1.offset : $0.element.seconds > $1.element.seconds
    }.map(\.element)
    let total = study.stages.reduce(0) { $0 + $1.seconds }
    let sum = "\(Format.count(study.stages.count, "task")), \(Format.seconds(total)) in sum"
    return "<details><summary>Time: \(sum)</summary>\n"
      + HTMLTable(
        caption: "Wall time of each task of \(study.card.id)", header: ["task", "wall time"],
        rows: sorted.map { [HTMLText.code($0.task), Format.seconds($0.seconds)] }, right: [1]
      ).text + "</details>\n"
  }

  private static func files(_ study: StudyRecord) -> String {
    if study.referenceFiles.isEmpty { return "" }
    let rows = study.referenceFiles.sorted { $0.key < $1.key }.map {
      [
        HTMLText.code("Reference/\($0.key)"),
        "<code class=\"sha\">\(HTMLText.escape($0.value))</code>",
      ]
    }
    return "<details><summary>Reference files (\(rows.count)), SHA-256</summary>\n"
      + HTMLTable(
        caption: "Reference files of \(study.card.id)", header: ["file", "SHA-256"], rows: rows
      ).text + "</details>\n"
  }
}
