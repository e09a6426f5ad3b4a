// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// A paper, data release or library that results rest on, as a list of references and BibTeX
/// name it.
public struct BibliographyEntry: Sendable, Equatable {
  /// BibTeX's own kinds of entry, as far as they are used.
  public enum Kind: String, Sendable { case article, inproceedings, manual, misc }

  /// Unique in its bibliography.
  public var key = ""
  public var kind: Kind
  /// As printed: "Frigo, Johnson" or "M. Frigo, S. G. Johnson".
  public var authors: String
  public var title: String
  public var year: Int?
  /// Journal or proceedings with volume and pages, as printed; nil where there is none.
  public var venue: String?
  public var arXiv: String?
  public var doi: String?
  public var url: String?
  /// Version in use, and what for: of libraries only.
  public var note: String?
  /// Fields of BibTeX beyond those above, such as volume and pages.
  var fields: [(name: String, value: String)] = []

  init(
    _ kind: Kind, authors: String, title: String, year: Int? = nil, venue: String? = nil,
    arXiv: String? = nil, doi: String? = nil, url: String? = nil, note: String? = nil,
    fields: [(name: String, value: String)] = []
  ) {
    (self.kind, self.authors, self.title, self.year) = (kind, authors, title, year)
    (self.venue, self.arXiv, self.doi, self.url) = (venue, arXiv, doi, url)
    (self.note, self.fields) = (note, fields)
  }

  init(_ citation: Citation) {
    self.init(
      .misc, authors: citation.authors, title: citation.title, year: citation.year,
      arXiv: citation.arXiv, doi: citation.doi, url: citation.url)
  }

  /// Where it can be read: a name and an address each.
  public var links: [(name: String, address: String)] {
    var links: [(name: String, address: String)] = []
    if let arXiv { links.append(("arXiv:\(arXiv)", "https://arxiv.org/abs/\(arXiv)")) }
    if let doi { links.append(("doi:\(doi)", "https://doi.org/\(doi)")) }
    if let url { links.append((url, url)) }
    return links
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.key == b.key && a.bibTeX == b.bibTeX && a.venue == b.venue
  }

  /// Whether both are the same work: by an identifier where both have one of a kind, else by title.
  func isSameWork(as other: Self) -> Bool {
    if let a = arXiv, let b = other.arXiv { return a == b }
    if let a = doi, let b = other.doi { return a.lowercased() == b.lowercased() }
    return title.lowercased() == other.title.lowercased() && year == other.year
  }

  /// Takes from `other` what is not known here.
  mutating func complete(from other: Self) {
    year = year ?? other.year
    arXiv = arXiv ?? other.arXiv
    doi = doi ?? other.doi
    url = url ?? other.url
    venue = venue ?? other.venue
    note = note ?? other.note
  }
}
