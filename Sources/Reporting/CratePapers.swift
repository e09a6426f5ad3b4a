// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The papers, data releases and programs that the studies of a run rest on.
struct CratePapers {
  private(set) var all: [(id: String, citation: Citation)] = []

  init(_ record: RunRecord) {
    for citation in record.studies.flatMap(\.card.citations) {
      let id = Self.id(of: citation, number: all.count + 1)
      if !all.contains(where: { $0.id == id || $0.citation == citation }) {
        all.append((id, citation))
      }
    }
  }

  /// A digital object identifier before an arXiv number before an address.
  private static func id(of citation: Citation, number: Int) -> String {
    if let doi = citation.doi { return "https://doi.org/" + CrateEntity.id(ofPath: doi) }
    if let arXiv = citation.arXiv {
      return "https://arxiv.org/abs/" + CrateEntity.id(ofPath: arXiv)
    }
    if let url = citation.url { return MarkdownText.address(url) }
    return "#paper-\(number)"
  }

  /// Ids of the papers of a study.
  func ids(of study: StudyRecord) -> [String] { study.card.citations.compactMap { id(of: $0) } }

  /// Two studies may word one paper differently: the identifier decides.
  private func id(of citation: Citation) -> String? {
    all.first { $0.citation == citation || $0.id == Self.id(of: citation, number: 0) }?.id
  }

  /// Ids of the study's papers that a text names by arXiv number, DOI or address.
  func ids(namedIn text: String, of study: StudyRecord) -> [String] {
    study.card.citations.filter { citation in
      [citation.arXiv, citation.doi, citation.url].contains { name in
        name.map { text.contains($0) } ?? false
      }
    }.compactMap { id(of: $0) }
  }

  var entities: [CrateEntity] {
    all.map { paper in
      let citation = paper.citation
      let isPaper = citation.arXiv != nil || citation.doi != nil
      let year = citation.year.map { ", \($0)" } ?? ""
      return CrateEntity(
        paper.id, isPaper ? "ScholarlyArticle" : "CreativeWork",
        [
          ("name", .text(citation.title)), ("description", .text(citation.authors + year)),
          ("datePublished", citation.year.map { .text(String($0)) }),
          (
            "identifier",
            .list(
              [
                citation.doi.map { "https://doi.org/\($0)" },
                citation.arXiv.map { "https://arxiv.org/abs/\($0)" },
              ].compactMap { $0.map(CrateValue.text) })
          ),
          ("url", citation.url.map { .text($0) }),
        ])
    }
  }
}
