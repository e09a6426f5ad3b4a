// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@Suite struct RunTests {
  static let statistics = ["--only", "statistics", "--only", "classical-coverage", "--no-figures"]

  @Test func runWithoutDataSaysWhatWasNotRun() throws {
    let place = try Scratch()
    let outcome = try Program.run(["run", "--out", place.path + "/run"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let record = try RunRecord.read(from: place.path + "/run/record.json")
    let verdicts = record.studies[0].verdicts
    #expect(verdicts.contains { $0.status == .reproduced })
    let idle = verdicts.filter { $0.status == .notRun }
    #expect(!idle.isEmpty && idle.allSatisfy { $0.note != nil })
    for file in ["report.md", "junit.xml", "figures/mlfermi-limits.svg"] {
      #expect(FileManager.default.fileExists(atPath: place.path + "/run/" + file), "\(file)")
    }
  }

  @Test(.enabled(if: Program.data != nil, "raw data are not here; see ASSAY_DATA"))
  func runWithDataReproducesEverything() throws {
    let run = try Self.whole.get().path + "/run"
    let record = try RunRecord.read(from: run + "/record.json")
    let study = record.studies[0]
    let claims = Set(study.claims.map(\.id))
    for verdict in study.verdicts where !claims.contains(verdict.comparison) {
      #expect(verdict.status == .reproduced, "\(verdict.comparison): \(verdict.note ?? "")")
    }
    #expect(FileManager.default.fileExists(atPath: run + "/figures/lat-limits.svg"))
  }

  @Test func alteredReferencesAreTold() throws {
    let place = try Scratch()
    let root = place.path + "/Reference"
    try FileManager.default.copyItem(atPath: Program.root + "/Reference", toPath: root)
    let file = root + "/dwarf-limits/comparisons.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(of: "bound: 1.0e-7", with: "bound: 1.0e-6")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      ["run", "--reference", root, "--out", place.path + "/run"] + Self.statistics)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("comparisons.yaml"), "\(outcome.errors)")
  }

  @Test func jsonOutputIsTheRecord() throws {
    let place = try Scratch()
    let outcome = try Program.run(
      ["run", "--json", "--out", place.path + "/run"] + Self.statistics)
    let printed = try JSONDecoder().decode(RunRecord.self, from: Data(outcome.output.utf8))
    #expect(printed == (try RunRecord.read(from: place.path + "/run/record.json")))
  }

  @Test func reportIsMadeFromTheRecordAlone() throws {
    let place = try Scratch()
    _ = try Program.run(["run", "--out", place.path + "/run"] + Self.statistics)
    let copy = try Scratch()
    try FileManager.default.copyItem(
      atPath: place.path + "/run/record.json", toPath: copy.path + "/record.json")
    let outcome = try Program.run(["report", copy.path, "--no-figures"])
    #expect(outcome.status == 0)
    for file in ["report.md", "junit.xml"] {
      let first = try String(contentsOfFile: place.path + "/run/" + file, encoding: .utf8)
      let second = try String(contentsOfFile: copy.path + "/" + file, encoding: .utf8)
      #expect(first == second, "\(file)")
    }
  }

  @Test(arguments: [1, 2, 4], [1, 3, 7])
  func threadsAndShardsDoNotChangeTheBits(threads: Int, shards: Int) throws {
    let digest = try Self.digest(["--threads", "\(threads)", "--shards", "\(shards)"])
    #expect(digest == (try Self.expected.get()))
  }

  /// All studies: shards of one thread each against one run on all cores.
  @Test func shardsComputedApartMergeToTheSameBits() throws {
    let place = try Scratch()
    let slices = (1...3).map { "\(place.path)/slice-\($0)" }
    for (index, slice) in slices.enumerated() {
      let outcome = try Program.run(
        ["run", "--shard", "\(index + 1)/3", "--threads", "1", "--out", slice, "--no-figures"]
          + Self.dataArguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let merged = try Program.run(
      ["merge", "--out", place.path + "/all", "--no-figures"] + slices + Self.dataArguments)
    #expect(merged.status == 0, "\(merged.errors)")
    let record = try RunRecord.read(from: place.path + "/all/record.json")
    let whole = try RunRecord.read(from: try Self.whole.get().path + "/run/record.json")
    #expect(record.resultsDigest == whole.resultsDigest)

    let part = try Program.run(
      ["merge", "--out", place.path + "/part", "--no-figures"] + slices.dropLast()
        + Self.dataArguments)
    #expect(part.status != 0 && !part.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: place.path + "/part/record.json"))
  }

  /// kill -9 at ten moments drawn from a printed seed; each resumed run ends with the same bits.
  @Test func killedRunsResumeToTheSameBits() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var generator = SplitMix(state: seed)
    let place = try Scratch()
    let begin = Date()
    let expected = try Self.digest()
    let seconds = Date().timeIntervalSince(begin)
    for attempt in 0..<10 {
      let folder = "\(place.path)/run-\(attempt)"
      let process = try Program.start(
        ["run", "--out", folder] + Self.quickest)
      Thread.sleep(forTimeInterval: seconds * Double(generator.next() % 1000) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // Killed before it made its folder, a run has nothing to resume.
      let started = FileManager.default.fileExists(atPath: folder)
      let resumed = try Program.run(
        ["run", started ? "--resume" : "--out", folder] + Self.quickest)
      #expect(resumed.status == 0, "seed \(seed), attempt \(attempt): \(resumed.errors)")
      let record = try RunRecord.read(from: folder + "/record.json")
      #expect(record.resultsDigest == expected, "seed \(seed), attempt \(attempt)")
    }
  }

  // MARK: The runs that the bits are compared on

  static var dataArguments: [String] { Program.data.map { ["--data", $0] } ?? [] }

  /// A run of every study on all cores, with raw data where there are some.
  static let whole = Result {
    let place = try Scratch.untilTheEnd()
    let outcome = try Program.run(["run", "--out", place.path + "/run"] + dataArguments)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    return place
  }

  /// Two studies of many short tasks: what threads, shards and kills may break is what runs them.
  static let quickest = ["dwarf-limits", "general-search", "--no-figures"]
  static let expected = Result { try digest(["--threads", "1"]) }

  static func digest(_ options: [String] = []) throws -> String {
    let place = try Scratch()
    let outcome = try Program.run(
      ["run", "--out", place.path + "/run"] + quickest + options)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    return try RunRecord.read(from: place.path + "/run/record.json").resultsDigest
  }
}

/// A small generator for the moments of the kill test; its seed is printed when a test fails.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
