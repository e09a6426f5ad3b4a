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

  @Test func anAlteredRecordIsExportedInNoForm() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place) { $0.studies[0].observables[0].values[0].value = 2 }
      let options = Crate.Options(version: "0.1.0")
      let errors = [
        #expect(throws: AssayError.self) { _ = try fixture.crate() },
        #expect(throws: AssayError.self) {
          _ = try HEPDataExport.write(
            fixture.record, to: place + "/h", licence: options.licence, version: "0.1.0")
        },
        #expect(throws: AssayError.self) {
          _ = try CodecheckBundle.write(
            fixture.record, folder: fixture.run, to: place + "/c", options: options, report: nil)
        },
      ]
      for error in errors {
        #expect(error?.status == .badInput && error?.description.contains("altered") == true)
      }
      #expect(try files(place) == ["Reference", "run"])
    }
  }

  /// Names of a foreign record that lead out are refused before anything is read or written.
  @Test(arguments: ["figure", "study", "reference"])
  func namesThatLeadOutAreRefused(what: String) throws {
    try withScratch { (place: String) throws in
      var fixture = try CrateFixture(in: place)
      switch what {
      case "figure": fixture.record.studies[0].figures[0].id = "../../x"
      case "study": fixture.record.studies[0].card.id = "../x"
      default: fixture.record.studies[0].referenceFiles["../secret"] = "00"
      }
      fixture.record.resultsDigest = try RunRecord.digest(of: fixture.record.studies)
      let error = #expect(throws: AssayError.self) { try fixture.crate() }
      #expect(error?.description.contains("leads out of no folder") == true, "\(error as Any)")
    }
  }

  @Test func theRecordsOwnBytesGoIn() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let file = fixture.run + "/record.json"
      try CrateFixture.write("\n" + text(file), file)
      let crate = try Crate(
        fixture.record, file: file, folder: fixture.run, references: fixture.root,
        options: Crate.Options(version: "0.1.0"))
      #expect(crate.files.first { $0.path == "record.json" }?.bytes == (try InputFile.bytes(file)))
    }
  }

  /// What lies beside the record and is another's is made anew or left out, and told.
  @Test func whatIsAnothersIsNotTaken() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      #expect(try fixture.crate().notes == [])
      try CrateFixture.write("# Another report\n", fixture.run + "/report.md")
      try CrateFixture.write("<html>another</html>", fixture.run + "/report.html")
      try CrateFixture.write("pdf \(fixture.record.resultsDigest)", fixture.run + "/report.pdf")
      let crate = try fixture.crate()
      let report = crate.files.first { $0.path == "report.md" }?.bytes
      #expect(report == Array(MarkdownReport.text(of: fixture.record, figures: .drawn).utf8))
      #expect(!crate.files.contains { $0.path == "report.html" })
      #expect(crate.files.contains { $0.path == "report.pdf" })
      #expect(crate.notes.count == 2, "\(crate.notes)")
      let figure = fixture.record.studies[0].figures[0]
      let path = "\(fixture.run)/figures/\(figure.id).dat"
      try CrateFixture.write("another\n", path)
      let data = try fixture.crate().files.first { $0.path == "figures/\(figure.id).dat" }
      #expect(data?.bytes == Array(FigureData(figure).text.utf8))
    }
  }

  /// A csv file among a run's references is an input, held against the record like all of them.
  @Test func anInputIsHeldAgainstTheRecord() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place) {
        $0.studies[0].referenceFiles["toy/pixels.csv"] = SHA256.hex("1,2\n".utf8)
      }
      let csv = fixture.root + "/toy/pixels.csv"
      try CrateFixture.write("1,2\n", csv)
      let input = try Self.description("Reference/toy/pixels.csv", fixture)
      #expect(input == "Input of the study toy")
      try CrateFixture.write("1,3\n", csv)
      let error = #expect(throws: AssayError.self) { try fixture.crate() }
      #expect(error?.description.contains("pixels.csv") == true)
      #expect(error?.status == .badInput)
    }
  }

  static func description(_ id: String, _ fixture: CrateFixture) throws -> String {
    let metadata = String(decoding: try fixture.crate().files[0].bytes, as: UTF8.self)
    return entity(id, in: metadata)?["description"] as? String ?? ""
  }

  /// The version is that of the run; what exports it is named in words; no command line is.
  @Test func theVersionIsThatOfTheRun() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place)
      let metadata = String(decoding: try fixture.crate().files[0].bytes, as: UTF8.self)
      let program = try #require(Self.entity("#assay", in: metadata))
      #expect(program["softwareVersion"] as? String == "commit 0123abc with uncommitted changes")
      #expect((program["description"] as? String)?.contains("exported by assay 0.1.0") == true)
      #expect(!metadata.contains("my data") && !metadata.contains("node1"))
      let citation = CitationFile.text(of: fixture.record, version: "0.1.0", url: nil)
      #expect(citation.contains("version: \"commit 0123abc with uncommitted changes\"\n"))
      #expect(!citation.contains("version: \"0.1.0\""))
      let program2 = HEPDataProgram(fixture.record, version: "0.1.0")
      #expect(program2.name.contains("commit 0123abc") && program2.name.contains("exported by"))
    }
  }

  @Test func timesOfAMergeAreSaidToBe() throws {
    try withScratch { (place: String) throws in
      let fixture = try CrateFixture(in: place) { $0.run.command = ["assay", "merge", "a", "b"] }
      #expect(try Self.description("#run-toy", fixture).contains("of the merge of its shards"))
    }
  }

  /// Files that repeat published values are not put under the licence of our numbers.
  @Test func filesWithPublishedValuesSayWhose() throws {
    try withScratch { (place: String) throws in
      var fixture = try CrateFixture(in: place)
      fixture.licence = try PublishedLicence.named("GPL-3.0-or-later")
      let metadata = String(decoding: try fixture.crate().files[0].bytes, as: UTF8.self)
      for path in ["record.json", "report.md"] {
        let file = try #require(Self.entity(path, in: metadata))
        #expect(CrateCheck.ids(file["license"]) == ["#licence-mixed"])
      }
      #expect(try Self.description("#licence-mixed", fixture).contains("published values"))
      let id = "https://spdx.org/licenses/GPL-3.0-or-later"
      #expect(try Self.description(id, fixture).contains("our numbers"))
      #expect(try Self.description(id, fixture).contains("of the program assay"))
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
      // Nobody has checked it yet: the author's keys alone.
      let keys = text.matches(of: /(?m)^([a-z_]+):/).map { String($0.output.1) }
      #expect(keys == ["version", "manifest", "paper", "source"])
      let open = Codecheck(record: fixture.record, items: [], codechecker: .unnamed).text
      #expect(open.contains("report: \"to be filled in: "))
      #expect(open.contains("check_time: \"2026-01-02 03:04:17\""))
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
