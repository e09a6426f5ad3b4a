// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A comparison of two runs or benches as plain text in sections, from which the page in Markdown and
/// that in HTML are made alike.
public struct ComparisonPage: Sendable, Equatable {
  struct Table: Sendable, Equatable {
    var header: [String]
    var rows: [[String]]
  }

  struct Section: Sendable, Equatable {
    var title: String
    var paragraphs: [String]
    var table: Table?
  }

  var title: String
  /// One sentence: what changed.
  public internal(set) var verdict: String
  var sections: [Section]

  /// Pages joined under the first's title.
  static func + (a: ComparisonPage, b: ComparisonPage) -> ComparisonPage {
    ComparisonPage(
      title: a.title, verdict: a.verdict + " " + b.verdict, sections: a.sections + b.sections)
  }

  /// The page in Markdown.
  public var markdown: String {
    var text = "# \(MarkdownText.inline(title))\n\n**\(MarkdownText.inline(verdict))**\n"
    for section in sections {
      text += "\n## \(MarkdownText.inline(section.title))\n"
      for paragraph in section.paragraphs { text += "\n\(MarkdownText.paragraph(paragraph))\n" }
      if let table = section.table {
        let rows = table.rows.map { $0.map(MarkdownText.inline) }
        text += "\n" + MarkdownText.table(table.header.map(MarkdownText.inline), rows)
      }
    }
    return text
  }

  /// The page as one HTML file without network.
  public func html() throws(AssayError) -> String {
    let sections = sections.map { section -> [String: Any] in
      var values: [String: Any] = ["heading": section.title, "paragraphs": section.paragraphs]
      if let table = section.table {
        let cells: [String: Any] = [
          "caption": section.title, "header": table.header,
          "rows": table.rows.map { ["cells": $0] },
        ]
        values["table"] = cells
      }
      return values
    }
    let body = try HTMLPage.render(
      "difference", ["title": title, "verdict": verdict, "sections": sections])
    return try HTMLPage.text(title: title, body: body)
  }

  /// Writes compare.md and, where asked for, compare.html under the name given.
  public func write(
    to folder: String, name: String, html wantsHTML: Bool
  ) throws(AssayError) {
    try AtomicFile.write(markdown, to: "\(folder)/\(name).md")
    if wantsHTML { try AtomicFile.write(try html(), to: "\(folder)/\(name).html") }
  }
}
