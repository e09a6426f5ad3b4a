// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The papers, data releases and programs that the studies of a run rest on.
struct CratePapers {
  private let bibliography: Bibliography

  init(_ record: RunRecord) { bibliography = Bibliography(record) }

  /// A digital object identifier before an arXiv number before an address.
  private static func id(of paper: BibliographyEntry) -> String {
    if let doi = paper.doi { return "https://doi.org/" + CrateEntity.id(ofPath: doi) }
    if let arXiv = paper.arXiv {
      return "https://arxiv.org/abs/" + CrateEntity.id(ofPath: arXiv)
    }
    if let url = paper.url { return MarkdownText.address(url) }
    return "#paper-\(paper.key)"
  }

  /// Ids of all papers.
  var ids: [String] { bibliography.papers.map(Self.id) }

  /// Ids of the papers of a study; two studies may word one paper differently.
  func ids(of study: StudyRecord) -> [String] { ids(study.card.citations) }

  /// Ids of the study's papers that a text names by arXiv number, DOI or address.
  func ids(namedIn text: String, of study: StudyRecord) -> [String] {
    ids(
      study.card.citations.filter { citation in
        [citation.arXiv, citation.doi, citation.url].contains { name in
          name.map { text.contains($0) } ?? false
        }
      })
  }

  private func ids(_ citations: [Citation]) -> [String] {
    citations.compactMap { bibliography.entry(of: $0).map(Self.id) }
  }

  var entities: [CrateEntity] {
    bibliography.papers.map { paper in
      let isPaper = paper.arXiv != nil || paper.doi != nil
      let year = paper.year.map { ", \($0)" } ?? ""
      let names = [
        paper.doi.map { "https://doi.org/\($0)" },
        paper.arXiv.map { "https://arxiv.org/abs/\($0)" },
      ]
      return CrateEntity(
        Self.id(of: paper), isPaper ? "ScholarlyArticle" : "CreativeWork",
        [
          ("name", .text(paper.title)), ("description", .text(paper.authors + year)),
          ("datePublished", paper.year.map { .text(String($0)) }),
          ("identifier", .list(names.compactMap { $0.map(CrateValue.text) })),
          ("url", paper.url.map { .text($0) }),
        ])
    }
  }
}
