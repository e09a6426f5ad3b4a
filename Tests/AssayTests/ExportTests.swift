// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@Suite struct ExportTests {
  static let example = Program.root + "/Reports/example"

  /// A quick run of two small parts, made once.
  static let run = Result { try QuickRun() }

  struct QuickRun: Sendable {
    let place: Scratch
    var folder: String { place.path + "/run" }

    init() throws {
      place = try Scratch.untilTheEnd()
      let outcome = try Program.run(
        ["run", "--only", "neutrino-masses", "--only", "bump-per-width", "--seed", "3"]
          + ["--out", place.path + "/run"])
      guard outcome.status == 0 else { throw Failed(text: outcome.output + outcome.errors) }
    }

    struct Failed: Error { var text: String }
  }

  @Test func aCrateOfARunIsSoundAndReproducible() throws {
    let run = try Self.run.get()
    let place = try Scratch()
    for name in ["a", "b"] {
      let made = try Program.run(["export", "crate", run.folder, "--out", "\(place.path)/\(name)"])
      #expect(made.status == 0, "\(made.errors)")
      let checked = try Program.run(["export", "check", "\(place.path)/\(name)"])
      #expect(checked.status == 0, "\(checked.output)")
      #expect(checked.output.contains("rules hold"))
    }
    let difference = Process()
    difference.executableURL = URL(fileURLWithPath: "/usr/bin/diff")
    difference.arguments = ["-r", place.path + "/a", place.path + "/b"]
    try difference.run()
    difference.waitUntilExit()
    #expect(difference.terminationStatus == 0)
  }

  /// The bytes of a zip are those of the run, in whatever time zone it is made.
  @Test func aZipHasTheSameBytesInEveryTimeZone() throws {
    let run = try Self.run.get()
    let place = try Scratch()
    var bytes: [Data] = []
    for (name, zone) in [("a", "UTC"), ("b", "Pacific/Auckland"), ("c", "America/Los_Angeles")] {
      let made = try Program.run(
        ["export", "crate", run.folder, "--zip", "--out", "\(place.path)/\(name)/"],
        environment: ["TZ": zone])
      #expect(made.status == 0, "\(made.errors)")
      bytes.append(try Data(contentsOf: URL(fileURLWithPath: "\(place.path)/\(name).zip")))
    }
    #expect(bytes[0] == bytes[1] && bytes[0] == bytes[2])
    #expect(place.files() == ["a.zip", "b.zip", "c.zip"])
  }

  /// What of the user's machine is in a crate is told.
  @Test func hostAndCommandAreTold() throws {
    let run = try Self.run.get()
    let place = try Scratch()
    let made = try Program.run(["export", "crate", run.folder, "--out", place.path + "/crate"])
    let record = try RunRecord.read(from: run.folder + "/record.json")
    #expect(made.errors.contains("names the host \(record.environment.hostName) and the command"))
    let metadata = try String(
      contentsOfFile: place.path + "/crate/ro-crate-metadata.json", encoding: .utf8)
    #expect(!metadata.contains(run.folder))
  }

  @Test func aTamperedCrateIsRefused() throws {
    let place = try Scratch()
    let crate = place.path + "/crate"
    _ = try Program.run(["export", "crate", Self.run.get().folder, "--out", crate])
    let file = crate + "/report.md"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + " ").write(toFile: file, atomically: true, encoding: .utf8)
    let checked = try Program.run(["export", "check", crate])
    #expect(checked.status == 65)
    #expect(checked.output.contains("report.md"))
    let replayed = try Program.run(["replay", crate, "--out", place.path + "/again"])
    #expect(replayed.status == 65, "\(replayed.errors)")
    #expect(replayed.errors.contains("report.md"))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/again"))
  }

  @Test func submissionsOfTheExampleAreWritten() throws {
    let place = try Scratch()
    let out = place.path + "/hepdata"
    let made = try Program.run(["export", "hepdata", Self.example, "--out", out])
    #expect(made.status == 0, "\(made.errors)")
    let record = try RunRecord.read(from: Self.example + "/record.json")
    for study in record.studies {
      let path = "\(out)/\(study.card.id)/submission.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("name: \"CC0\""))
    }
  }

  @Test func aBundleForACodecheckerNamesTheChecker() throws {
    let place = try Scratch()
    let made = try Program.run([
      "export", "codecheck", Self.run.get().folder, "--out", place.path + "/bundle",
      "--codechecker", "Josiah Carberry", "--orcid", "0000-0002-1825-0097",
    ])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("must be filled in"), "\(made.errors)")
    let text = try String(contentsOfFile: place.path + "/bundle/codecheck.yml", encoding: .utf8)
    #expect(text.contains("  - name: \"Josiah Carberry\"\n    ORCID: \"0000-0002-1825-0097\""))
    for match in text.matches(of: /- file: "([^"]*)"/) {
      let file = "\(place.path)/bundle/\(match.output.1)"
      #expect(FileManager.default.fileExists(atPath: file), "\(file)")
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var names: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let refusals = [
    Refusal(arguments: ["export", "crate", "RUN", "--out", "TAKEN"], status: 64, names: "exists"),
    Refusal(
      arguments: ["export", "crate", "nowhere", "--out", "NEW"], status: 69, names: "nowhere"),
    Refusal(
      arguments: ["export", "crate", "RUN", "--out", "/proc/no/crate"], status: 73, names: "/proc"),
    Refusal(
      arguments: ["export", "crate", "RUN", "--out", "NEW", "--licence", "mine"], status: 65,
      names: "CC0-1.0"),
    Refusal(
      arguments: ["export", "crate", "RUN", "--out", "NEW", "--author", "A", "--orcid", "1"],
      status: 65, names: "ORCID"),
    Refusal(
      arguments: ["export", "hepdata", "RUN", "--out", "NEW", "--study", "none"], status: 64,
      names: "neutrino-cascade"),
    Refusal(
      arguments: ["export", "hepdata", "RUN", "--out", "TAKEN"], status: 64, names: "exists"),
    Refusal(
      arguments: ["export", "codecheck", "RUN", "--out", "TAKEN", "--codechecker", "A"], status: 64,
      names: "exists"),
    Refusal(arguments: ["export", "check", "TAKEN"], status: 69, names: "ro-crate-metadata.json"),
    Refusal(arguments: ["replay", "nowhere"], status: 69, names: "nowhere"),
    Refusal(arguments: ["replay", "RUN"], status: 69, names: "ro-crate-metadata.json"),
    Refusal(arguments: ["compare", "RUN", "nowhere"], status: 69, names: "nowhere"),
    Refusal(arguments: ["compare", "RUN", "TAKEN"], status: 69, names: "record.json"),
    Refusal(arguments: ["compare", "RUN", "RUN", "--out", "TAKEN"], status: 64, names: "exists"),
    Refusal(arguments: ["compare", "RUN", "RUN", "--html"], status: 64, names: "--out"),
  ]

  @Test(arguments: refusals) func badCommandsAreRefusedAndLeaveNothing(refusal: Refusal) throws {
    let run = try Self.run.get()
    let place = try Scratch()
    try FileManager.default.createDirectory(
      atPath: place.path + "/taken", withIntermediateDirectories: true)
    let words = [
      "RUN": run.folder, "TAKEN": place.path + "/taken", "NEW": place.path + "/new",
    ]
    let outcome = try Program.run(refusal.arguments.map { words[$0] ?? $0 })
    #expect(outcome.status == refusal.status, "\(outcome.errors)")
    #expect(outcome.errors.contains(refusal.names), "\(outcome.errors)")
    #expect(place.files() == ["taken"])
  }
}
