// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Harness
import Numerics
import Testing

@testable import History
@testable import Timing

@Suite struct StoreTests {
  // MARK: What is kept

  @Test func aRunIsKeptAsItsRecordHasIt() throws {
    let place = try Scratch()
    let record = try SampleRecords.run(1, shares: ["good": 0.25, "bad": 1.5, "absent": nil])
    let store = try HistoryStore.open(place.history, for: .write)
    guard case .added(let number) = try store.add(record, path: "/runs/1/record.json") else {
      Issue.record("not added")
      return
    }
    let run = try #require(try store.runs().first)
    #expect(run.number == number && run.id == "run-1" && run.kind == .run && run.tier == .quick)
    #expect(run.started == record.run.started && run.seconds == 12.5 && run.seed == .max)
    #expect(run.threads == 2 && run.withData == true && run.studies == ["toy"] && run.only == [])
    #expect(run.command == ["assay", "run", "toy"] && run.record == "/runs/1/record.json")
    #expect(run.host == "node1" && run.cpuModel == "Test CPU" && run.commit == "0123abcdef")
    #expect(run.isDirty == false && run.digest == record.resultsDigest && run.change == nil)
    #expect(run.counts == .init(reproduced: 1, discrepant: 1, notRun: 1))
    let detail = try store.detail(of: number)
    let bad = try #require(detail.verdicts.first { $0.comparison == "toy/bad" })
    #expect(bad.status == "discrepant" && bad.tolerance == "relative 0.01" && bad.worst == 1.5)
    #expect(bad.worstRelative == -0.015 && bad.worstAbsolute == 3 && bad.worstPull == 1.5)
    #expect(bad.known == 3 && bad.smallestCaught == 0.02)
    #expect(detail.tasks == [.init(name: "toy/solve", seconds: 3)] && detail.timings.isEmpty)
  }

  @Test(arguments: [1, 2]) func aBenchIsKeptWithAllItsSamples(day: Int) throws {
    let place = try Scratch()
    let record = SampleRecords.bench(day)
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(record, path: "bench.json")
    let run = try #require(try store.runs().first)
    #expect(run.kind == .bench && run.timed == 1 && run.wrong == 1 && run.quick == false)
    let samples = try store.samples(of: run.number)
    #expect(samples.variants["toy/sum/scalar"] == record.workloads[0].variants[0].pairs)
    #expect(samples.variants["toy/sum/wrong"] == [])
    #expect(samples.controls == record.controls)
    #expect(samples.sizes["toy/sum"] == record.workloads[0].sizes!.points.map(\.samples))
    #expect(
      samples.ceilings == [
        .init(name: "FMA double", threads: 1, rate: 4e6), .init(name: "L1", threads: 1, rate: 64e6),
      ])
    // The statistics can be made again from what is kept.
    let rate = try #require(try store.detail(of: run.number).timings.first { $0.rate != nil }?.rate)
    let times = samples.variants["toy/sum/scalar"]!.map { $0.variant.seconds(.cpu) }
    #expect((1000 / SampleStatistics.median(times) / rate - 1).magnitude < 1e-12)
    #expect(try store.faults().isEmpty)
  }

  @Test func bytesThatAreNoSamplesAreSeen() {
    let pairs = SampleRecords.bench(1).workloads[0].variants[0].pairs
    let data = SampleBytes.encode(pairs)
    #expect(data.count == pairs.count * 104 && SampleBytes.pairs(data) == pairs)
    #expect(SampleBytes.pairs(data.dropLast(1)) == nil)
    #expect(SampleBytes.pairs(Data(repeating: 0xFF, count: 104)) == nil)
    #expect(SampleBytes.samples(Data(repeating: 0xFF, count: 40)) == nil)
  }

  // MARK: Twice

  @Test func addingTwiceAddsNothing() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    let run = try SampleRecords.run(1)
    let first = try store.add(run, path: "a")
    guard case .added(let number) = first else { return #expect(Bool(false), "\(first)") }
    #expect(try store.add(run, path: "b") == .known(number))
    #expect(try store.count() == 1 && store.runs()[0].record.hasSuffix("/a"))
    let bench = SampleRecords.bench(1)
    _ = try store.add(bench, path: "c")
    #expect(try store.add(bench, path: "c") == .known(number + 1))
    // Another host, other times of tasks or other results: another run.
    _ = try store.add(
      try SampleRecords.run(1, environment: SampleRecords.machine(host: "node2")), path: "d")
    _ = try store.add(try SampleRecords.run(2, id: "run-1"), path: "e")
    _ = try store.add(try SampleRecords.run(1, shares: ["good": 0.5]), path: "f")
    #expect(try store.count() == 5 && store.runs(named: "run-1").count == 4)
  }

  /// A resume with nothing to compute and a second merge write the same tasks at another time.
  @Test func whatWasComputedOnceIsOneRun() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    var run = try SampleRecords.run(1)
    _ = try store.add(run, path: "a")
    (run.run.started, run.run.finished) = (SampleRecords.day(5), SampleRecords.day(5))
    (run.run.seconds, run.run.resumed) = (0.5, true)
    #expect(try store.add(run, path: "a") == .known(1))
    // Two runs of one id and second, side by side: each took its own time.
    var other = try SampleRecords.run(1)
    other.studies[0].stages[0].seconds += 0.125
    #expect(try store.add(other, path: "b") == .added(2))
    // Without a task only the times are left.
    var empty = try SampleRecords.run(1)
    empty.studies[0].stages = []
    #expect(try store.add(empty, path: "c") == .added(3))
    #expect(try store.add(empty, path: "c") == .known(3))
    empty.run.seconds += 1
    #expect(try store.add(empty, path: "c") == .added(4))
    var bench = SampleRecords.bench(1)
    #expect(try store.add(bench, path: "d") == .added(5))
    bench.energyReason = "told otherwise by a later program"
    #expect(try store.add(bench, path: "d") == .known(5))
    bench.bench.seconds += 1
    #expect(try store.add(bench, path: "d") == .added(6))
  }

  /// Tasks of a merge ran on machines that its record does not name.
  @Test func tasksOfAMergeAreNotThoseOfItsHost() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    var run = try SampleRecords.run(1)
    run.run.command = ["assay", "merge", "s1", "s2", "--out", "m"]
    _ = try store.add(run, path: "m")
    #expect(try store.detail(of: 1).tasks.isEmpty && store.detail(of: 1).verdicts.count == 1)
    #expect(try store.faults().isEmpty)
  }

  @Test func aNumberIsNeverGivenTwice() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "a")
    let seen = try store.runs()[0]
    #expect(try store.remove(seen))
    #expect(try store.add(try SampleRecords.run(2), path: "b") == .added(2))
    #expect(try !store.remove(seen) && store.count() == 1)
    #expect(try store.targets().map(\.text) == ["toy/good"])
  }

  @Test func numbersThatAreNoneAreNamed() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    var run = try SampleRecords.run(1)
    run.studies[0].stages[0].seconds = .nan
    let error = try #require(throws: AssayError.self) { try store.add(run, path: "r/record.json") }
    #expect(error.status == .badInput && error.description.contains("r/record.json"))
    #expect(error.description.contains("seconds of task toy/solve"), "\(error)")
    var bench = SampleRecords.bench(1)
    bench.bench.seconds = .nan
    let other = try #require(throws: AssayError.self) { try store.add(bench, path: "bench.json") }
    #expect(other.description.contains("bench.seconds"), "\(other)")
    #expect(try store.count() == 0)
  }

  // MARK: Times

  @Test(arguments: [
    ("2026", "2026-01-01T00:00:00Z"), ("2026-11", "2026-11-01T00:00:00Z"),
    ("2026-11-22", "2026-11-22T00:00:00Z"), ("2026-11-22T05", "2026-11-22T05:00:00Z"),
    ("2026-11-22T05:24Z", "2026-11-22T05:24:00Z"), ("2026-11-22T05:24", "2026-11-22T05:24:00Z"),
    ("2026-11-22T05:24:10Z", "2026-11-22T05:24:10Z"), ("2028-02-29", "2028-02-29T00:00:00Z"),
    ("2026-99-99", nil), ("2026-02-29", nil), ("2026-11-31", nil), ("2026-00-01", nil),
    ("2026-11-22T24", nil), ("2026-11-22T05:60", nil), ("yesterday", nil), ("", nil), ("26", nil),
  ])
  func beginningsOfTimes(_ text: String, _ expected: String?) {
    #expect(HistoryTime.beginning(text) == expected)
  }

  @Test(arguments: [
    ("2026-11-22T05:24:10Z", "2026-11-22T05:24:10Z"),
    ("2026-11-22T05:24:10.75Z", "2026-11-22T05:24:10Z"),
    ("2026-11-22T01:24:10+02:00", "2026-11-21T23:24:10Z"),
    ("2026-11-22", nil), ("2026-13-22T05:24:10Z", nil), ("now", nil),
  ])
  func timesHaveOneForm(_ text: String, _ expected: String?) {
    #expect(HistoryTime.instant(text) == expected)
  }

  /// The minute that is asked for is in.
  @Test func aMinuteIsWhole() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    var run = try SampleRecords.run(1)
    run.run.started = "2026-11-22T07:24:10+02:00"
    _ = try store.add(run, path: "r")
    #expect(
      try store.runs(.init(since: "2026-11-22T05:24Z")).map(\.started) == ["2026-11-22T05:24:10Z"])
    #expect(try store.runs(.init(since: "2026-11-22T05:25Z")).isEmpty)
    #expect(throws: AssayError.self) { try store.runs(.init(since: "2026-99-99")) }
    run.run.started = "some day"
    let error = try #require(throws: AssayError.self) { try store.add(run, path: "r") }
    #expect(error.status == .badInput && error.description.contains("some day"))
  }

  @Test func removingTakesAllThatBelongsToARun() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "a")
    _ = try store.add(SampleRecords.bench(2), path: "b")
    let runs = try store.runs()
    for run in runs { #expect(try store.remove(run)) }
    #expect(try !store.remove(runs[0]))
    for table in [
      "run", "verdict", "stage", "timing", "timing_samples", "control", "ceiling", "size_point",
      "comparison", "task", "variant", "workload", "host",
    ] {
      let rows = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
      #expect(rows == 0, "\(table)")
    }
    #expect(try store.faults().isEmpty)
  }

  // MARK: Listing

  @Test func listsAreNewestFirstAndFiltered() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in [3, 1, 2] { _ = try store.add(try SampleRecords.run(n), path: "a") }
    _ = try store.add(
      try SampleRecords.run(
        4, environment: SampleRecords.machine(host: "node2"), study: "other"), path: "a")
    let ids = { (filter: HistoryFilter) in try store.runs(filter).map(\.id) }
    #expect(try ids(.init()) == ["run-4", "run-3", "run-2", "run-1"])
    #expect(try ids(.init(limit: 2)) == ["run-4", "run-3"])
    #expect(try ids(.init(study: "other")) == ["run-4"] && ids(.init(host: "node2")) == ["run-4"])
    #expect(try ids(.init(since: String(SampleRecords.day(3).prefix(10)))) == ["run-4", "run-3"])
    #expect(try ids(.init(since: "2099")) == [])
    #expect(try store.runs(named: "#2").map(\.id) == ["run-1"])
    #expect(try store.runs(named: "run-9").isEmpty && store.runs(named: "#77").isEmpty)
  }

  @Test func changesAreThoseSinceTheComparableRun() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1, shares: ["a": 0.1, "b": 0.2]), path: "1")
    _ = try store.add(try SampleRecords.run(2, shares: ["a": 9, "b": 0.2], tier: .full), path: "2")
    _ = try store.add(try SampleRecords.run(3, shares: ["a": 0.1, "b": 0.2]), path: "3")
    _ = try store.add(try SampleRecords.run(4, shares: ["a": 0.1, "b": 2]), path: "4")
    _ = try store.add(try SampleRecords.run(5, shares: ["a": 0.15, "b": 2]), path: "5")
    let runs = try store.runs().reversed().map(\.change)
    #expect(runs[0] == nil && runs[1] == nil)
    #expect(runs[2]?.since == 1 && runs[2]?.sameAnswers == true)
    #expect(runs[3]?.sameAnswers == false)
    #expect(runs[3]?.verdicts == ["toy/b: reproduced → discrepant"])
    #expect(runs[4]?.sameAnswers == false && runs[4]?.verdicts == [])
  }

  /// A comparison that is there no more is a change; a claim is no comparison.
  @Test func whatIsGoneIsAChange() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1, shares: ["a": 0.1, "b": 0.2]), path: "1")
    var record = try SampleRecords.run(2, shares: ["a": 0.1])
    record.studies[0].claims = [Claim(id: "sky", text: "t", source: "s", because: "b")]
    record.studies[0].verdicts.append(Verdict(comparison: "sky", status: .notComparable))
    _ = try store.add(record, path: "2")
    let run = try store.runs()[0]
    #expect(run.change?.verdicts == ["toy/b: reproduced → gone"])
    let count = try store.read { db in
      try Int.fetchOne(db, sql: "SELECT not_comparable FROM run WHERE name = 'run-2'")
    }
    #expect(count == 0)
  }

  /// Benches of one pace whose rounds scatter like real ones: medians of ten rounds differ by more
  /// than the floor of paired rounds again and again, and none of that is a change.
  @Test func benchesOfOnePaceAreSeldomOtherwise() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    let count = 200
    for n in 1...count { _ = try store.add(SampleRecords.bench(n, noise: 0.05), path: "b") }
    let changes = try store.runs().compactMap(\.change)
    let told = changes.count { !$0.faster.isEmpty || !$0.slower.isEmpty }
    #expect(changes.count == count - 1 && told <= 4, "\(told) of \(changes.count)")
    // The records prove the point: the floors alone would have told many more.
    let rates = try store.series(
      TrendTarget(study: "toy", name: "sum", kind: .variant("scalar")))[0].points
    let beyond = zip(rates, rates.dropFirst()).count { a, b in
      log(b.value! / a.value!).magnitude > max(a.floor!, b.floor!)
    }
    #expect(beyond > 10, "\(beyond)")
    _ = try store.add(SampleRecords.bench(count + 1, pace: 1.5, noise: 0.05), path: "b")
    #expect(try store.runs(.init(limit: 1))[0].change?.slower == ["toy/sum/scalar"])
  }

  @Test func changesOfBenchesAreBeyondTheirFloors() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(SampleRecords.bench(1), path: "1")
    _ = try store.add(SampleRecords.bench(2), path: "2")
    _ = try store.add(SampleRecords.bench(3, pace: 1.3), path: "3")
    _ = try store.add(
      SampleRecords.bench(4, pace: 0.5, environment: SampleRecords.machine(host: "fast")), path: "4"
    )
    let changes = try store.runs().reversed().map(\.change)
    #expect(changes[1]?.slower == [] && changes[1]?.faster == [] && changes[1]?.sameAnswers == nil)
    #expect(changes[2]?.slower == ["toy/sum/scalar"] && changes[2]?.faster == [])
    #expect(changes[3] == nil)
  }
}
