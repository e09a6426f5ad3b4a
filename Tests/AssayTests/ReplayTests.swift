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
    let history = ["--history", place.path + "/history.sqlite"]
    let again = try Program.run(
      ["replay", crate, "--threads", "1", "--no-figures", "--out", place.path + "/again"] + history)
    #expect(again.status == 0, "\(again.errors)")
    // It is a run like any other.
    let kept = try Program.run(["history", "--json"] + history)
    #expect(kept.output.contains("/again/record.json"), "\(kept.output)")
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

  /// The crate's own references out of a zip file live as long as the replay.
  @Test func aZipIsReplayedWithItsOwnReferences() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path, ["--zip"])
    let root = place.path + "/Reference"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    let again = try Program.run(
      ["replay", crate, "--reference", root, "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("the crate's own copies are used"), "\(again.errors)")
    #expect(again.output.contains("Same digest"), "\(again.output)")
  }

  /// A number changed in a crate whose checksums were made anew: refused, or told where it is asked.
  @Test func aChangedNumberShows() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path)
    var record = try RunRecord.read(from: crate + "/record.json")
    let verdict = try #require(record.studies[0].verdicts.firstIndex { !$0.rows.isEmpty })
    record.studies[0].verdicts[verdict].rows[0].ours *= 1.5
    try record.write(to: crate + "/record.json")
    try Self.rehash("record.json", of: crate)
    let checked = try Program.run(["export", "check", crate])
    #expect(
      checked.status == 65 && checked.output.contains("results digest: "), "\(checked.output)")
    let refused = try Program.run(["replay", crate, "--out", place.path + "/refused"])
    #expect(refused.status == 65 && refused.errors.contains("altered"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.path + "/refused"))
    let again = try Program.run(
      ["replay", crate, "--altered", "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 2, "\(again.output)\(again.errors)")
    #expect(again.output.contains("earlier record was altered"), "\(again.output)")
    #expect(again.output.contains("Same verdicts"), "\(again.output)")
    let page = try String(contentsOfFile: place.path + "/again/comparison.md", encoding: .utf8)
    #expect(page.contains("verdicts (1 of"), "\(page)")
    #expect(page.contains(record.studies[0].verdicts[verdict].comparison))
  }

  /// Makes the checksums of a file of a crate anew, and those of the manifest.
  static func rehash(_ name: String, of crate: String) throws {
    let manifest = "manifest-sha256.txt"
    let lines = try String(contentsOfFile: "\(crate)/\(manifest)", encoding: .utf8)
    let sum = try sum(of: "\(crate)/\(name)")
    let changed = lines.split(separator: "\n").map { line in
      line.hasSuffix("  \(name)") ? "\(sum)  \(name)\n" : "\(line)\n"
    }
    try changed.joined().write(toFile: "\(crate)/\(manifest)", atomically: true, encoding: .utf8)
    let metadata = URL(fileURLWithPath: "\(crate)/ro-crate-metadata.json")
    var json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: metadata)) as! [String: Any]
    var graph = json["@graph"] as! [[String: Any]]
    for index in graph.indices {
      guard let id = graph[index]["@id"] as? String, [name, manifest].contains(id) else { continue }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(crate)/\(id)"))
      graph[index]["contentSize"] = String(bytes.count)
      graph[index]["sha256"] = try Self.sum(of: "\(crate)/\(id)")
    }
    json["@graph"] = graph
    try JSONSerialization.data(withJSONObject: json).write(to: metadata)
  }

  /// A verdict that the crate has and this run does not reach: status 2.
  @Test func aLostVerdictIsUndecided() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path)
    var record = try RunRecord.read(from: crate + "/record.json")
    let verdict = try #require(record.studies[0].verdicts.firstIndex { $0.status == .notRun })
    let comparison = record.studies[0].verdicts[verdict].comparison
    record.studies[0].verdicts[verdict].status = .reproduced
    try record.write(to: crate + "/record.json")
    try Self.rehash("record.json", of: crate)
    let again = try Program.run(
      ["replay", crate, "--altered", "--no-figures", "--out", place.path + "/again"])
    #expect(again.status == 2, "\(again.output)\(again.errors)")
    #expect(again.output.contains("not replayed here: 1 comparisons"), "\(again.output)")
    #expect(again.output.contains(comparison))
  }

  /// A run without raw data is replayed without them: the folder is not even looked at.
  @Test func rawDataDoNotEnterWhereTheRunHadNone() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path)
    let again = try Program.run(
      ["replay", crate, "--data", place.path + "/nowhere", "--no-figures"]
        + ["--out", place.path + "/again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try !RunRecord.read(from: place.path + "/again/record.json").run.withData)
  }

  /// Nothing is overwritten, the crate itself least of all.
  @Test func aFolderThatExistsIsRefused() throws {
    let place = try Scratch()
    let crate = try Self.crate(of: ExportTests.run.get().folder, in: place.path)
    let before = try Self.sum(of: crate + "/record.json")
    let again = try Program.run(["replay", crate, "--no-figures", "--out", crate])
    #expect(again.status == 64 && again.errors.contains("exists"), "\(again.errors)")
    #expect(try Self.sum(of: crate + "/record.json") == before)
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
