// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Synchronization
import Testing

@testable import Harness

/// Runs of the toy: the same bits however they are cut, and sentences where they cannot be run.
@Suite struct RunnerTests {
  let scratch = Scratch()

  func verdict(_ id: String, _ record: RunRecord) throws -> Verdict {
    try #require(record.studies[0].verdicts.first { $0.comparison == id })
  }

  // MARK: The same answer

  @Test(arguments: [1, 2, 4], [1, 3, 7])
  func threadsAndShardsDoNotChangeTheAnswer(threads: Int, shards: Int) throws {
    let plain = try Toy.run(RunOptions(output: scratch("plain")))
    let record = try Toy.run(
      RunOptions(threads: threads, shards: shards, output: scratch("other")))
    #expect(record.resultsDigest == plain.resultsDigest)
    #expect(record.studies[0].observables.map(\.id) == plain.studies[0].observables.map(\.id))
    #expect(try RunRecord.read(from: scratch("other/record.json")).isSame(as: record))
  }

  @Test func anotherSeedIsAnotherAnswer() throws {
    let a = try Toy.run(RunOptions(seed: 1, output: scratch("a")))
    let b = try Toy.run(RunOptions(seed: 2, output: scratch("b")))
    #expect(a.resultsDigest != b.resultsDigest)
  }

  @Test(arguments: [2, 5])
  func shardsComputedApartMerge(count: Int) throws {
    let data = try scratch.data()
    let plain = try Toy.run(RunOptions(tier: .standard, output: scratch("plain"), data: data))
    var folders: [String] = []
    for index in 0..<count {
      folders.append(scratch("part-\(index)"))
      let part = try Toy.run(
        RunOptions(
          tier: .standard, threads: 2, shard: try Shard(index: index, count: count),
          output: folders[index], data: data))
      #expect(!FileManager.default.fileExists(atPath: folders[index] + "/record.json"))
      #expect(
        try verdict("sums", part).note?.contains("another shard") == true)
    }
    // The data need not be where the shards are merged.
    let options = try Runner.mergeOptions(folders: folders, output: scratch("merged"))
    let merged = try Toy.runner(options).merge(
      folders: folders.reversed(), environment: Toy.environment)
    #expect(merged.resultsDigest == plain.resultsDigest)
    #expect(merged.run.withData)
    #expect(try RunRecord.read(from: scratch("merged/record.json")).isSame(as: merged))
  }

  /// Without the other shard, what needs it is not run, and the rest is as the shard found it.
  @Test func partialMerge() throws {
    let folders = [scratch("part")]
    let part = try Toy.run(
      RunOptions(shard: try Shard(index: 0, count: 2), output: folders[0]))
    let options = try Runner.mergeOptions(folders: folders, output: scratch("merged"))
    let merged = try Toy.runner(options).merge(
      folders: folders, environment: Toy.environment, partial: true)
    #expect(merged.resultsDigest == part.resultsDigest)
    #expect(merged.studies[0].verdicts.contains { $0.status == .reproduced })
    let sums = try verdict("sums", merged)
    #expect(sums.status == .notRun && sums.note?.contains("was not finished") == true)
  }

  @Test func mergeNeedsEveryShardOfOneRun() throws {
    for (index, seed) in [(0, 1), (1, 1), (1, 2)] {
      try Toy.run(
        RunOptions(
          seed: UInt64(seed), shard: try Shard(index: index, count: 2),
          output: scratch("\(index)-\(seed)")))
    }
    func merge(_ folders: [String]) throws -> RunRecord {
      let options = try Runner.mergeOptions(folders: folders, output: scratch("merged"))
      return try Toy.runner(options).merge(folders: folders, environment: Toy.environment)
    }
    #expect(
      throws: AssayError.missing(
        "task toy/sum.1 of shard 2/2",
        remedy: "run or resume that shard and merge again, or merge what is there with --partial")
    ) { try merge([scratch("0-1")]) }
    #expect(
      throws: AssayError.badInput(
        file: scratch("1-2/journal-2-of-2.ndjson"), place: "line 1", found: "a run with seed 2",
        accepted: "seed 1, as this run has")
    ) { try merge([scratch("0-1"), scratch("1-2")]) }
    #expect(throws: AssayError.self) { try merge([scratch("nowhere")]) }
    #expect(throws: Never.self) { try merge([scratch("0-1"), scratch("1-1")]) }
  }

  // MARK: What is run

  @Test func absenceHasReasons() throws {
    let record = try Toy.run(RunOptions(output: scratch("run")))
    #expect(record.exitStatus == .success)
    #expect(
      try verdict("raw", record).note == "needs data set numbers; assay fetch numbers or --data")
    #expect(try verdict("slow", record).note == "needs --tier standard")
    #expect(try verdict("tiered", record).note == "needs --tier full")
    for id in ["raw", "slow", "tiered"] { #expect(try verdict(id, record).status == .notRun) }
    let claim = try verdict("quadrature", record)
    #expect(claim.status == .notComparable && claim.note == "not public")
    #expect(try verdict("squares-known", record).knownDifferences == 1)
    #expect(try verdict("pi", record).status == .reproduced)
  }

  @Test func dataAndTierAddWhatTheyAllow() throws {
    let record = try Toy.run(
      RunOptions(tier: .standard, output: scratch("run"), data: try scratch.data()))
    #expect(try verdict("raw", record).status == .reproduced)
    #expect(try verdict("slow", record).status == .reproduced)
    #expect(record.run.withData)
  }

  static let selections: [([String], [String], [String])] = [
    (["pi"], ["pi"], ["pi"]), (["toy/pi"], ["pi"], ["pi"]),
    // A name that is equal goes before those that begin with it.
    (["squares"], ["squares"], ["squares", "squares-known"]),
    (["squares-"], ["squares"], ["squares-known"]),
    (["sum."], (0..<11).map { "sum.\($0)" }, ["sums", "chi2"]),
    (["sum.3"], ["sum.3"], []),
    (
      ["toy"], (0..<11).map { "sum.\($0)" } + ["squares", "pi"],
      ["squares", "squares-known", "sums", "chi2", "pi"]
    ),
  ]

  @Test(arguments: selections.indices)
  func onlyKeepsWhatItNames(_ i: Int) throws {
    let (only, tasks, judged) = Self.selections[i]
    let record = try Toy.run(RunOptions(only: only, output: scratch("run")))
    #expect(record.studies[0].stages.map(\.task) == tasks)
    let ran = record.studies[0].verdicts.filter { $0.status == .reproduced }.map(\.comparison)
    #expect(ran == judged)
    if only == ["pi"] { #expect(try verdict("sums", record).note == "left out by --only") }
  }

  @Test(arguments: ["pie", "toy/x", "", "TOY"])
  func onlyOfNothingIsRefused(term: String) throws {
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(only: [term], output: scratch("run")))
    }
    #expect(error.status == .usage)
    #expect(error.description.contains("names no study, comparison or task"))
  }

  @Test func progressAddsUp() throws {
    let steps = Mutex<[RunProgress]>([])
    let runner = Toy.runner(
      RunOptions(threads: 2, shards: 2, output: scratch("run")),
      progress: { step in steps.withLock { $0.append(step) } })
    let record = try runner.run(environment: Toy.environment)
    let seen = steps.withLock { $0 }
    #expect(seen.map(\.doneTasks) == Array(1...13))
    #expect(seen.last?.doneCost == seen.last?.totalCost)
    #expect(seen.last?.secondsLeft == 0)
    #expect(
      Set(seen.compactMap(\.task)) == Set(record.studies[0].stages.map { "toy/" + $0.task }))
  }

  // MARK: Refusals

  static let never = NSTemporaryDirectory() + "assay-test-never"

  static let refused: [(RunOptions, Numerics.ExitStatus)] = [
    (RunOptions(threads: 0, output: never), .usage),
    (RunOptions(shards: 0, output: never), .usage),
    (RunOptions(output: never, fault: "none such"), .usage),
    (RunOptions(output: "/dev/null/run"), .cannotWrite),
    (RunOptions(output: "/proc/assay"), .cannotWrite),
  ]

  @Test(arguments: refused.indices)
  func badOptions(_ i: Int) throws {
    let error = try #require(throws: AssayError.self) { try Toy.run(Self.refused[i].0) }
    #expect(error.status == Self.refused[i].1, "\(error)")
    #expect(!FileManager.default.fileExists(atPath: Self.never))
  }

  @Test(arguments: ["", "1", "0/3", "4/3", "a/b", "1/2/3", "-1/2", "1/0"])
  func badShards(text: String) throws {
    let error = try #require(throws: AssayError.self) { try Shard(text) }
    #expect(error.status == .usage)
  }

  @Test func shardsPartTheTasks() throws {
    #expect(try Shard("3/3") == Shard(index: 2, count: 3))
    for task in 0..<20 {
      let holders = try (0..<7).filter { try Shard(index: $0, count: 7).holds(task) }
      #expect(holders == [task % 7])
    }
  }

  @Test func anUnknownObservableIsRefused() throws {
    var library = Toy.library
    library.comparisons[0].pairs[0].observable = "cubes"
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run")), library: library)
    }
    #expect(error.status == .badInput)
    #expect(error.description.contains("observable \"cubes\""))
  }

  @Test func anUnknownDataSetIsRefused() throws {
    var library = Toy.library
    library.datasets = []
    #expect(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run")), library: library)
    }
  }

  /// ASSAY_FULL_DISK names a folder on a file system of a few kilobytes.
  static let full = ProcessInfo.processInfo.environment["ASSAY_FULL_DISK"]

  @Test(.enabled(if: full != nil, "set ASSAY_FULL_DISK to a folder on a tiny file system"))
  func aFullDiskKeepsWhatIsDone() throws {
    let folder = try #require(Self.full) + "/run"
    try? FileManager.default.removeItem(atPath: folder)
    let error = try #require(throws: AssayError.self) { try Toy.run(RunOptions(output: folder)) }
    #expect(
      error == .cannotWrite(folder + "/journal.ndjson", reason: "No space left on device")
        || error == .cannotWrite(folder + "/record.json", reason: "No space left on device"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names == ["journal.ndjson"])
    let content = try JournalContent.read(folder + "/journal.ndjson")
    #expect(!content.entries.isEmpty)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/journal.ndjson"))
    #expect(content.bytes == bytes.count, "no torn line is left")
  }
}
