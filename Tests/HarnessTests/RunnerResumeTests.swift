// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// Killed, cancelled and failed runs: what is kept, and that they go on to the same bits.
@Suite struct RunnerResumeTests {
  let scratch = Scratch()

  static func lines(_ bytes: [UInt8]) -> [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// Killed anywhere in the last two lines, or in the header, the run goes on to the same bits.
  @Test func resumeAfterTruncationAtEveryByte() throws {
    let only = ["sum.1", "squares", "pi"]
    let plain = try Toy.run(RunOptions(only: only, output: scratch("plain")))
    let whole = [UInt8](
      try Data(contentsOf: URL(fileURLWithPath: scratch("plain/journal.ndjson"))))
    let starts = Self.lines(whole)
    #expect(starts.count > 4)
    let folder = scratch("torn")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let journal = URL(fileURLWithPath: folder + "/journal.ndjson")
    let cuts =
      Array(starts[starts.count - 3]...whole.count) + Array(0...starts[1])
    for cut in cuts {
      try Data(whole[..<cut]).write(to: journal)
      let record = try Toy.run(RunOptions(threads: 2, only: only, output: folder, resume: true))
      #expect(record.resultsDigest == plain.resultsDigest, "cut at byte \(cut)")
      #expect(record.run.resumed == (cut >= starts[2]), "cut at byte \(cut)")
      let repaired = [UInt8](try Data(contentsOf: journal))
      #expect(Self.lines(repaired).count == starts.count, "cut at byte \(cut)")
      #expect(try JournalContent.read(journal.path).bytes == repaired.count)
    }
  }

  @Test func resumeDoesNotRepeatWhatIsDone() throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch("run/journal.ndjson")))
    let record = try Toy.run(RunOptions(output: scratch("run"), resume: true))
    let after = try Data(contentsOf: URL(fileURLWithPath: scratch("run/journal.ndjson")))
    #expect(before == after)
    #expect(record.run.resumed)
  }

  @Test func damageInTheMiddleNamesFileAndLine() throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let url = URL(fileURLWithPath: scratch("run/journal.ndjson"))
    var bytes = [UInt8](try Data(contentsOf: url))
    let starts = Self.lines(bytes)
    let middle = (starts[3] + starts[4]) / 2
    bytes[middle] ^= 1
    try Data(bytes).write(to: url)
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), resume: true))
    }
    guard case .badInput(let file, let place, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(file == url.path)
    #expect(place == "line 4")
  }

  static let others: [(String, @Sendable (inout RunOptions) -> Void, String)] = [
    ("seed", { $0.seed = 2 }, "a run with seed 1; accepted: seed 2, as this run has"),
    ("tier", { $0.tier = .standard }, "tier quick"),
    ("fault", { $0.fault = "pi-is-3" }, "fault none; accepted: fault pi-is-3"),
    ("only", { $0.only = ["pi"] }, "--only nothing"),
  ]

  @Test(arguments: others.indices)
  func resumeOfAnotherRunSaysWhatDiffers(_ i: Int) throws {
    try Toy.run(RunOptions(output: scratch("run")))
    var options = RunOptions(output: scratch("run"), resume: true)
    Self.others[i].1(&options)
    let error = try #require(throws: AssayError.self) { try Toy.run(options) }
    #expect(error.description.contains(Self.others[i].2), "\(error)")
    #expect(error.status == .badInput)
  }

  @Test func resumeWithOtherDataOrReferencesSaysSo() throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let data = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), resume: true, data: try scratch.data()))
    }
    #expect(data.description.contains("data sets none"), "\(data)")
    var library = Toy.library
    library.files["toy/squares.yaml"] = SHA256.hex("other".utf8)
    let reference = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), resume: true), library: library)
    }
    #expect(reference.description.contains("reference files of digest"), "\(reference)")
  }

  @Test func resumeWithOtherShardsSaysSo() throws {
    try Toy.run(RunOptions(shards: 3, output: scratch("run")))
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), resume: true))
    }
    #expect(error.description.contains("of another division into shards"))
  }

  @Test func aFolderIsNotOverwrittenAndNotInvented() throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let again = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run")))
    }
    #expect(again.status == .usage)
    #expect(again.description.contains("--resume"))
    let nothing = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("nothing"), resume: true))
    }
    #expect(nothing.status == .missing)
  }

  /// Cancelled after k tasks, a run keeps those k and goes on to the same bits.
  @Test(arguments: [0, 1, 5, 12], [1, 3])
  func cancellationKeepsFinishedTasks(after count: Int, shards: Int) throws {
    let plain = try Toy.run(RunOptions(output: scratch("plain")))
    let cancellation = Cancellation()
    if count == 0 { cancellation.cancel() }
    let runner = Toy.runner(
      RunOptions(shards: shards, output: scratch("run")), cancellation: cancellation,
      progress: { if $0.doneTasks == count { cancellation.cancel() } })
    let error = try #require(throws: AssayError.self) {
      try runner.run(environment: Toy.environment)
    }
    #expect(
      error
        == .interrupted(
          remedy: "finished tasks are kept; go on with --resume \(scratch("run"))"))
    #expect(!FileManager.default.fileExists(atPath: scratch("run/record.json")))
    let journals = try FileManager.default.contentsOfDirectory(atPath: scratch("run"))
    let kept = try journals.map { try JournalContent.read(scratch("run/" + $0)).entries.count }
    #expect(kept.reduce(0, +) == count)
    let record = try Toy.run(
      RunOptions(threads: 3, shards: shards, output: scratch("run"), resume: true))
    #expect(record.resultsDigest == plain.resultsDigest)
  }

  @Test func anErrorStopsTheRunAndKeepsTheJournal() throws {
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), fault: "stops"))
    }
    #expect(error == .failed("no darts left"))
    // Longest first: tasks of cost 5 and 4 come before the one of cost 3 that fails.
    let kept = try JournalContent.read(scratch("run/journal.ndjson")).entries
    #expect(!kept.isEmpty && kept.count < 13)
    #expect(!FileManager.default.fileExists(atPath: scratch("run/record.json")))
  }
}
