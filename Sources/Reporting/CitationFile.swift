// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// CITATION.cff (1.2.0) of the program and of the papers whose results a run solved again.
enum CitationFile {
  static let name = "CITATION.cff"

  static func text(of record: RunRecord, version: String, url: String?) -> String {
    var text = """
      # Exported by assay \(MarkdownText.oneLine(version)); the program that ran is known by its commit.
      cff-version: 1.2.0
      message: "If you use this run, please cite the program and the papers whose results it solved again."
      title: "Assay"
      type: software
      license: GPL-3.0-or-later
      authors:
        - name: "The Assay developers"

      """
    text += "version: \(YAMLText.quoted(CrateSoftware.version(of: record.environment)))\n"
    if let commit = record.environment.gitCommit { text += "commit: \(YAMLText.quoted(commit))\n" }
    if let url { text += "repository-code: \(YAMLText.quoted(url))\n" }
    let papers = Bibliography(record).papers
    if papers.isEmpty { return text }
    return text + "references:\n" + papers.map(reference).joined()
  }

  private static func reference(_ citation: BibliographyEntry) -> String {
    let isPaper = citation.arXiv != nil || citation.doi != nil
    var text = "  - type: \(isPaper ? "article" : "generic")\n"
    text += "    title: \(YAMLText.quoted(citation.title))\n"
    // The list of authors has no fixed form here; as one name it stays as it was written.
    text += "    authors:\n      - name: \(YAMLText.quoted(citation.authors))\n"
    if let year = citation.year { text += "    year: \(year)\n" }
    if let url = citation.url { text += "    url: \(YAMLText.quoted(url))\n" }
    var identifiers: [String] = []
    if let doi = citation.doi { identifiers.append("{type: doi, value: \(YAMLText.quoted(doi))}") }
    if let id = citation.arXiv {
      identifiers.append("{type: other, value: \(YAMLText.quoted("arXiv:\(id)"))}")
    }
    if identifiers.isEmpty { return text }
    return text + "    identifiers:\n" + identifiers.map { "      - \($0)\n" }.joined()
  }
}
