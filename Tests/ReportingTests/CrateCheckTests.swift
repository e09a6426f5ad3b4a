// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

/// Every rule has a crate that breaks it, and it alone is named for that.
@Suite struct CrateCheckTests {
  struct Breach: Sendable, CustomTestStringConvertible {
    var rule: CrateCheck.Rule
    var what: String
    var apply: @Sendable (String) throws -> Void
    var testDescription: String { "\(rule.rawValue): \(what)" }

    init(
      _ rule: CrateCheck.Rule, _ what: String, _ apply: @escaping @Sendable (String) throws -> Void
    ) {
      (self.rule, self.what, self.apply) = (rule, what, apply)
    }
  }

  /// A change of one entity of the metadata.
  static func entity(
    _ rule: CrateCheck.Rule, _ what: String, _ id: String,
    _ change: @escaping @Sendable (inout [String: Any]) -> Void
  ) -> Breach {
    Breach(rule, what) { folder in
      try CrateMetadataFile.change(folder) { graph in
        let index = graph.firstIndex { $0["@id"] as? String == id }!
        change(&graph[index])
      }
    }
  }

  static func without(_ rule: CrateCheck.Rule, _ what: String, _ id: String) -> Breach {
    Breach(rule, what) { folder in
      try CrateMetadataFile.change(folder) { $0.removeAll { $0["@id"] as? String == id } }
    }
  }

  static let descriptor = "ro-crate-metadata.json"
  static let breaches: [Breach] = [
    Breach(.metadata, "no JSON") { try CrateFixture.write("{", $0 + "/ro-crate-metadata.json") },
    Breach(.context, "another version") { folder in
      let path = folder + "/ro-crate-metadata.json"
      let text = try text(path).replacingOccurrences(
        of: "crate/1.1/context", with: "crate/9/context")
      try CrateFixture.write(text, path)
    },
    Breach(.flat, "an entity twice") { folder in
      try CrateMetadataFile.change(folder) { $0.append($0.last!) }
    },
    Breach(.flat, "no @id") { folder in
      try CrateMetadataFile.change(folder) { $0.append(["@type": "Person", "name": "X"]) }
    },
    entity(.flat, "no @type", "#setting-seed") { $0["@type"] = nil },
    entity(.flat, "an object inside", "#setting-seed") { $0["value"] = ["a": "b"] },
    without(.descriptor, "none", descriptor),
    entity(.descriptor, "no CreativeWork", descriptor) { $0["@type"] = "Dataset" },
    entity(.descriptor, "another version", descriptor) {
      $0["conformsTo"] = ["@id": "https://x.org"]
    },
    entity(.descriptor, "about something else", descriptor) {
      $0["about"] = ["@id": "record.json"]
    },
    entity(.root, "no name", "./") { $0["name"] = nil },
    entity(.root, "no description", "./") { $0["description"] = "" },
    entity(.root, "no licence", "./") { $0["license"] = nil },
    entity(.root, "no date", "./") { $0["datePublished"] = nil },
    entity(.root, "no Dataset", "./") { $0["@type"] = "CreativeWork" },
    entity(.profile, "not claimed", "./") { $0["conformsTo"] = nil },
    without(.profile, "not described", "https://w3id.org/ro/wfrun/process/0.5"),
    Breach(.parts, "a stray file") { try CrateFixture.write("stray", $0 + "/stray.txt") },
    Breach(.parts, "a missing file") {
      try FileManager.default.removeItem(atPath: $0 + "/CITATION.cff")
    },
    entity(.parts, "not listed", "./") {
      $0["hasPart"] = ($0["hasPart"] as! [[String: String]]).filter { $0["@id"] != "report.md" }
    },
    Breach(.parts, "a link") { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.txt", withDestinationPath: "record.json")
    },
    Breach(.references, "another reference, with checksums made anew") { folder in
      try CrateFixture.write("other: 1\n", folder + "/Reference/toy/limits.yaml")
      try CrateMetadataFile.rehash(folder)
    },
    Breach(.references, "one that is not there") { folder in
      try CrateMetadataFile.record(folder) {
        $0.studies[0].referenceFiles["toy/more.yaml"] = String(repeating: "0", count: 64)
      }
    },
    Breach(.digest, "a number altered, with checksums made anew") { folder in
      try CrateMetadataFile.record(folder) { $0.studies[0].observables[0].values[0].value = 2 }
    },
    Breach(.agreement, "another seed in the record") { folder in
      try CrateMetadataFile.record(folder) { $0.run.seed = 8 }
    },
    entity(.agreement, "another tier in the metadata", "#setting-tier") { $0["value"] = "full" },
    entity(.agreement, "another end", "#run-toy") { $0["endTime"] = "2027-01-02T03:04:05Z" },
    entity(.agreement, "another digest", "./") { $0["description"] = "Results digest: 0." },
    without(.agreement, "no action of the study", "#run-toy"),
    Breach(.agreement, "an action of no study") { folder in
      try CrateMetadataFile.change(folder) { graph in
        var action = graph.first { $0["@id"] as? String == "#run-toy" }!
        action["@id"] = "#run-other"
        graph.append(action)
      }
    },
    Breach(.record, "a figure that leads out") { folder in
      try CrateMetadataFile.record(folder) {
        $0.studies[0].figures[0].id = "../../x"
        $0.resultsDigest = try RunRecord.digest(of: $0.studies)
      }
    },
    without(.resolves, "a setting", "#setting-seed"),
    without(.resolves, "the licence", "https://spdx.org/licenses/CC0-1.0"),
    entity(.encoded, "a space", "#setting-seed") { $0["@id"] = "#setting seed" },
    Breach(.checksums, "one byte other") { folder in
      let path = folder + "/report.md"
      let bytes = try text(path)
      try CrateFixture.write("X" + bytes.dropFirst(), path)
    },
    Breach(.checksums, "one byte more") { folder in
      let path = folder + "/report.md"
      try CrateFixture.write(text(path) + "\n", path)
    },
    entity(.checksums, "no size", "report.md") { $0["contentSize"] = nil },
    Breach(.manifest, "a line gone") { folder in
      let path = folder + "/manifest-sha256.txt"
      let lines = try text(path).split(separator: "\n").dropFirst()
      try CrateFixture.write(lines.joined(separator: "\n") + "\n", path)
    },
    Breach(.manifest, "a line of nothing") { folder in
      let path = folder + "/manifest-sha256.txt"
      try CrateFixture.write(text(path) + String(repeating: "0", count: 64) + "  nowhere\n", path)
    },
    entity(.action, "not mentioned", "./") { $0["mentions"] = nil },
    entity(.action, "no instrument", "#run-toy") { $0["instrument"] = nil },
    entity(.action, "an instrument that is no program", "#run-toy") {
      $0["instrument"] = ["@id": "#agent"]
    },
    entity(.action, "no agent", "#run-toy") { $0["agent"] = nil },
    entity(.action, "no result", "#run-toy") { $0["result"] = nil },
    entity(.action, "no end", "#run-toy") { $0["endTime"] = nil },
    entity(.action, "ends before it starts", "#run-toy") { $0["endTime"] = "2025-01-02T03:04:05Z" },
    entity(.action, "a status that is none", "#run-toy") { $0["actionStatus"] = "done" },
    entity(.action, "an error without failing", "#run-toy") { $0["error"] = "oops" },
    entity(.software, "two versions", "#assay") { $0["version"] = "1" },
    entity(.software, "no version", "#assay") { $0["softwareVersion"] = nil },
    entity(.lists, "of one", "./") { $0["mentions"] = [["@id": "#run-toy"]] },
    entity(.lists, "of none", "#run-toy") { $0["environment"] = [Any]() },
    entity(.dates, "no date at all", "./") { $0["datePublished"] = "yesterday" },
    entity(.dates, "a month 13", "#run-toy") { $0["startTime"] = "2026-13-02T03:04:05Z" },
    Breach(.record, "no record") { folder in
      try CrateFixture.write("{}", folder + "/record.json")
    },
  ]

  @Test(arguments: breaches) func aBreachIsNamed(breach: Breach) throws {
    try withScratch { (place: String) throws in
      let crate = try CrateFixture(in: place).written()
      try breach.apply(crate)
      let found = try CrateCheck.problems(of: crate)
      #expect(found.contains { $0.rule == breach.rule }, "\(found)")
    }
  }

  @Test func everyRuleHasABreach() {
    #expect(Set(Self.breaches.map(\.rule)) == Set(CrateCheck.Rule.allCases))
  }

  @Test func aFileThatLeadsOutIsNamedForThat() throws {
    try withScratch { (place: String) throws in
      let crate = try CrateFixture(in: place).written()
      try CrateFixture.write("outside", place + "/outside.txt")
      try CrateMetadataFile.change(crate) {
        $0.append(["@id": "../outside.txt", "@type": "File", "name": "outside"])
      }
      let found = try CrateCheck.problems(of: crate)
      #expect(
        found.contains { $0.rule == .parts && $0.text == "../outside.txt leads out of the crate" },
        "\(found)")
    }
  }

  /// A record altered in a crate is given only where that is asked for.
  @Test func anAlteredRecordIsRefusedUnlessToldOtherwise() throws {
    try withScratch { (place: String) throws in
      let crate = try CrateFixture(in: place).written()
      try CrateMetadataFile.record(crate) { $0.studies[0].observables[0].values[0].value = 2 }
      let error = #expect(throws: AssayError.self) { try CrateFolder(crate).record() }
      #expect(error?.status == .badInput && error?.description.contains("altered") == true)
      let record = try CrateFolder(crate).record(altered: true)
      #expect(record.studies[0].observables[0].values[0].value == 2)
    }
  }

  @Test(arguments: ["../x", "/x", "a/../../x", "./x", "a//x"])
  func aZipThatLeadsOutIsRefused(name: String) throws {
    try withScratch { (place: String) throws in
      try Archive.writeZip([Archive.Entry(name: name, bytes: [1])], to: place + "/a.zip")
      let error = #expect(throws: AssayError.self) { try CrateFolder(place + "/a.zip") }
      #expect(error?.status == .badInput)
      #expect(error?.description.contains("leads out of the archive") == true)
    }
  }

  @Test func aZipWithANameTwiceIsRefused() throws {
    try withScratch { (place: String) throws in
      let twins = [Archive.Entry(name: "x", bytes: [1]), Archive.Entry(name: "x", bytes: [2])]
      try Archive.writeZip(twins, to: place + "/a.zip")
      let error = #expect(throws: AssayError.self) { try CrateFolder(place + "/a.zip") }
      #expect(error?.description.contains("stands twice") == true)
    }
  }

  /// A zip archive with a symbolic link, as `zip -y` makes it.
  @Test func aZipWithALinkIsRefused() throws {
    try withScratch { (place: String) throws in
      let script = """
        import zipfile
        i = zipfile.ZipInfo("link"); i.create_system = 3; i.external_attr = 0o120777 << 16
        z = zipfile.ZipFile("a.zip", "w"); z.writestr(i, "/etc/passwd"); z.close()
        """
      guard let made = run(["python3", "-c", script], in: place), made.status == 0 else {
        Issue.record("python3 makes the archive of this test")
        return
      }
      let error = #expect(throws: AssayError.self) { try CrateFolder(place + "/a.zip") }
      #expect(error?.description.contains("found a link or device") == true)
    }
  }

  @Test(arguments: ["", "/a", "../a", "a/..", "a//b", "a/./b", "a/", "a\u{0}b"])
  func aPathThatLeadsOutIsTold(path: String) { #expect(!WholeFolder.isInside(path)) }

  @Test(arguments: ["a", "a/b.c", "..a/b..", "ä β"])
  func aPathThatStaysIsTaken(path: String) { #expect(WholeFolder.isInside(path)) }

  @Test func aFolderWithoutMetadataIsNoCrate() throws {
    try withScratch { (place: String) throws in
      _ = #expect(throws: AssayError.self) { try CrateCheck.problems(of: place) }
    }
  }

  @Test func aTamperedCrateGivesNoRecord() throws {
    try withScratch { (place: String) throws in
      let crate = try CrateFixture(in: place).written()
      let path = crate + "/record.json"
      try CrateFixture.write(
        text(path).replacingOccurrences(of: "\"seed\":7", with: "\"seed\":8"), path)
      let error = #expect(throws: AssayError.self) { try CrateFolder(crate).record() }
      #expect(error?.status == .badInput)
      #expect(error?.description.contains("record.json") == true)
    }
  }

  @Test func aDamagedZipIsRefused() throws {
    try withScratch { (place: String) throws in
      try CrateFixture.write("PK no zip", place + "/a.zip")
      let error = #expect(throws: AssayError.self) { try CrateFolder(place + "/a.zip") }
      #expect(error?.status == .badInput)
    }
  }
}
