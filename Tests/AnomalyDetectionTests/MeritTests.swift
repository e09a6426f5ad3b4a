// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import AnomalyDetection
@testable import Learning

@Suite struct MeritTests {
  /// Normal numbers rounded to tenths, so that many are equal.
  private static func drawn(_ count: Int, _ seed: UInt64, move: Double = 0) -> [Double] {
    var random = Philox(seed: seed, stream: Philox.stream(of: "merit tests \(move)"))
    return (0..<count).map { _ in ((random.normal() + move) * 10).rounded() / 10 }
  }

  private static func curve(_ b: [Double], _ s: [Double]) throws -> ReceiverCurve {
    ReceiverCurve(
      background: try RankedScores(b, of: "background"), signal: try RankedScores(s, of: "signal"))
  }

  // MARK: Exact

  @Test func sortsLikeComparisons() {
    for (seed, count) in [(UInt64(1), 0), (2, 1), (3, 4095), (4, 4096), (5, 20_001)] {
      var random = Philox(seed: seed, stream: 1)
      // Any bits but those that are no number, and some special ones.
      var values = (0..<count).map { _ in Double(bitPattern: random.next()) }
        .map { $0.isNaN ? 1 : $0 }
      if count > 10 {
        values.replaceSubrange(
          0..<6,
          with: [
            0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
          ])
      }
      #expect(RadixSort.sorted(values) == values.sorted(), "seed \(seed), \(count) numbers")
      #expect(!RadixSort.sorted(values).contains { $0 == 0 && $0.sign == .minus })
    }
  }

  /// Against the definition, pair by pair, with equal scores.
  @Test(arguments: [UInt64(1), 2, 3]) func areaOfPairs(seed: UInt64) throws {
    let (b, s) = (Self.drawn(211, seed), Self.drawn(97, seed, move: 0.8))
    var won = 0.0
    for x in s { for y in b { won += x > y ? 1 : x == y ? 0.5 : 0 } }
    let area = try Self.curve(b, s).area.value
    #expect(area == won / Double(b.count * s.count), "seed \(seed)")
    let other = try Self.curve(b.map { -$0 }, s.map { -$0 }).area.value
    #expect(abs(area + other - 1) < 4 * area.ulp)
    // Ranks alone count.
    let bent = try Self.curve(b.map { $0 * $0 * $0 }, s.map { $0 * $0 * $0 }).area
    #expect(try bent == Self.curve(b, s).area)
  }

  @Test func extremes() throws {
    #expect(try Self.curve([1, 2], [3, 4]).area.value == 1)
    #expect(try Self.curve([3, 4], [1, 2]).area.value == 0)
    #expect(try Self.curve([1, 1], [1, 1, 1]).area.value == 0.5)
    #expect(try Self.curve([-Double.infinity, 0], [Double.infinity]).area.value == 1)
  }

  /// Of two equal scores above, one is accepted by lot.
  @Test func efficiencyByLot() throws {
    let curve = try Self.curve([0, 0, 1, 1], [0, 1])
    #expect(curve.efficiency(atBackground: 0.25).value == 0.25)
    #expect(curve.efficiency(atBackground: 0.5).value == 0.5)
    #expect(curve.efficiency(atBackground: 0.75).value == 0.75)
    #expect(curve.efficiency(atBackground: 1).value == 1)
    #expect(curve.efficiency(atBackground: 0).value == 0)
    let points = curve.points(lowest: 0.1, count: 11)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.signal <= $1.signal })
    #expect(points.last?.background == 1 && points.last?.signal == 1)
  }

  // MARK: Errors

  /// The error of a sample against the scatter of 400 samples: 400 give a deviation to 3.5 %.
  @Test func errorsAreThoseOfToys() throws {
    let bed = ShiftBed(shift: 1)
    var areas: [Estimate] = []
    var efficiencies: [Estimate] = []
    for seed in UInt64(1)...400 {
      let curve = try Self.curve(
        bed.toys(300, signal: false, seed: seed, stream: "errors", threads: 1),
        bed.toys(300, signal: true, seed: seed, stream: "errors", threads: 1))
      areas.append(curve.area)
      efficiencies.append(curve.efficiency(atBackground: 0.1))
    }
    // The slope of the curve at a level is that of 30 events: a fifth.
    for (found, exact, bound) in [
      (areas, bed.area, 0.12), (efficiencies, bed.efficiency(atBackground: 0.1), 0.2),
    ] {
      let mean = found.reduce(0) { $0 + $1.value } / 400
      let scatter = (found.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / 399)
        .squareRoot()
      let error = found.reduce(0) { $0 + ($1.standardError ?? 0) } / 400
      #expect(abs(error / scatter - 1) < bound, "\(error) for \(scatter)")
      // Four errors of the mean; at a quantile of a finite sample there is a bias of order 1/n.
      #expect(abs(mean - exact) < 4 * scatter / 20 + 2 / 300.0, "\(mean) for \(exact)")
    }
  }

  @Test func refusals() {
    let empty = Fixture.sentence { _ = try RankedScores([], of: "signal x") }
    #expect(empty == "scores of signal x: found none; accepted: one or more")
    let bad = Fixture.sentence { _ = try RankedScores([1, .nan], of: "background") }
    #expect(bad.contains("not a number for event 2"))
  }

  // MARK: Ranks

  @Test func backgroundRanks() throws {
    let ranked = try RankedScores([3, 1, 2, 2], of: "background")
    #expect([0.0, 1, 2, 2.5, 3, 4].map(ranked.rank) == [0, 0.125, 0.5, 0.75, 0.875, 1])
  }

  @Test func combinationsOfRanks() {
    let ranks = [0.2, 0.9]
    let found = ScoreCombination.allCases.map { $0.combined(ranks) }
    #expect(found[0] == 0.2 && found[1] == 0.9)
    #expect(abs(found[2] - 0.18) < 1e-15 && abs(found[3] - 0.55) < 1e-15)
    #expect(ScoreCombination.allCases.map(\.label) == ["AND", "OR", "PROD", "AVG"])
    for one in ScoreCombination.allCases { #expect(one.combined([0.3]) == 0.3) }
  }

  @Test func correlations() {
    #expect(RankCorrelation.spearman([1, 2, 3], [10, 20, 40]) == 1)
    #expect(RankCorrelation.spearman([1, 2, 3], [3, 2, 1]) == -1)
    // Equal values share the mean of their ranks: 1.5, 1.5, 3 against 1, 2, 3.
    #expect(abs(RankCorrelation.spearman([1, 1, 2], [1, 2, 3]) - 3.0.squareRoot() / 2) < 1e-15)
    #expect(RankCorrelation.spearman([1, 1, 1], [1, 2, 3]).isNaN)
  }
}
