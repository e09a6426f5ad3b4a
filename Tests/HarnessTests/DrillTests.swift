// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// Drills of the toy: what is caught, missed, not run and undrilled.
@Suite struct DrillTests {
  let scratch = Scratch()

  func drill(
    _ options: RunOptions = RunOptions(output: "unused"), library: ReferenceLibrary = Toy.library
  ) throws -> DrillReport {
    try Drill.run(options, studies: [ToyStudy.self], references: ["toy": library])
  }

  func finding(_ fault: String, _ comparison: String, _ report: DrillReport) throws
    -> DrillReport.Finding
  {
    try #require(report.findings.first { $0.fault == fault && $0.comparison == comparison })
  }

  @Test(arguments: [1, 3])
  func outcomes(threads: Int) throws {
    let report = try drill(RunOptions(threads: threads, output: "unused"))
    let seen = report.findings.map { "\($0.fault) \($0.comparison): \($0.outcome.rawValue)" }
    #expect(
      seen == [
        "square-off squares: caught", "square-off squares-known: caught", "pi-is-3 pi: caught",
        "sum-doubled sums: caught", "sum-doubled chi2: caught", "harmless squares: missed",
        "stops pi: missed", "raw-off raw: not run", "slow-off slow: not run",
      ])
    #expect(try finding("harmless", "squares", report).note == "still reproduced")
    #expect(
      try finding("stops", "pi", report).note
        == "stopped instead of computing a wrong number: no darts left")
    #expect(
      try finding("raw-off", "raw", report).note
        == "needs data set numbers; assay fetch numbers or --data")
    #expect(report.undrilled.map(\.comparison) == ["tiered"])
    #expect(report.exitStatus == .discrepant)
    // One of six rows is a known difference: only the others count.
    #expect(try finding("square-off", "squares-known", report).discrepantRows == 5)
    #expect(try finding("square-off", "squares-known", report).rows == 6)
  }

  @Test func dataAndTierAreDrilledWhenThere() throws {
    let report = try drill(
      RunOptions(tier: .standard, output: "unused", data: try scratch.data()))
    #expect(try finding("raw-off", "raw", report).outcome == .caught)
    #expect(try finding("slow-off", "slow", report).outcome == .caught)
  }

  @Test func reportIsWrittenWhole() throws {
    var report = try drill()
    report.seconds = 0
    try report.write(to: scratch("drill.json"))
    let bytes = try InputFile.bytes(scratch("drill.json"))
    let read = try CanonicalJSON.decode(DrillReport.self, from: bytes, file: "drill.json")
    #expect(read == report)
  }

  @Test func allCaughtSucceeds() throws {
    let report = try drill(RunOptions(only: ["sums", "chi2"], output: "unused"))
    #expect(report.findings.map(\.outcome) == [.caught, .caught])
    #expect(report.undrilled.isEmpty)
    #expect(report.exitStatus == .success)
  }

  /// A vanished known difference alone is no catch: under the fault n = 6 agrees with the
  /// misprint of 37, all other rows are left out.
  @Test func vanishingIsNoCatch() throws {
    var library = Toy.library
    library.tables["squares"]!.dependent[1] = Toy.column("n² wrong", [1, 4, 9, 16, 25, 37])
    let i = library.comparisons.firstIndex { $0.id == "squares-known" }!
    library.comparisons[i].tolerance = Tolerance(
      .absolute, 0.5, allowance: .init(bound: 2, reason: "all but the known row"))
    let report = try drill(library: library)
    let found = try finding("square-off", "squares-known", report)
    #expect(found.outcome == .missed)
    #expect(found.note == "still reproduced")
  }

  @Test func whatIsDiscrepantAlreadyCannotBeDrilled() throws {
    var library = Toy.library
    library.tables["pi"] = Toy.table("pi", [Toy.column("π", [3.3])])
    let found = try finding("pi-is-3", "pi", try drill(library: library))
    #expect(found.outcome == .missed)
    #expect(found.note == "discrepant without the fault, so it cannot be drilled")
  }

  /// With the verdicts of a finished run the findings are those of a whole drill, and only the
  /// faults asked for are tried.
  @Test func baselineFromARecord() throws {
    let record = try Toy.run(RunOptions(seed: 3, output: scratch("baseline")))
    let whole = try drill(RunOptions(seed: 3, output: "unused"))
    let found = try Drill.run(
      RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
      baseline: record)
    #expect(found.seed == 3)
    #expect(found.findings == whole.findings)
    #expect(found.undrilled == whole.undrilled)
    let one = try Drill.run(
      RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
      faults: ["pi-is-3"], baseline: record)
    #expect(one.findings == whole.findings.filter { $0.fault == "pi-is-3" })
  }

  /// The selection of the record counts, and a verdict that was altered there is seen.
  @Test func selectionOfTheRecord() throws {
    var record = try Toy.run(RunOptions(only: ["pi"], output: scratch("selected")))
    var found = try Drill.run(
      RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
      faults: ["pi-is-3", "square-off"], baseline: record)
    #expect(try finding("pi-is-3", "pi", found).outcome == .caught)
    #expect(!found.findings.contains { $0.comparison == "squares" })
    let pi = try #require(record.studies[0].verdicts.firstIndex { $0.comparison == "pi" })
    record.studies[0].verdicts[pi].status = .discrepant
    found = try Drill.run(
      RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
      faults: ["pi-is-3"], baseline: record)
    #expect(
      try finding("pi-is-3", "pi", found).note
        == "discrepant without the fault, so it cannot be drilled")
  }

  @Test func refusedBaselines() throws {
    var record = try Toy.run(RunOptions(output: scratch("refused")))
    record.run.id = "refused"
    #expect(throws: AssayError.self) {
      try Drill.run(
        RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
        faults: ["no-such-fault"], baseline: record)
    }
    record.studies[0].referenceFiles["toy.yaml"] = "another"
    #expect(
      throws: AssayError.badValue(
        name: "record of the run refused",
        found: "reference files of toy that are not those of now",
        accepted: "a run with the same files; make it again")
    ) {
      try Drill.run(
        RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
        baseline: record)
    }
    record.studies = []
    #expect(throws: AssayError.self) {
      try Drill.run(
        RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
        baseline: record)
    }
  }

  @Test func aTargetThatDoesNotExistIsRefused() throws {
    var library = Toy.library
    library.comparisons.removeAll { $0.id == "chi2" }
    #expect(
      throws: AssayError.failed(
        "fault sum-doubled of study toy is meant for comparison chi2, which does not exist")
    ) { try drill(library: library) }
  }

  @Test func cancellation() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: AssayError.interrupted(remedy: "a drill keeps nothing; start it again")) {
      try Drill.run(
        RunOptions(output: "unused"), studies: [ToyStudy.self], references: ["toy": Toy.library],
        cancellation: cancellation)
    }
  }
}
