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

  /// A tighter tolerance makes the share of the same deviation larger, and that is no loss.
  @Test(arguments: [("same", false), ("other", true), ("not kept", true)])
  func anotherToleranceIsNoLoss(deviation: String, isWorse: Bool) throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 0..<8 {
      var record = try SampleRecords.run(n)
      if n >= 4 {
        record.studies[0].comparisons[0].tolerance = Tolerance(.relative, 0.005)
        record.studies[0].verdicts[0].worst = 0.5
        if deviation == "other" { record.studies[0].verdicts[0].worstRelative = -0.005 }
      }
      if deviation == "not kept" {
        record.studies[0].verdicts[0].worstRelative = nil
        record.studies[0].verdicts[0].worstAbsolute = nil
        record.studies[0].verdicts[0].worstPull = nil
      }
      _ = try store.add(record, path: "r")
    }
    let series = try store.series(store.target("good"))
    let steps = series.flatMap { TrendAnalysis($0).steps }
    #expect(steps.map(\.isWorse) == [isWorse], "\(steps)")
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
}
