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
    var seen: [Citation] = []
    for citation in record.studies.flatMap(\.card.citations) where !seen.contains(citation) {
      seen.append(citation)
    }
    if seen.isEmpty { return "" }
    var keys: [String: Int] = [:]
    let entries = seen.map { citation -> String in
      let stem = key(citation)
      keys[stem, default: 0] += 1
      let count = keys[stem]!
      return bibTeX(citation, key: count == 1 ? stem : "\(stem)-\(count)")
    }
    return "## Citations\n\nWho uses these results should cite what they rest on:\n\n"
      + MarkdownText.block(entries.joined(separator: "\n"), language: "bibtex")
  }

  private static func bibTeX(_ citation: Citation, key: String) -> String {
    // A second pair of braces keeps the list as it is written: it has no fixed form here.
    var fields = [
      ("author", "{\(plain(citation.authors))}"), ("title", citation.title),
    ]
    if let year = citation.year { fields.append(("year", String(year))) }
    if let id = citation.arXiv { fields += [("eprint", id), ("archivePrefix", "arXiv")] }
    if let doi = citation.doi { fields.append(("doi", doi)) }
    if let url = citation.url { fields.append(("url", url)) }
    let lines = fields.map { name, value in
      "  \(name) = {\(name == "author" ? value : plain(value))}"
    }
    return "@misc{\(key),\n\(lines.joined(separator: ",\n"))\n}"
  }

  /// Text without the braces that would unbalance an entry.
  private static func plain(_ text: String) -> String {
    MarkdownText.oneLine(text).filter { $0 != "{" && $0 != "}" }
  }

  /// The first author's last word before a comma, "et al." or "and", with the year.
  private static func key(_ citation: Citation) -> String {
    let first = citation.authors.split(separator: ",").first.map(String.init) ?? citation.authors
    let words = first.split(separator: " ").prefix { $0 != "et" && $0 != "and" && $0 != "&" }
    let name = (words.last ?? "anonymous").filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return (name.isEmpty ? "anonymous" : name.lowercased())
      + (citation.year.map { String($0) } ?? "")
  }
}
