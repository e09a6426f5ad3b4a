// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

@Suite struct BibliographyTests {
  /// Reads BibTeX as BibTeX does, as far as entries in braces go; nil where it is not well-formed.
  static func entries(_ text: String) -> [(key: String, fields: [String: String])]? {
    var entries: [(key: String, fields: [String: String])] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "@") {
      guard rest[..<start].allSatisfy(\.isWhitespace),
        let open = rest[start...].firstIndex(of: "{"), let end = close(rest, open)
      else { return nil }
      let body = rest[rest.index(after: open)..<end]
      guard let comma = body.firstIndex(of: ",") else { return nil }
      let key = String(body[..<comma])
      guard !key.isEmpty, key.allSatisfy({ $0.isASCII && !" {}\"#%',=~\\".contains($0) }),
        let fields = fields(body[body.index(after: comma)...])
      else { return nil }
      entries.append((key, fields))
      rest = rest[rest.index(after: end)...]
    }
    return rest.allSatisfy(\.isWhitespace) ? entries : nil
  }

  /// The brace that closes the one at `open`.
  private static func close(_ text: Substring, _ open: String.Index) -> String.Index? {
    var depth = 0
    for i in text[open...].indices {
      if text[i] == "{" { depth += 1 }
      if text[i] == "}" { depth -= 1 }
      if depth == 0 { return i }
    }
    return nil
  }

  private static func fields(_ text: Substring) -> [String: String]? {
    var fields: [String: String] = [:]
    var rest = text.drop(while: \.isWhitespace)
    while !rest.isEmpty {
      guard let equals = rest.firstRange(of: " = {"),
        let end = close(rest, rest.index(before: equals.upperBound))
      else { return nil }
      let name = String(rest[..<equals.lowerBound])
      guard name.allSatisfy(\.isLetter), fields[name] == nil else { return nil }
      fields[name] = String(rest[equals.upperBound..<end])
      rest = rest[rest.index(after: end)...].drop { $0.isWhitespace || $0 == "," }
    }
    return fields
  }

  @Test(arguments: [
    "@misc{a,\n  title = {open {brace}\n}\n", "@misc{,\n  title = {no key}\n}\n",
    "@misc{a b,\n  title = {a space}\n}\n", "@misc{a,\n  title = bare\n}\n", "stray @misc{a,\n}\n",
    "@misc{a,\n  year = {1},\n  year = {2}\n}\n",
  ])
  func readerRefusesWhatIsNotWellFormed(_ text: String) { #expect(Self.entries(text) == nil) }

  @Test func everyEntryOfTheCommittedRecordIsWellFormed() throws {
    let record = try RunRecord.read(from: SampleRecord.committed)
    let bibliography = Bibliography(record)
    let entries = try #require(Self.entries(bibliography.bibTeX))
    #expect(entries.count == bibliography.papers.count + bibliography.libraries.count)
    #expect(Set(entries.map(\.key)).count == entries.count)
    #expect(entries.allSatisfy { $0.fields["title"] != nil && $0.fields["author"] != nil })
    // Each work once, though two studies cite it.
    let ids = entries.compactMap { $0.fields["eprint"] }
    #expect(Set(ids).count == ids.count)
    let cited = Set(record.studies.flatMap(\.card.citations).compactMap(\.arXiv))
    #expect(cited.isSubset(of: Set(ids)))
    let dois = entries.compactMap { $0.fields["doi"] }
    #expect(dois.contains("10.1109/JPROC.2004.840301"))
    #expect(Set(dois).count == dois.count)
    // HEALPix is a paper of a study already, and completed by what the library knows.
    #expect(
      bibliography.papers.contains { $0.arXiv == "astro-ph/0409513" && $0.doi == "10.1086/427976" })
    #expect(!bibliography.libraries.contains { $0.arXiv == "astro-ph/0409513" })
    #expect(bibliography.libraries.contains { $0.note?.hasPrefix("GSL 2.7.1: ") == true })
  }

  @Test(arguments: [
    ("Alvarez, Calore, Genina", "Alvarez and Calore and Genina"),
    ("S. Caron, R. Ruiz de Austri", "Caron, S. and {Ruiz de Austri}, R."),
    ("Boddy, Shams Es Haghi", "Boddy and {Shams Es Haghi}"),
    ("Cirelli et al.", "Cirelli and others"),
    ("T. Williams, C. Kelley et al.", "Williams, T. and Kelley, C. and others"),
    ("Albert et al. (Fermi-LAT and DES)", "{Albert et al. (Fermi-LAT and DES)}"),
    ("scikit-hep", "{scikit-hep}"), ("MLFermiLATDwarfs", "{MLFermiLATDwarfs}"),
    ("Apple Inc.", "{Apple Inc.}"), ("Choudalakis", "Choudalakis"),
    ("X. Zhang, Q. Wang", "Zhang, X. and Wang, Q."),
    ("HAWC and IceCube Collaborations", "{HAWC and IceCube Collaborations}"),
    ("Bell & Sons, {odd}", "{Bell \\& Sons, \\textbraceleft odd\\textbraceright }"),
  ])
  func authorsAreParted(_ list: String, _ names: String) { #expect(BibTeX.authors(list) == names) }

  @Test(arguments: [
    "100 % {open & $x_1$ #2 ~ ^ \\end{document}", "}}}{{{", "a\nb\u{7}c", "@misc{inner, x = {y}}",
  ])
  func hostileTextStaysOneEntry(_ text: String) throws {
    var record = SampleRecord.all
    record.studies[0].card.citations = [
      Citation(authors: text, title: text, year: nil, arXiv: text, doi: text, url: text)
    ]
    let bibliography = Bibliography(record)
    let entries = try #require(Self.entries(bibliography.papers[0].bibTeX))
    #expect(entries.count == 1)
    #expect(entries[0].fields.count == 6)
  }

  @Test(arguments: [
    ("ATLAS Collaboration", "atlas2020"), ("DarkMachines community", "darkmachines2020"),
    ("The HDF Group", "hdf2020"), ("M. Galassi et al.", "galassi2020"),
  ])
  func keysAreNamesOfTheirOwn(_ authors: String, _ key: String) {
    var record = SampleRecord.all
    record.studies[0].card.citations = [Citation(authors: authors, title: "T", year: 2020)]
    #expect(Bibliography(record).papers.map(\.key) == [key])
  }

  @Test func twoWorksOfOneAuthorAndYearAreToldApart() {
    #expect(Bibliography(SampleRecord.all).papers.map(\.key) == ["author2020", "author2020-2"])
  }
}
