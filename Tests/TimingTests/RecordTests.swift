// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing

@testable import Timing

@Suite struct BenchRecordTests {
  static func sample() throws -> BenchRecord {
    let toy = Toy(noise: 0.01)
    var record = try toy.record([
      toy.variant("scalar", seconds: 1e-3),
      toy.variant("simd", seconds: 2e-4, result: [1, 2 + 1e-9], bound: 1e-8),
      toy.variant(
        "simd threads=4", seconds: 6e-5, result: [1, 2 + 1e-9], bound: 1e-8, threads: 4),
      toy.variant("wrong", seconds: 1e-6, result: [0, 0]),
    ])
    record.workloads[0].workingSet = 4096
    record.workloads[0].variants[1].summary?.joulesPerItem = 1e-9
    record.workloads[0].variants[1].pairs[0].variant.joules = 0.5
    record.workloads[0].sizes = SizeScaling(
      variant: "simd",
      points: (1...4).map {
        SizeScaling.Point(
          items: pow(10, Double($0)),
          samples: [Sample(repeats: 1, wall: 1, thread: 1, process: pow(10, 2 * Double($0) - 6))])
      } + [SizeScaling.Point(items: 1e5, samples: [], reason: "the seconds were over")])
    return record
  }

  // MARK: The file

  @Test func recordReadsBackEqual() throws {
    let path = NSTemporaryDirectory() + "bench-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let record = try Self.sample()
    try record.write(to: path)
    #expect(try BenchRecord.read(from: path) == record)
  }

  @Test(arguments: [
    ("\"format\":1", "\"format\":2", "key format: found 2"),
    ("\"controls\":", "\"control\":", "key controls: found nothing"), ("{", "[", "not JSON"),
  ])
  func brokenRecordsGetASentence(_ from: String, _ to: String, _ sentence: String) throws {
    let path = NSTemporaryDirectory() + "bench-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.sample().write(to: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: from, with: to)
    #expect(changed != text)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    let error = try #require(throws: AssayError.self) { try BenchRecord.read(from: path) }
    #expect(error.description.contains(sentence) && error.status == .badInput, "\(error)")
  }

  // MARK: Scaling

  @Test func exponentIsThatOfTheTimes() throws {
    let sizes = try #require(try Self.sample().workloads[0].sizes)
    #expect((sizes.exponent! - 2).magnitude < 1e-12 && sizes.standardError! < 1e-12)
  }

  @Test func sizesAreMeasuredAndHeldAgainstTheReference() throws {
    let toy = Toy()
    var workload = toy.workload([toy.variant("scalar", seconds: 1)])
    workload.sized = { factor in
      var smaller = toy.workload([
        toy.variant("scalar", seconds: 3 * factor * factor.squareRoot()),
        toy.variant(
          "simd", seconds: factor * factor.squareRoot(), result: factor < 0.5 ? [1, 2] : [0]),
      ])
      smaller.items = 1000 * factor
      return smaller
    }
    let sizes = try #require(try toy.measurement().sizes(of: workload, variant: "simd"))
    #expect(sizes.points.map(\.items) == Workload.threeDecades.map { 1000 * $0 })
    #expect(sizes.points.dropLast().allSatisfy { $0.seconds != nil })
    #expect(sizes.points.last!.seconds == nil)
    #expect(sizes.points.last!.reason != nil)
    #expect((sizes.exponent! - 1.5).magnitude < 1e-6)
    #expect(try toy.measurement().sizes(of: toy.workload([]), variant: "simd") == nil)
  }

  @Test func threadsOfAFamilyAreFound() throws {
    let scaling = ThreadScaling.all(of: try Self.sample().workloads[0])
    #expect(scaling.map(\.family) == ["simd"])
    let point = try #require(scaling[0].points.last)
    #expect(point.threads == 4 && (point.speedUp - 10.0 / 3).magnitude < 0.1)
    #expect((point.efficiency - point.speedUp / 4).magnitude < 1e-15)
  }

  @Test(arguments: [
    (1, []), (2, [2]), (4, [2, 3, 4]), (12, [2, 4, 8, 12]), (64, [2, 4, 8, 16, 32, 64]),
  ])
  func threadCounts(_ most: Int, _ expected: [Int]) {
    #expect(ThreadCounts.beyondOne(upTo: most) == expected)
  }

  // MARK: Two records

  /// The same program again, or one that is 1 % or 20 % slower or faster, on a machine with noise of
  /// 5 % a sample: the large change is always flagged, the others, far below the scatter of single
  /// rounds, never.
  @Test(arguments: [(1.0, false), (1.01, false), (1.2, true), (1 / 1.2, true)])
  func aTrueChangeIsFlaggedAndASmallOneIsNot(_ pace: Double, _ changed: Bool) throws {
    var flagged = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let before = try Self.record(pace: 1, seed: seed)
      let comparison = try Self.record(pace: pace, seed: seed + 100).compare(against: before)
      #expect(comparison.rows.count == 2 && comparison.unpaired.isEmpty && comparison.sameMachine)
      for row in comparison.rows {
        flagged += row.isChange ? 1 : 0
        if changed {
          #expect(row.isChange && (row.logRatio < 0) == (pace > 1), "seed \(seed): \(row)")
        }
      }
    }
    if !changed { #expect(flagged == 0, "\(flagged)") }
  }

  static func record(pace: Double, seed: UInt64) throws -> BenchRecord {
    var toy = Toy(noise: 0.05, seed: seed)
    toy.pace = pace
    return try toy.record([
      toy.variant("scalar", seconds: 4e-3), toy.variant("simd", seconds: 1.1e-3),
    ])
  }

  /// A change beyond the floor of one record but not of the other is not flagged.
  @Test func bothFloorsCount() throws {
    let toy = Toy()
    let quiet = try toy.record([toy.variant("scalar", seconds: 1e-3)])
    var slower = Toy()
    slower.pace = 1.1
    var now = try slower.record([slower.variant("scalar", seconds: 1e-3)])
    #expect(now.compare(against: quiet).rows[0].isChange)
    for k in now.controls[0].pairs.indices { now.controls[0].pairs[k].variant.process *= 1.2 }
    #expect(!now.compare(against: quiet).rows[0].isChange)
    #expect(!quiet.compare(against: now).rows[0].isChange)
  }

  static func row(
    _ logRatio: Double, _ low: Double, _ high: Double, samples: Int = 12
  ) -> BenchComparison.Row {
    BenchComparison.Row(
      workload: "toy/sum", variant: "simd", precision: .double, secondsBefore: 1, secondsNow: 1,
      samplesBefore: samples, samplesNow: 12, logRatio: logRatio, low: low, high: high, floor: 0.1)
  }

  /// An interval on the other side of 1 than the ratio of the medians, or few rounds: no verdict.
  @Test func aChangeNeedsItsIntervalOnItsSideAndItsRounds() {
    #expect(Self.row(0.5, 0.2, 0.9).isChange && Self.row(-0.5, -0.9, -0.2).isChange)
    #expect(!Self.row(0.5, -0.9, -0.2).isChange && !Self.row(-0.5, 0.2, 0.9).isChange)
    #expect(!Self.row(0.5, 0.2, 0.9, samples: 4).isChange)
    #expect(Self.row(0.5, 0.2, 0.9, samples: 5).isChange)
  }

  /// One id in two precisions: each row has its own times, those of an item.
  @Test func precisionsAreKeptApart() throws {
    let toy = Toy()
    var record = try toy.record([toy.variant("scalar", seconds: 1e-3)])
    var other = record.workloads[0].variants[0]
    other.precision = other.precision == .double ? .single : .double
    for k in other.pairs.indices {
      other.pairs[k].variant.wall *= 2
      other.pairs[k].variant.thread *= 2
      other.pairs[k].variant.process *= 2
    }
    record.workloads[0].variants.append(other)
    let rows = record.compare(against: record).rows
    #expect(rows.count == 2 && rows[0].precision != rows[1].precision)
    #expect((rows[1].secondsNow / rows[0].secondsNow - 2).magnitude < 1e-9)
    #expect(rows.allSatisfy { $0.samplesNow == record.workloads[0].variants[0].pairs.count })
    let whole = rows[0].secondsNow * record.workloads[0].items
    #expect((whole / 1e-3 - 1).magnitude < 0.01)
  }

  @Test func unpairedRowsAreNamed() throws {
    let toy = Toy()
    let a = try toy.record([toy.variant("scalar", seconds: 1)])
    let b = try toy.record([toy.variant("scalar", seconds: 1), toy.variant("simd", seconds: 1)])
    let new = BenchComparison.Unpaired(
      workload: "toy/sum", variant: "simd", wasTimed: false, reason: nil)
    #expect(b.compare(against: a).unpaired == [new])
    var lost = new
    lost.wasTimed = true
    #expect(a.compare(against: b).unpaired == [lost])
    // One that is there and wrong has no time, and says why.
    var wrong = b
    wrong.workloads[0].variants[1].validation.reason = "differs by 3"
    wrong.workloads[0].variants[1].summary = nil
    lost.reason = "differs by 3"
    #expect(wrong.compare(against: b).unpaired == [lost])
  }

  @Test func scoreIsTheGeometricMeanOfTheBestRightVariants() throws {
    var (here, there) = (try Self.sample(), try Self.sample())
    here.workloads[0].variants[2].summary!.itemsPerSecond = 8e6
    there.workloads[0].variants[2].summary!.itemsPerSecond = 2e6
    there.workloads[0].variants[1].summary!.itemsPerSecond = 1e6
    there.workloads[0].variants[0].summary!.itemsPerSecond = 1e5
    var second = here.workloads[0]
    second.id = "second"
    here.workloads.append(second)
    second.variants[2].summary!.itemsPerSecond = 8e6
    there.workloads.append(second)
    second.id = "third"
    there.workloads.append(second)
    let score = try #require(BenchScore(here, relativeTo: there))
    #expect((score.value - 2).magnitude < 1e-12, "\(score)")
    #expect(score.missing == ["toy/third"] && score.ratios.count == 2)
    // A machine whose variants are all wrong has no score.
    for k in here.workloads.indices {
      for v in here.workloads[k].variants.indices { here.workloads[k].variants[v].summary = nil }
    }
    #expect(BenchScore(here, relativeTo: there) == nil)
  }
}
