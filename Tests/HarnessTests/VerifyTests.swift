// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

@Suite("Verifying reference folders and data")
struct VerifyTests {
  let fixture: ReferenceFixture

  init() throws {
    fixture = try ReferenceFixture()
    try lock()
  }

  private func lock() throws {
    try fixture.write(ReferenceLock.text(of: fixture.folder), ReferenceLock.name)
  }

  private func report(
    observables: Set<String>? = nil, data: DataFolder? = nil
  ) -> [String] {
    Verify.report(
      root: fixture.root, observables: observables.map { [ReferenceFixture.study: $0] }, data: data
    ).map(\.description)
  }

  // MARK: Sound folders

  @Test("A sound folder has no findings")
  func sound() {
    #expect(report() == [])
  }

  @Test("The lock lists every file but itself, as sha256sum does")
  func lockText() throws {
    let lines = try ReferenceLock.text(of: fixture.folder).split(separator: "\n")
    #expect(
      lines.map { $0.dropFirst(66) } == [
        "SOURCES.md", "comparisons.yaml", "datasets.yaml", "limits.yaml", "steps.yaml",
        "submission.yaml",
      ])
    let digest = try SHA256.hex(ofFile: "\(fixture.folder)/SOURCES.md")
    #expect(lines[0].hasPrefix(digest + "  "))
  }

  // MARK: The lock

  @Test("A changed file, a lost one and a new one")
  func lockDiffers() throws {
    try fixture.write("Changed.\n", "SOURCES.md")
    #expect(report().count == 1)
    #expect(report()[0].contains("SOURCES.md: found SHA-256"))

    try FileManager.default.removeItem(atPath: "\(fixture.folder)/SOURCES.md")
    #expect(
      report() == [
        "\(fixture.folder)/references.lock, line 1: found SOURCES.md, which is not there; "
          + "accepted: files of the folder"
      ])

    try lock()
    try FileManager.default.createDirectory(
      atPath: "\(fixture.folder)/peer", withIntermediateDirectories: false)
    try fixture.write("print(1)\n", "peer/limits.py")
    #expect(
      report() == [
        "\(fixture.folder)/peer/limits.py: found a file that references.lock does not list; "
          + "accepted: listed files only"
      ])
  }

  @Test(
    "Broken lock lines",
    arguments: [
      ("0123  SOURCES.md\n", "64 hexadecimal digits"),
      (String(repeating: "a", count: 64) + "  ../x\n", "below the folder"),
      (String(repeating: "a", count: 64) + "SOURCES.md\n", "two spaces"),
    ])
  func brokenLock(line: String, says: String) throws {
    try fixture.write(try ReferenceLock.text(of: fixture.folder) + line, ReferenceLock.name)
    let found = report()
    #expect(found.count == 1)
    #expect(found[0].contains("references.lock, line 7: "))
    #expect(found[0].contains(says))
  }

  @Test("A folder without a lock, and a lock that lists a file twice")
  func noLock() throws {
    let text = try ReferenceLock.text(of: fixture.folder)
    try fixture.write(text + text.prefix { $0 != "\n" } + "\n", ReferenceLock.name)
    #expect(report().count == 1)
    #expect(report()[0].contains("line 7: found SOURCES.md a second time"))
    try FileManager.default.removeItem(atPath: "\(fixture.folder)/references.lock")
    #expect(report().count == 1)
    #expect(report()[0].contains("references.lock is missing"))
  }

  @Test("A table that submission.yaml does not name")
  func unnamedTable() throws {
    try fixture.write(ReferenceFixture.files["limits.yaml"]!, "more.yaml")
    try lock()
    #expect(report().count == 1)
    #expect(report()[0].contains("more.yaml: found a file that submission.yaml does not name"))
  }

  // MARK: All problems at once

  @Test("Problems of several files and kinds are all reported, with their places")
  func all() throws {
    let limits = ReferenceFixture.files["limits.yaml"]!
      .replacingOccurrences(of: "2.5e-26", with: ".nan")
      .replacingOccurrences(of: "9.0e-26", with: "9e-26")
      .replacingOccurrences(of: "m_DM, units: GeV", with: "m_DM, units: GEV")
    let comparisons = ReferenceFixture.files["comparisons.yaml"]!
      .replacingOccurrences(of: "column: draco", with: "column: dracoo")
      .replacingOccurrences(of: "bound: 3}", with: "bound: 0}")
      .replacingOccurrences(of: "id: fourteen-years, ", with: "")
    let datasets = ReferenceFixture.files["datasets.yaml"]!
      .replacingOccurrences(of: "015ad", with: "015a")
    try fixture.write(limits, "limits.yaml")
    try fixture.write(comparisons, "comparisons.yaml")
    try fixture.write(datasets, "datasets.yaml")
    try lock()
    let findings = Verify.report(root: fixture.root)
    let places = findings.map { "\($0.file.dropFirst(fixture.folder.count + 1)) \($0.place ?? "")" }
    #expect(
      places == [
        "limits.yaml line 2", "limits.yaml line 17", "limits.yaml line 23",
        "comparisons.yaml line 26", "comparisons.yaml line 41", "datasets.yaml line 12",
        "comparisons.yaml line 20", "comparisons.yaml line 8",
      ])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  @Test("The report is the same every time")
  func deterministic() throws {
    try fixture.write("Changed.\n", "SOURCES.md")
    try fixture.write("x\n", "new.txt")
    let first = report()
    #expect(first.count == 2)
    for _ in 0..<5 { #expect(report() == first) }
  }

  // MARK: Observables

  static let provided: Set = [
    "mini.limit.draco", "mini.limit.stack4.3.84", "mini.yield", "mini.limit.profiled",
  ]

  @Test("Every observable must be provided by the study")
  func observables() {
    #expect(report(observables: Self.provided) == [])
    let found = report(observables: Self.provided.subtracting(["mini.yield"]))
    #expect(found.count == 1)
    #expect(found[0].contains("comparisons.yaml, line 24: found the observable 'mini.yield'"))
    #expect(found[0].contains("mini.limit.draco"))
    #expect(
      Verify.report(root: fixture.root, observables: ["other": []]).map(\.text) == [
        "found comparisons of 'mini-study', which this program does not compute; "
          + "accepted: studies of this program"
      ])
  }

  // MARK: Data

  @Test("Raw data are held against size and SHA-256")
  func data() throws {
    let data = DataFolder(fixture.base + "/data")
    let absent = Verify.report(root: fixture.root, data: data)
    #expect(absent.map(\.severity) == [.warning])
    #expect(absent[0].text.contains("data set numbers is not there"))

    try FileManager.default.createDirectory(
      atPath: data.path("mini"), withIntermediateDirectories: true)
    let abc = URL(fileURLWithPath: data.path("mini/abc.txt"))
    try Data("abc".utf8).write(to: abc)
    let half = Verify.report(root: fixture.root, data: data)
    #expect(half.map(\.file) == [data.path("mini/empty-line.txt")])
    #expect(half.map(\.severity) == [.error])

    try Data("\n".utf8).write(to: URL(fileURLWithPath: data.path("mini/empty-line.txt")))
    #expect(report(data: data) == [])

    try Data("abcd".utf8).write(to: abc)
    #expect(report(data: data) == ["\(abc.path): found 4 bytes; accepted: 3 bytes"])
    try Data("abd".utf8).write(to: abc)
    #expect(report(data: data).count == 1)
    #expect(report(data: data)[0].contains("accepted: SHA-256 ba7816bf"))
  }

  // MARK: Bad input

  @Test("An unknown study or folder is a finding")
  func unknown() {
    #expect(Verify.report(root: "/nowhere").map(\.file) == ["/nowhere"])
    let study = Verify.report(root: fixture.root, study: "other")
    #expect(study.count == 1)
    #expect(study[0].text.contains("it holds mini-study"))
  }
}
