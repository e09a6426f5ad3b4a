// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Harness
import Numerics
import Testing

@testable import History
@testable import Timing

@Suite struct TrendTests {
  // MARK: Series

  @Test func seriesNeverMixHostsTiersOrDefinitions() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    let machines = [
      SampleRecords.machine(), SampleRecords.machine(host: "node2"),
      SampleRecords.machine(cpu: "Other CPU"),
    ]
    for n in 0..<6 {
      _ = try store.add(try SampleRecords.run(n, environment: machines[n % 3]), path: "r")
      _ = try store.add(SampleRecords.bench(n, environment: machines[n % 3]), path: "b")
    }
    _ = try store.add(try SampleRecords.run(6, tier: .full), path: "r")
    _ = try store.add(SampleRecords.bench(7, quick: true), path: "b")
    _ = try store.add(SampleRecords.bench(8, items: 2000), path: "b")
    let good = try store.series(store.target("good"))
    #expect(good.map(\.points.count) == [1, 2, 2, 2])
    #expect(good[0].setting == "tier full, seed \(UInt64.max), with data")
    #expect(Set(good.map { $0.machine + $0.setting }).count == 4)
    #expect(good[0].machine == "node1 (Test CPU, 2 cores)")
    for series in good {
      #expect(series.points.map(\.started) == series.points.map(\.started).sorted())
    }
    let sum = try store.series(store.target("toy/sum"))
    #expect(sum.map(\.points.count) == [1, 1, 2, 2, 2])
    #expect(sum[0].setting.hasPrefix("2000 x term, 2 flop each, 16 byte each, double precision"))
    #expect(sum[1].setting.hasSuffix("quick bench") && sum[1].unit == "term/s")
    #expect(try store.series(store.target("good"), host: "node2").map(\.host) == ["node2"])
    #expect(try store.series(store.target("good"), limit: 1).map(\.points.count) == [1, 1, 1, 1])
  }

  @Test func seriesNeverMixSeedsOrPresenceOfData() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<8 {
      _ = try store.add(
        try SampleRecords.run(n, seed: UInt64(n % 2), withData: n < 4), path: "r")
    }
    let series = try store.series(store.target("good"))
    #expect(series.map(\.points.count) == [2, 2, 2, 2])
    #expect(
      Set(series.map(\.setting)) == [
        "tier quick, seed 0, with data", "tier quick, seed 1, with data",
        "tier quick, seed 0, without data", "tier quick, seed 1, without data",
      ])
    // Nor is one held against the other in the list.
    #expect(try store.runs().map { $0.change?.since } == [6, 5, nil, nil, 2, 1, nil, nil])
  }

  @Test func ratesOfOtherBuildsDevicesAndThreadsAreOtherSeries() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(SampleRecords.bench(1), path: "b")
    _ = try store.add(
      SampleRecords.bench(2, environment: SampleRecords.machine(build: "debug")), path: "b")
    _ = try store.add(SampleRecords.bench(3, device: "gpu"), path: "b")
    _ = try store.add(SampleRecords.bench(4, threads: 4), path: "b")
    let series = try store.series(
      TrendTarget(study: "toy", name: "sum", kind: .variant("scalar")))
    #expect(series.map(\.points.count) == [1, 1, 1, 1])
    let endings = series.map { String($0.setting.split(separator: ", ").last!) }
    #expect(endings == ["4 threads", "device gpu", "debug build", "double precision"])
  }

  /// What a selection leaves out was not lost.
  @Test func runsOfASelectionSayNothingOfTheRest() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for (n, share) in ([0.5, nil, nil] as [Double?]).enumerated() {
      var record = try SampleRecords.run(n, shares: ["good": share])
      record.run.only = n == 1 ? ["other"] : []
      _ = try store.add(record, path: "r")
    }
    let series = try store.series(store.target("good"))[0]
    #expect(series.points.map(\.status) == ["reproduced", "not run"])
  }

  @Test func whatHasNoBoundIsFollowedByItsDeviation() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<3 {
      var record = try SampleRecords.run(n)
      record.studies[0].verdicts[0].worst = nil
      _ = try store.add(record, path: "r")
    }
    let series = try store.series(store.target("good"))[0]
    #expect(series.quantity == .relativeDeviation)
    #expect(series.points.map(\.value) == [-0.0025, -0.0025, -0.0025])
  }

  /// The value of an ordering is its smallest rise: less is worse, below 0 it is broken.
  @Test(arguments: [
    ([0.212, 0.0212], true), ([0.0212, 0.212], false), ([0.1, -0.3], true), ([-0.3, 0.1], false),
    ([-0.1, -0.3], true),
  ])
  func aSmallerRiseOfAnOrderingIsWorse(_ rises: [Double], _ isWorse: Bool) throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<6 {
      var record = try SampleRecords.run(n)
      record.studies[0].verdicts[0].worst = nil
      record.studies[0].verdicts[0].worstRelative = rises[n / 3]
      _ = try store.add(record, path: "r")
    }
    let steps = TrendAnalysis(try store.series(store.target("good"))[0]).steps
    #expect(steps.count == 1 && steps[0].isWorse == isWorse, "\(steps)")
  }

  // MARK: Verdicts

  @Test func aVanishedDifferenceIsAnotherVerdict() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<4 {
      var record = try SampleRecords.run(n)
      record.studies[0].verdicts[0].vanished = n < 3 ? 0 : 1
      record.resultsDigest = try RunRecord.digest(of: record.studies)
      _ = try store.add(record, path: "r")
    }
    let findings = try store.survey(last: 1, limit: 200).findings
    #expect(findings.count == 1 && findings[0].isWorse)
    guard case .verdict(let change) = findings.first?.event else {
      Issue.record("\(findings)")
      return
    }
    #expect(change.before.status == "reproduced" && change.after.status == "reproduced, vanished")
    #expect(
      try store.runs()[0].change?.verdicts == ["toy/good: reproduced → reproduced, vanished"])
  }

  @Test(arguments: [
    ("reproduced", "undecided", true), ("discrepant", "undecided", false),
    ("undecided", "discrepant", true), ("undecided", "reproduced", false),
    ("reproduced", "not run", true), ("discrepant", "not run", true),
    ("not run", "reproduced", false), ("not run", "discrepant", true),
    ("discrepant", "reproduced, vanished", false), ("right", "wrong", true),
    ("wrong", "right", false),
  ])
  func verdictsAreRanked(_ before: String, _ after: String, _ isWorse: Bool) {
    var points: [TrendSeries.Point] = []
    for (n, status) in [before, before, after].enumerated() {
      var point = TrendSeries.Point(run: Int64(n), id: "r\(n)", started: SampleRecords.day(n))
      point.status = status
      points.append(point)
    }
    let series = TrendSeries(
      target: "a/b", host: "h", cpuModel: "c", cores: 1, setting: "s", quantity: .none,
      points: points)
    let changes = TrendAnalysis(series).verdictChanges
    #expect(changes.count == 1 && changes[0].isWorse == isWorse && changes[0].age == 1)
  }

  // MARK: Names

  @Test func namesAreFoundOrToldWithTheNearest() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(
      try SampleRecords.run(1, shares: ["lat-combined-bb": 0.1, "tau": 1]), path: "r")
    _ = try store.add(try SampleRecords.run(2, shares: ["tau": 1], study: "other"), path: "r")
    _ = try store.add(SampleRecords.bench(3), path: "b")
    #expect(try store.target("lat-combined-bb").text == "toy/lat-combined-bb")
    #expect(
      try store.target("toy/tau").study == "toy" && store.target("sum").text == "toy/sum/scalar")
    #expect(try store.target("toy/sum/scalar").kind == .variant("scalar"))
    for (name, sentence) in [
      ("lat-combined-b", "nearest: toy/lat-combined-bb"), ("tau", "other/tau"),
      ("toy/sum/simd", "no comparison or workload toy/sum/simd"),
      // A wrong variant has no time.
      ("toy/sum/wrong", "no comparison or workload toy/sum/wrong"), ("", "no comparison"),
    ] {
      let error = try #require(throws: AssayError.self) { try store.target(name) }
      #expect(error.status == .usage && error.description.contains(sentence), "\(error)")
    }
    let empty = try HistoryStore.open(place.path + "/empty.sqlite", for: .write)
    let error = try #require(throws: AssayError.self) { try empty.target("x") }
    #expect(error.description.contains("holds none"))
  }

  @Test(arguments: [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("ab", "ba", 2)])
  func distancesOfNames(_ a: String, _ b: String, _ expected: Int) {
    #expect(NearestNames.distance(Array(a), Array(b)) == expected)
    #expect(NearestNames.distance(Array(b), Array(a)) == expected)
  }

  @Test func theQuickestRightVariantStandsForAWorkload() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    var record = SampleRecords.bench(1)
    var fast = record.workloads[0].variants[0]
    fast.id = "simd"
    fast.summary!.itemsPerSecond *= 30
    record.workloads[0].variants.append(fast)
    _ = try store.add(record, path: "b")
    #expect(try store.target("toy/sum").text == "toy/sum/simd")
  }

  // MARK: Steps

  static func store(_ place: Scratch, paces: [Double], controlled: Bool = true) throws
    -> HistoryStore
  {
    let store = try HistoryStore.open(place.history, for: .write)
    for (n, pace) in paces.enumerated() {
      _ = try store.add(SampleRecords.bench(n, pace: pace, controlled: controlled), path: "b")
    }
    return store
  }

  @Test func aSlowerProgramIsAStepAndTheSameOneIsNone() throws {
    let paces = (0..<20).map { $0 < 12 ? 1 : 1.3 }
    let series = try Self.store(try Scratch(), paces: paces).series(
      TrendTarget(study: "toy", name: "sum", kind: .variant("scalar")))[0]
    let analysis = TrendAnalysis(series)
    #expect(analysis.steps.count == 1)
    let step = try #require(analysis.steps.first)
    #expect(step.after.id == "bench-12" && step.before.id == "bench-11" && step.isWorse)
    #expect((step.size + log(1.3)).magnitude < 0.02 && step.age == 8 && step.floor < 0.05)
    #expect(try #require(analysis.smallestVisible) >= step.floor * 0.5)
    #expect(analysis.levels.map(\.first) == [0, 12] && analysis.levels.map(\.last) == [11, 19])
    var same = series
    same.points.removeSubrange(12...)
    #expect(TrendAnalysis(same).steps.isEmpty)
  }

  /// The same step is not told where the controls scatter more than it, nor without any control.
  @Test func theFloorOfTheControlsCounts() throws {
    let paces = (0..<20).map { $0 < 12 ? 1 : 1.3 }
    let target = TrendTarget(study: "toy", name: "sum", kind: .variant("scalar"))
    var series = try Self.store(try Scratch(), paces: paces).series(target)[0]
    for i in 12..<20 { series.points[i].floor = 0.5 }
    #expect(TrendAnalysis(series).steps.isEmpty)
    let blind = try Self.store(try Scratch(), paces: paces, controlled: false).series(target)[0]
    #expect(TrendAnalysis(blind).steps.isEmpty && TrendAnalysis(blind).smallestVisible == .infinity)
  }

  @Test func numbersWithoutNoiseShowAChangeAtOnce() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    let shares = [0.25, 0.25, 0.25, 0.25, 0.5]
    for (n, share) in shares.enumerated() {
      _ = try store.add(try SampleRecords.run(n, shares: ["good": share]), path: "r")
    }
    let series = try store.series(store.target("good"))[0]
    let analysis = TrendAnalysis(series)
    #expect(analysis.shortestLevel == 1 && analysis.steps.map(\.to) == [0.5])
    #expect(analysis.steps[0].isWorse && analysis.steps[0].age == 1)
    // Below a hundredth of the tolerance nothing is told.
    var small = series
    small.points[4].value = 0.259
    #expect(TrendAnalysis(small).steps.isEmpty)
  }

  @Test func anEmptySeriesHasNothing() {
    let series = TrendSeries(
      target: "a/b", host: "h", cpuModel: "c", cores: 1, setting: "s", quantity: .none,
      points: [])
    let analysis = TrendAnalysis(series)
    #expect(analysis.levels.isEmpty && analysis.steps.isEmpty && analysis.smallestVisible == nil)
  }

  // MARK: All

  @Test func findingsAreTheNewestWorstFirst() throws {
    let place = try Scratch()
    let store = try Self.store(place, paces: (0..<20).map { $0 < 15 ? 1 : 1.3 })
    for n in 0..<8 {
      let record = try SampleRecords.run(
        n,
        shares: [
          "calm": 0.1, "worse": n < 6 ? 0.9 : 1.1, "better": n < 7 ? 1.2 : 0.2,
          "old": n < 2 ? 0.1 : 0.9, "absent": nil,
        ])
      _ = try store.add(record, path: "r")
    }
    let findings = try store.survey(last: 5, limit: 200).findings
    #expect(
      findings.map(\.target) == [
        "toy/worse", "toy/sum/scalar", "toy/worse", "toy/better", "toy/better",
      ], "\(findings.map(\.target))")
    #expect(findings.map(\.isWorse) == [true, true, true, false, false])
    #expect(try store.survey(last: 6, limit: 200).findings.map(\.target).contains("toy/old"))
    // Of three runs only the newest changes are seen.
    let short = try store.survey(last: 6, limit: 3).findings.map(\.target)
    #expect(short.contains("toy/worse") && !short.contains("toy/old"), "\(short)")
    #expect(try store.survey(last: 1, limit: 200).findings.allSatisfy { $0.target == "toy/better" })
    let error = try #require(throws: AssayError.self) {
      try store.survey(last: 5, host: "node2", limit: 200)
    }
    #expect(error.status == .missing && error.description.contains("nearest: node1"), "\(error)")
  }

  /// One run shows no step; nor do timings without a control.
  @Test func seriesThatShowNothingAreCounted() throws {
    let place = try Scratch()
    let store = try Self.store(place, paces: [1, 1, 1, 1, 1, 1], controlled: false)
    _ = try store.add(try SampleRecords.run(10, shares: ["a": 0.5, "b": 0.5]), path: "r")
    let blind = try store.survey(last: 10, limit: 200)
    // Two comparisons, a variant with a time and one with a wrong answer.
    #expect(blind.series == 4 && blind.blind == 4 && blind.findings.isEmpty)
    _ = try store.add(try SampleRecords.run(11, shares: ["a": 0.5]), path: "r")
    let seeing = try store.survey(last: 10, limit: 200)
    #expect(seeing.series == 4 && seeing.blind == 3)
  }

  /// A bench whose error is not known keeps the weights of the others, and its own is one.
  @Test func aBenchWithoutAnErrorCountsAsAUsualOne() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<12 {
      _ = try store.add(
        SampleRecords.bench(n, noise: n == 5 ? 0.3 : 0.01, rounds: n == 11 ? 1 : 10), path: "b")
    }
    let series = try store.series(
      TrendTarget(study: "toy", name: "sum", kind: .variant("scalar")))[0]
    #expect(series.points.map { $0.error == nil } == (0..<12).map { $0 == 11 })
    var equal = series
    for i in equal.points.indices { equal.points[i].error = 0.01 }
    // The noisy bench counts for less than it would among equals.
    let (weighted, plain) = (TrendAnalysis(series), TrendAnalysis(equal))
    let scatters = (try #require(weighted.scatter), try #require(plain.scatter))
    #expect(scatters.0 < scatters.1, "\(scatters)")
  }

  // MARK: The plan

  /// The queries of a trend go through indexes from end to end: no table is read whole.
  @Test(arguments: [HistoryStore.comparisonTrend, HistoryStore.variantTrend])
  func trendsReadNoTableWhole(sql: String) throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<20 { _ = try store.add(try SampleRecords.run(n), path: "r") }
    _ = try store.add(SampleRecords.bench(30), path: "b")
    let plan = try store.read { db in
      let arguments: StatementArguments =
        sql.contains("?3") ? ["toy", "sum", "scalar", 0] : [1, 0]
      return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
        $0["detail"] as String
      }
    }
    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    let key =
      sql.contains("?3")
      ? "SEARCH t USING PRIMARY KEY (variant=? AND run>?)"
      : "SEARCH v USING PRIMARY KEY (comparison=? AND run>?)"
    #expect(plan.contains { $0.hasPrefix(key) }, "\(plan)")
    #expect(plan.contains { $0.hasPrefix("SEARCH r USING INTEGER PRIMARY KEY") }, "\(plan)")
  }

  /// The run that another is held against is found by the index of runs asked for alike.
  @Test(arguments: [HistoryRun.Kind.run, .bench])
  func theRunBeforeIsFoundByItsIndex(kind: HistoryRun.Kind) throws {
    let place = try Scratch()
    defer { withExtendedLifetime(place) {} }
    let store = try HistoryStore.open(place.history, for: .write)
    let plan = try store.read { db in
      var arguments: [(any DatabaseValueConvertible)?] = [
        "2026", 9, kind.rawValue, kind == .run ? "quick" : nil, "[]", "[]",
      ]
      arguments += kind == .run ? [true, "1"] : [false, 1, "cpu", "release"]
      return try Row.fetchAll(
        db,
        sql: "EXPLAIN QUERY PLAN "
          + (kind == .run ? HistoryStore.runBefore : HistoryStore.benchBefore),
        arguments: StatementArguments(arguments)
      ).map { $0["detail"] as String }
    }
    let search = "SEARCH run USING INDEX run_alike (kind=? AND tier=? AND studies=? AND started<?)"
    #expect(plan == [search], "\(plan)")
  }

  // MARK: Several writers

  /// Threads with connections of their own, some opening the file at the same moment.
  @Test func writersAtOnceLoseNothing() async throws {
    let place = try Scratch()
    let path = place.history
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let store = try HistoryStore.open(path, for: .write)
          for n in 0..<8 {
            let record = try SampleRecords.run(100 * writer + n, shares: ["a": 0.1, "b": 0.2])
            _ = try store.add(record, path: "r")
          }
          _ = try store.add(SampleRecords.bench(100 * writer), path: "b")
        }
      }
      try await group.waitForAll()
    }
    let store = try HistoryStore.open(path, for: .read)
    #expect(try store.count() == 54 && store.faults().isEmpty)
    #expect(try store.series(store.target("toy/a")).map(\.points.count) == [48])
  }
}
