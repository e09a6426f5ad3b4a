// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Harness
import Numerics
import Testing

@testable import History
@testable import Timing

/// Steps of series, what stands out of all of them, and how they are read.
@Suite struct TrendStepTests {
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
}
