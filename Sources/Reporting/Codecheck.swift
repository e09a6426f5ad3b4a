// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// `codecheck.yml` of the CODECHECK community workflow, configuration file specification 1.0
/// (https://codecheck.org.uk/spec/config/1.0/): what a person who checks a paper must look at.
struct Codecheck {
  static let name = "codecheck.yml"

  /// A file of the bundle and what it answers.
  struct Item: Equatable {
    var file: String
    var comment: String
  }

  var record: RunRecord
  var items: [Item]
  /// Nil in the author's stage, before anybody has checked: manifest, paper, source and repository
  /// alone are the author's to write.
  var codechecker: Contributor?
  /// Identifier of the published report, which the codechecker must give.
  var report: String?
  var repository: String?

  /// The manifest lists the figures and tables only: what a checker must make again.
  var text: String {
    var text = "%YAML 1.1\n---\nversion: \"https://codecheck.org.uk/spec/config/1.0/\"\nmanifest:\n"
    for item in items {
      text += "  - file: \(YAMLText.quoted(item.file))\n"
      text += "    comment: \(YAMLText.quoted(MarkdownText.oneLine(item.comment)))\n"
    }
    text += paper
    guard let codechecker else { return text + place }
    text += "codechecker:\n  - name: \(YAMLText.quoted(codechecker.name ?? "not named"))\n"
    if let orcid = codechecker.orcid { text += "    ORCID: \(YAMLText.quoted(orcid))\n" }
    text += "report: \(YAMLText.quoted(report ?? Self.reportToCome))\n"
    text += "summary: \(YAMLText.quoted(Summary(record).sentence))\n"
    return text + place + "check_time: \(YAMLText.quoted(time))\n"
  }

  /// What stands for the identifier until there is one.
  static let reportToCome = "to be filled in: the identifier of the published report"

  private var place: String {
    let repository = repository.map { "repository: \(YAMLText.quoted($0))\n" } ?? ""
    return repository + "source: \(YAMLText.quoted(source))\n"
  }

  /// A check is of one paper: that of the only study. Of several studies none is singled out.
  private var paper: String {
    guard record.studies.count == 1, let citation = record.studies[0].card.citations.first else {
      return ""
    }
    var text = "paper:\n  title: \(YAMLText.quoted(citation.title))\n  authors:\n"
    for name in Self.names(citation.authors) { text += "    - name: \(YAMLText.quoted(name))\n" }
    let reference =
      citation.doi.map { "https://doi.org/\($0)" }
      ?? citation.arXiv.map { "https://arxiv.org/abs/\($0)" } ?? citation.url
    if let reference { text += "  reference: \(YAMLText.quoted(reference))\n" }
    return text
  }

  /// "A. Author, B. Writer" as two; commas inside parentheses separate nobody.
  static func names(_ authors: String) -> [String] {
    var names = [""]
    var depth = 0
    for character in authors {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if character == ",", depth == 0 {
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    let clean = names.map(MarkdownText.oneLine).filter { !$0.isEmpty }
    return clean.isEmpty ? ["not named"] : clean
  }

  private var source: String {
    let papers = record.studies.map { study in
      let ids = study.card.citations.compactMap { citation in
        citation.arXiv.map { "arXiv:\($0)" } ?? citation.doi.map { "doi:\($0)" } ?? citation.url
      }
      return "\(study.card.id) (\(ids.joined(separator: ", ")))"
    }
    return "Results solved again by assay, held against: " + papers.joined(separator: "; ")
  }

  /// "2026-11-22 05:40:37", UTC.
  private var time: String {
    record.run.finished.replacing("T", with: " ").replacing("Z", with: "")
  }
}
