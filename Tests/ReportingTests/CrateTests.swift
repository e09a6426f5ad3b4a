// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

@Suite struct CrateTests {
  @Test func aCrateKeepsEveryRule() throws {
    try withScratch { (place: String) throws in
      let crate = try CrateFixture(in: place).written()
      #expect(try CrateCheck.problems(of: crate) == [])
      for file in [
        "record.json", "report.md", "codecheck.yml", "CITATION.cff", "manifest-sha256.txt",
        "Reference/toy/limits.yaml", "hepdata/toy/submission.yaml",
      ] {
        #expect(FileManager.default.fileExists(atPath: crate + "/" + file), "\(file)")
      }
    }
  }

  @Test func theSameRunGivesTheSameBytes() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let (one, two) = (try fixture.crate().files, try fixture.crate().files)
      #expect(one.map(\.path) == two.map(\.path))
      #expect(one.map(\.bytes) == two.map(\.bytes))
    }
  }

  @Test func zipHoldsTheSameFilesAndTheSameBytesAgain() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let crate = try fixture.crate()
      try crate.writeZip(to: place + "/a.zip")
      try crate.writeZip(to: place + "/b.zip")
      #expect(try InputFile.bytes(place + "/a.zip") == InputFile.bytes(place + "/b.zip"))
      let opened = try CrateFolder(place + "/a.zip")
      #expect(try CrateCheck.problems(of: opened.path) == [])
      #expect(try opened.record() == fixture.record)
    }
  }

  @Test func peopleAreThoseNamedAndNoOthers() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let nobody = String(decoding: try fixture.crate().files[0].bytes, as: UTF8.self)
      #expect(nobody.contains("\"name\": \"not named\""))
      #expect(!nobody.contains("\"author\""))
      let person = try Contributor(
        name: "Josiah Carberry", orcid: "https://orcid.org/0000-0002-1825-0097",
        organisation: "Brown University", ror: "05gq02987")
      let named = String(decoding: try fixture.crate(person).files[0].bytes, as: UTF8.self)
      #expect(named.contains("\"author\": {\"@id\": \"https://orcid.org/0000-0002-1825-0097\"}"))
      #expect(named.contains("\"publisher\": {\"@id\": \"https://ror.org/05gq02987\"}"))
      #expect(!named.contains("not named"))
    }
  }

  @Test(arguments: ["0000-0002-1825-0098", "0000-0002-1825", "1234", "0000-0002-1825-009x"])
  func aWrongORCIDIsRefused(orcid: String) {
    #expect(throws: AssayError.self) {
      try Contributor(name: "A", orcid: orcid, organisation: nil, ror: nil)
    }
  }

  @Test(arguments: ["0000-0002-1694-233X", "0000-0002-1825-0097"])
  func aRightORCIDIsTaken(orcid: String) throws {
    let person = try Contributor(name: "A", orcid: orcid, organisation: nil, ror: nil)
    #expect(person.orcid == orcid)
  }

  @Test func licencesAreThoseStatedElseSaidNotToBe() throws {
    try withScratch { (place: String) throws in
      let text = String(
        decoding: try CrateFixture(in: place).crate().files[0].bytes, as: UTF8.self)
      let limits = try #require(Self.entity("Reference/toy/limits.yaml", in: text))
      #expect(
        CrateCheck.ids(limits["license"]) == ["https://creativecommons.org/licenses/by/4.0/"])
      #expect(CrateCheck.ids(limits["citation"]) == ["https://doi.org/10.1000/toy%281%29"])
      let rules = try #require(Self.entity("Reference/toy/comparisons.yaml", in: text))
      #expect(CrateCheck.ids(rules["license"]) == ["#licence-not-stated"])
    }
  }

  @Test func anAlteredOrMissingReferenceIsRefusedByName() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let file = fixture.root + "/toy/limits.yaml"
      try CrateFixture.write("other: 1\n", file)
      let altered = #expect(throws: AssayError.self) { try fixture.crate() }
      #expect(altered?.description.contains("toy/limits.yaml") == true)
      #expect(altered?.status == .badInput)
      try FileManager.default.removeItem(atPath: file)
      let missing = #expect(throws: AssayError.self) { try fixture.crate() }
      #expect(missing?.description.contains("toy/limits.yaml") == true)
      #expect(missing?.status == .missing)
    }
  }

  @Test func anAlteredRecordIsTold() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place) { $0.studies[0].observables[0].values[0].value = 2 }
      #expect(try fixture.crate().notes.contains { $0.contains("altered") })
    }
  }

  @Test func nothingIsOverwrittenAndNothingHalfIsLeft() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let crate = try fixture.written()
      #expect(throws: AssayError.self) { try fixture.crate().write(to: crate) }
      struct Stop: Error {}
      #expect(throws: AssayError.self) {
        try WholeFolder.write(place + "/new") { (folder) throws(AssayError) in
          try AtomicFile.write("half", to: folder + "/a")
          throw AssayError.failed("stopped")
        }
      }
      #expect(try files(place) == ["Reference", "crate", "run"])
    }
  }

  @Test func codecheckListsFiguresAndTablesThatAreThere() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let crate = try fixture.written()
      let text = try text(crate + "/codecheck.yml")
      #expect(
        text.hasPrefix("%YAML 1.1\n---\nversion: \"https://codecheck.org.uk/spec/config/1.0/\"\n"))
      let listed = text.matches(of: /- file: "([^"]*)"/).map { String($0.output.1) }
      #expect(listed.contains { $0.hasPrefix("figures/") })
      #expect(listed.contains { $0.hasPrefix("hepdata/toy/") })
      for file in listed {
        #expect(FileManager.default.fileExists(atPath: "\(crate)/\(file)"), "\(file)")
      }
      #expect(text.contains("Answers Table 1 of arXiv:2001.00001"))
      #expect(text.contains("title: \"On toys\""))
      #expect(text.contains("  - name: \"not named\""))
      #expect(text.contains("check_time: \"2026-01-02 03:04:17\""))
    }
  }

  @Test func authorsAreTakenApartOutsideParentheses() {
    #expect(Codecheck.names("A. Author, B. Writer") == ["A. Author", "B. Writer"])
    #expect(Codecheck.names("Albert et al. (Fermi-LAT, DES)") == ["Albert et al. (Fermi-LAT, DES)"])
  }

  /// Paths of every sort come back from their ids, which readers of addresses accept.
  @Test func idsOfPathsComeBack() {
    let seed = UInt64.random(in: 1...1_000_000)
    var random = Philox(seed: seed, stream: 1)
    let letters = Array("aZ09-._~/ +%&?#\"'()[]äβ→😀")
    for _ in 0..<200 {
      let path = String(
        (0..<12).map { _ in letters[Int(random.uniform() * Double(letters.count))] })
      let id = CrateEntity.id(ofPath: path)
      #expect(CrateCheck.path(id) == path, "seed \(seed)")
      #expect(
        id.wholeMatch(of: /([A-Za-z0-9\-._~\/+=,@]|%[0-9A-F]{2})*/) != nil, "seed \(seed): \(id)")
    }
  }

  static func entity(_ id: String, in text: String) -> [String: Any]? {
    let json = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return (json?["@graph"] as? [[String: Any]])?.first { $0["@id"] as? String == id }
  }
}
