// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

@Suite("Reading a reference folder")
struct ReferenceLoadTests {
  let fixture: ReferenceFixture
  let library: ReferenceLibrary

  init() throws {
    fixture = try ReferenceFixture()
    library = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
  }

  @Test("Tables come under the names of submission.yaml")
  func tables() throws {
    #expect(library.tables.keys.sorted() == ["limits", "steps"])
    let limits = try library.table("limits")
    #expect(limits.file == "\(fixture.folder)/limits.yaml")
    #expect(limits.location == "Table 1, column 3")
    #expect(limits.dependent.map(\.name) == ["draco", "combined", "method"])
    #expect(limits.dependent[0].cells.map(\.value) == [.number(1e-26), .number(2.5e-26), .missing])
    #expect(limits.dependent[0].cells[0].errors[1].plus == 0.04 * 1e-26)
    #expect(limits.dependent[2].cells[2].value == .text("fit"))
    let steps = try library.table("steps")
    #expect(steps.independent[1].axis.keys == [.number(1.5), .number(2.5), .number(3)])
    #expect(steps.independent[1].bins == [1...2, 2...4, 2...(.infinity)])
  }

  @Test("Comparisons carry tolerance, allowance, rows and known differences")
  func comparisons() {
    #expect(library.comparisons.map(\.id) == ["draco-limits", "yields", "background-dominates"])
    #expect(
      library.comparisons[0]
        == Comparison(
          id: "draco-limits", title: "Limits of Draco", table: "limits",
          pairs: [
            .init(column: "draco", observable: "mini.limit.draco"),
            .init(column: "combined", observable: "mini.limit.stack4.3.84"),
          ],
          rows: ["m_DM": [.number(10), .number(100)]],
          tolerance: Tolerance(
            .relative, 0.005,
            allowance: .init(
              bound: 0.02, atMost: 1, rows: ["m_DM": [.number(100)]], reason: "One grid step.")),
          reason: Reason(.discretisation, "The grid has steps of 0.115 %."),
          evidence: .published, source: "arXiv:0000.00000, Table 1",
          known: KnownDifference(
            rows: ["m_DM": [.number(10)]], explanation: "Other spectra below 15 GeV.")))
    #expect(library.comparisons[1].kind == .curve)
    #expect(library.comparisons[1].tolerance == Tolerance(.printed, 3))
    #expect(library.comparisons[1].tier == .standard)
    #expect(library.comparisons[1].evidence == .peerComputed)
    #expect(library.comparisons[2].table == nil)
    #expect(library.comparisons[2].tolerance == Tolerance(.absolute, 0))
    #expect(library.comparisons[2].pairs.map(\.column) == ["J profiled", ""])
  }

  @Test("Claims, notes, data sets and digests")
  func rest() throws {
    #expect(
      library.claims == [
        Claim(
          id: "fourteen-years", text: "A later curve.", source: "arXiv:1111.11111",
          because: "Tables not public.")
      ])
    #expect(library.notes == ["Column 2 cannot be recomputed."])
    #expect(library.datasets.map(\.id) == ["numbers"])
    #expect(library.datasets[0].files.map(\.bytes) == [3, 1])
    #expect(
      library.files.keys.sorted()
        == ["comparisons", "datasets", "limits", "steps", "submission"].map {
          "mini-study/\($0).yaml"
        })
    #expect(
      try library.files["mini-study/steps.yaml"]
        == SHA256.hex(ofFile: "\(fixture.folder)/steps.yaml"))
  }

  @Test("A csv file beside the tables is an input of the study: its checksum is kept")
  func inputs() throws {
    let fixture = try ReferenceFixture()
    let csv = fixture.folder + "/pixels.csv"
    try "1,2\n".write(toFile: csv, atomically: true, encoding: .utf8)
    let library = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
    #expect(try library.files["mini-study/pixels.csv"] == SHA256.hex(ofFile: csv))
  }

  @Test("An ordering may leave out its tolerance, and ids may hold capitals")
  func ordering() throws {
    let comparisons = ReferenceFixture.files["comparisons.yaml"]!
      .replacingOccurrences(of: "    tolerance: {kind: absolute, bound: 0}\n", with: "")
      .replacingOccurrences(of: "id: background-dominates", with: "id: J-dominates")
    let fixture = try ReferenceFixture(["comparisons.yaml": comparisons])
    let library = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
    #expect(library.comparisons[2].id == "J-dominates")
    #expect(library.comparisons[2].tolerance == Tolerance(.absolute, 0))
    #expect(!comparisons.contains("bound: 0}"))
  }

  @Test("A combined tolerance may state its quantile")
  func combined() throws {
    let comparisons = ReferenceFixture.files["comparisons.yaml"]!
      .replacingOccurrences(
        of: "kind: printed, bound: 3", with: "kind: combined, bound: 0.08, quantile: 2.5"
      ).replacingOccurrences(of: "kind: curve", with: "kind: table")
    let fixture = try ReferenceFixture(["comparisons.yaml": comparisons])
    let library = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
    #expect(library.comparisons[1].tolerance == Tolerance(.combined, 0.08, quantile: 2.5))
  }

  @Test("A study needs no raw data")
  func withoutDatasets() throws {
    let comparisons = ReferenceFixture.files["comparisons.yaml"]!
      .replacingOccurrences(of: "    needs: [numbers]\n", with: "")
    let fixture = try ReferenceFixture([
      "datasets.yaml": nil, "comparisons.yaml": comparisons,
    ])
    let library = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
    #expect(library.datasets.isEmpty)
  }

  @Test("Studies are the folders with a submission.yaml, sorted")
  func studies() throws {
    for name in ["b-study", "a-study", "notes"] {
      try FileManager.default.createDirectory(
        atPath: "\(fixture.root)/\(name)", withIntermediateDirectories: true)
    }
    for name in ["b-study", "a-study"] {
      try Data("x".utf8).write(
        to: URL(fileURLWithPath: "\(fixture.root)/\(name)/submission.yaml"))
    }
    #expect(try ReferenceLibrary.studies(in: fixture.root) == ["a-study", "b-study", "mini-study"])
  }

  @Test("The reference folder is found from below, and only where a study is in it")
  func findRoot() throws {
    let deep = fixture.base + "/a/b/c"
    let decoy = fixture.base + "/a/b/Reference"
    for folder in [deep, decoy] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let expected = URL(fileURLWithPath: fixture.root).standardizedFileURL.path
    #expect(ReferenceLibrary.findRoot(from: ["/nowhere", deep]) == expected)
    #expect(ReferenceLibrary.findRoot(from: [fixture.base]) == expected)
    #expect(ReferenceLibrary.findRoot(from: ["/nowhere"]) == nil)
    #expect(ReferenceLibrary.findRoot(from: []) == nil)
  }

  @Test("An unknown study or folder is missing")
  func unknown() {
    let study = #expect(throws: AssayError.self) {
      try ReferenceLibrary.load(study: "other", root: fixture.root)
    }
    #expect(study?.status == .missing)
    #expect("\(study!)".contains("mini-study"))
    let folder = #expect(throws: AssayError.self) {
      try ReferenceLibrary.load(study: "other", root: "/nowhere/Reference")
    }
    #expect(folder?.status == .missing)
    #expect("\(folder!)".contains("/nowhere/Reference"))
  }

  // MARK: The reference folder of this repository

  static let repository = ReferenceLibrary.findRoot(from: [
    String(#filePath.dropLast("ReferenceLoadTests.swift".count))
  ])

  @Test(
    "The repository's own folders are sound",
    .enabled(if: repository != nil, "no Reference folder with a study in this checkout"))
  func ownFolders() throws {
    let root = try #require(Self.repository)
    #expect(Verify.report(root: root).map(\.description) == [])
    for study in try ReferenceLibrary.studies(in: root) {
      let library = try ReferenceLibrary.load(study: study, root: root)
      #expect(!library.tables.isEmpty)
      #expect(!library.comparisons.isEmpty)
    }
  }
}
