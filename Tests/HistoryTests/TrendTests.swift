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
    #expect(good.map(\.points.count) == [1, 2, 2, 2] && good[0].setting == "tier full")
    #expect(Set(good.map { $0.machine + $0.setting }).count == 4)
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
      target: "a/b", host: "h", cpuModel: "c", setting: "s", quantity: .none, points: [])
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
    let findings = try store.findings(last: 5, limit: 200)
    #expect(
      findings.map(\.target) == [
        "toy/worse", "toy/sum/scalar", "toy/worse", "toy/better", "toy/better",
      ], "\(findings.map(\.target))")
    #expect(findings.map(\.isWorse) == [true, true, true, false, false])
    #expect(try store.findings(last: 6, limit: 200).map(\.target).contains("toy/old"))
    // Of three runs only the newest changes are seen.
    let short = try store.findings(last: 6, limit: 3).map(\.target)
    #expect(short.contains("toy/worse") && !short.contains("toy/old"), "\(short)")
    #expect(try store.findings(last: 1, limit: 200).allSatisfy { $0.target == "toy/better" })
    #expect(try store.findings(last: 5, host: "elsewhere", limit: 200).isEmpty)
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
