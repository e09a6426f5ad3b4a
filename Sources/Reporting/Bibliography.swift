// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
public import Harness

/// What a run rests on: the papers of its studies and the libraries of this program, each once.
public struct Bibliography: Sendable, Equatable {
  /// In the order of the studies.
  public private(set) var papers: [BibliographyEntry]
  public private(set) var libraries: [BibliographyEntry]

  public init(_ record: RunRecord) {
    var papers: [BibliographyEntry] = []
    for citation in record.studies.flatMap(\.card.citations) {
      let entry = BibliographyEntry(citation)
      if let i = papers.firstIndex(where: { $0.isSameWork(as: entry) }) {
        papers[i].complete(from: entry)
      } else {
        papers.append(entry)
      }
    }
    var libraries: [BibliographyEntry] = []
    for library in Self.libraries(record.environment) {
      // A library whose paper a study cites already is not listed twice.
      if let i = papers.firstIndex(where: { $0.isSameWork(as: library) }) {
        papers[i].complete(from: library)
      } else {
        libraries.append(library)
      }
    }
    (self.papers, self.libraries) = (papers, libraries)
    var keys: [String: Int] = [:]
    for i in papers.indices { self.papers[i].key = Self.key(of: papers[i], &keys) }
    for i in libraries.indices { self.libraries[i].key = Self.key(of: libraries[i], &keys) }
  }

  /// All entries as one BibTeX file in UTF-8.
  public var bibTeX: String { (papers + libraries).map(\.bibTeX).joined(separator: "\n") }

  /// The entry of a citation of one of the studies.
  func entry(of citation: Citation) -> BibliographyEntry? {
    let work = BibliographyEntry(citation)
    return papers.first { $0.isSameWork(as: work) }
  }

  private static let groupWords: Set<String> = [
    "the", "collaboration", "collaborations", "community", "group", "inc.", "authors",
  ]

  /// The first author's surname with the year, in plain ASCII: "gorski2005", "boddy2018-2".
  private static func key(of entry: BibliographyEntry, _ taken: inout [String: Int]) -> String {
    let first = entry.authors.split(separator: ",").first.map(String.init) ?? entry.authors
    let words = first.split(separator: " ").prefix { $0 != "et" && $0 != "and" && $0 != "(" }
    // A group goes by its own name, not by the word for a group.
    let named = words.filter { !Self.groupWords.contains($0.lowercased()) }
    let word = named.count < words.count ? named.first : words.last
    let folded = (word.map(String.init) ?? "")
      .folding(options: [.diacriticInsensitive], locale: Locale(identifier: "en_US_POSIX"))
    let name = folded.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let stem = (name.isEmpty ? "anonymous" : name) + (entry.year.map { String($0) } ?? "")
    taken[stem, default: 0] += 1
    let count = taken[stem]!
    return count == 1 ? stem : "\(stem)-\(count)"
  }
}
