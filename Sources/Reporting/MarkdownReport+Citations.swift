// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension MarkdownReport {
  /// One entry of a list of papers: authors, title, year, links.
  static func reference(_ citation: Citation) -> String {
    var parts = [
      MarkdownText.paragraph(citation.authors), "*\(MarkdownText.inline(citation.title))*",
    ]
    if let year = citation.year { parts.append(String(year)) }
    if let id = citation.arXiv {
      parts.append(MarkdownText.link("arXiv:\(id)", to: "https://arxiv.org/abs/\(id)"))
    }
    if let doi = citation.doi {
      parts.append(MarkdownText.link("doi:\(doi)", to: "https://doi.org/\(doi)"))
    }
    if let url = citation.url { parts.append(MarkdownText.link("web", to: url)) }
    return parts.joined(separator: ", ")
  }

  /// The same in plain text, with addresses written out.
  static func plainReference(_ citation: Citation) -> String {
    var parts = [citation.authors, citation.title]
    if let year = citation.year { parts.append(String(year)) }
    if let id = citation.arXiv { parts.append("arXiv:\(id)") }
    if let doi = citation.doi { parts.append("doi:\(doi)") }
    if let url = citation.url { parts.append(url) }
    return parts.joined(separator: ", ")
  }

  /// What a user of these results should cite, as BibTeX.
  static func citations(_ record: RunRecord) -> String {
    let bibliography = Bibliography(record)
    if bibliography.papers.isEmpty { return "" }
    return "## Citations\n\nWho uses these results should cite what they rest on:\n\n"
      + MarkdownText.block(bibliography.bibTeX, language: "bibtex")
  }
}
