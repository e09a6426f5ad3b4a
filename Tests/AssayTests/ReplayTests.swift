// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@Suite struct ReplayTests {
  static func crate(of run: String, in place: String, _ options: [String] = []) throws -> String {
    let made = try Program.run(["export", "crate", run, "--out", place + "/crate"] + options)
    #expect(made.status == 0, "\(made.errors)")
    return place + "/crate" + (options.contains("--zip") ? ".zip" : "")
  }

  @Test(arguments: [[], ["--zip"]]) func aReplayGivesTheSameBits(options: [String]) throws {
    let place = try Scratch()
    let run = try ExportTests.run.get().folder
    let crate = try Self.crate(of: run, in: place.path, options)
    let again = try Program.run(
      ["replay", crate, "--threads", "1", "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("Same digest"), "\(again.output)")
    let (old, new) = (
      try RunRecord.read(from: run + "/record.json"),
      try RunRecord.read(from: place.path + "/again/record.json")
    )
    #expect(old.resultsDigest == new.resultsDigest)
    #expect(new.run.seed == 3 && new.run.only == old.run.only)
    #expect(new.studies.map(\.card.id) == ["neutrino-cascade", "general-search"])
    for file in ["comparison.md", "comparison.html", "report.md"] {
      #expect(FileManager.default.fileExists(atPath: "\(place.path)/again/\(file)"), "\(file)")
    }
  }

  /// References at hand that are others do not enter: the crate's own copies do.
  @Test func aReplayTakesTheCratesReferencesWhereOursAreOthers() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path)
    let root = place.path + "/Reference"
    try FileManager.default.copyItem(atPath: Program.root + "/Reference", toPath: root)
    let file = root + "/neutrino-cascade/neutrino_masses.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + "# another\n").write(toFile: file, atomically: true, encoding: .utf8)
    let again = try Program.run(
      ["replay", crate, "--reference", root, "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("neutrino_masses.yaml"), "\(again.errors)")
    #expect(again.errors.contains("the crate's own copies are used"))
    #expect(again.output.contains("Same digest"), "\(again.output)")
  }

  /// A crate made of a record with one number changed: the comparison shows it.
  @Test func aChangedNumberShows() throws {
    let place = try Scratch()
    let run = place.path + "/run"
    try FileManager.default.copyItem(atPath: ExportTests.run.get().folder, toPath: run)
    var record = try RunRecord.read(from: run + "/record.json")
    let verdict = try #require(
      record.studies[0].verdicts.firstIndex { !$0.rows.isEmpty })
    record.studies[0].verdicts[verdict].rows[0].ours *= 1.5
    try record.write(to: run + "/record.json")
    let crate = try Self.crate(of: run, in: place.path)
    let again = try Program.run(["replay", crate, "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("it was altered"), "\(again.output)")
    #expect(again.output.contains("Same verdicts"), "\(again.output)")
    let page = try String(contentsOfFile: place.path + "/again/comparison.md", encoding: .utf8)
    #expect(page.contains("verdicts (1 of"), "\(page)")
    #expect(page.contains(record.studies[0].verdicts[verdict].comparison))
  }

  /// A verdict of the crate that this machine does not reach fails the replay.
  @Test func aBetterVerdictInTheCrateFailsTheReplay() throws {
    let place = try Scratch()
    let run = place.path + "/run"
    try FileManager.default.copyItem(atPath: ExportTests.run.get().folder, toPath: run)
    // The reference that the record saw was another: replayed with it, a verdict is discrepant.
    var record = try RunRecord.read(from: run + "/record.json")
    let root = place.path + "/Reference"
    try FileManager.default.copyItem(atPath: Program.root + "/Reference", toPath: root)
    let name = "neutrino-cascade/neutrino_masses.yaml"
    let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
    let value = try #require(text.range(of: "dependent_variables"))
    let number = try #require(
      text[value.lowerBound...].firstRange(of: /value: [0-9.e+-]+/))
    try text.replacingCharacters(in: number, with: "value: 9.5")
      .write(toFile: "\(root)/\(name)", atomically: true, encoding: .utf8)
    let sum = try Self.sum(of: "\(root)/\(name)")
    record.studies[0].referenceFiles[name] = sum
    try record.write(to: run + "/record.json")
    let crate = try Self.crate(of: run, in: place.path, ["--reference", root])
    let again = try Program.run(["replay", crate, "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 1, "\(again.output)\(again.errors)")
    #expect(again.output.contains("got worse"), "\(again.output)")
  }

  static func sum(of file: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = [file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(output.prefix(64))
  }

  @Test func whatNeedsDataIsToldWhereThereIsNone() throws {
    let place = try Scratch()
    let run = place.path + "/run"
    try FileManager.default.copyItem(atPath: ExportTests.run.get().folder, toPath: run)
    var record = try RunRecord.read(from: run + "/record.json")
    record.run.withData = true
    try record.write(to: run + "/record.json")
    let crate = try Self.crate(of: run, in: place.path)
    let again = try Program.run(["replay", crate, "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("raw data"), "\(again.errors)")
  }
}
