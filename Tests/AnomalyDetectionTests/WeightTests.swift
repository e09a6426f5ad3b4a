// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Learning
import Numerics
import Testing

@testable import AnomalyDetection

/// Figures of merit of events with weights.
@Suite struct WeightTests {
  /// Scores with whole weights 0 … 3, some scores equal.
  private static func drawn(_ count: Int, _ seed: UInt64, move: Double = 0) -> (
    scores: [Double], weights: [Double]
  ) {
    var random = Philox(seed: seed, stream: Philox.stream(of: "weight tests \(move)"))
    let scores = (0..<count).map { _ in ((random.normal() + move) * 10).rounded() / 10 }
    return (scores, scores.map { _ in Double(random.next() % 4) })
  }

  private static func curve(
    _ b: (scores: [Double], weights: [Double]?), _ s: (scores: [Double], weights: [Double]?)
  ) throws -> ReceiverCurve {
    ReceiverCurve(
      background: try RankedScores(b.scores, weights: b.weights, of: "background"),
      signal: try RankedScores(s.scores, weights: s.weights, of: "signal"))
  }

  /// An event of weight n is n events.
  @Test(arguments: [UInt64(1), 2, 3]) func copies(seed: UInt64) throws {
    let (b, s) = (Self.drawn(300, seed), Self.drawn(200, seed, move: 0.8))
    func copied(_ sample: (scores: [Double], weights: [Double])) -> [Double] {
      zip(sample.scores, sample.weights).flatMap { [Double](repeating: $0, count: Int($1)) }
    }
    let weighted = try Self.curve((b.scores, b.weights), (s.scores, s.weights))
    let counted = try Self.curve((copied(b), nil), (copied(s), nil))
    #expect(weighted.isWeighted && !counted.isWeighted)
    #expect(abs(weighted.area.value - counted.area.value) < 1e-14, "seed \(seed)")
    for level in [0.003, 0.01, 0.1, 0.5, 0.99, 1] {
      let (a, c) = (
        weighted.efficiency(atBackground: level), counted.efficiency(atBackground: level)
      )
      #expect(abs(a.value - c.value) < 1e-12, "seed \(seed), \(level)")
    }
    for x in stride(from: -3.0, through: 3, by: 0.05) {
      #expect(abs(weighted.background.rank(x) - counted.background.rank(x)) < 1e-14)
    }
    // A common factor says nothing, but copies are no independent events: the error is larger.
    let scaled = try Self.curve(
      (b.scores, b.weights.map { $0 / 7 }), (s.scores, s.weights.map { 30 * $0 }))
    #expect(abs(scaled.area.value - weighted.area.value) < 1e-13)
    #expect(weighted.area.standardError! > counted.area.standardError!)
  }

  /// Equal weights are forgotten: the same bits.
  @Test func equalWeights() throws {
    let (b, s) = (Self.drawn(300, 4).scores, Self.drawn(200, 4, move: 0.5).scores)
    let (plain, weighted) = (
      try Self.curve((b, nil), (s, nil)),
      try Self.curve((b, b.map { _ in 0.3 }), (s, s.map { _ in 2 }))
    )
    #expect(plain.area == weighted.area && !weighted.isWeighted)
    #expect(plain.efficiency(atBackground: 0.02) == weighted.efficiency(atBackground: 0.02))
    #expect(weighted.background.effectiveCount == 300)
    // Half of the weight in one event of 101: (100 + 100)²/(100 + 100²).
    let one = try RankedScores(
      (0...100).map(Double.init), weights: [100] + [Double](repeating: 1, count: 100), of: "x")
    #expect(abs(one.effectiveCount - 40_000 / 10_100) < 1e-12)
  }

  /// The error of a weighted sample against the scatter of 400 samples, as without weights.
  @Test func errorsAreThoseOfToys() throws {
    let bed = ShiftBed(shift: 1)
    var areas: [Estimate] = []
    var efficiencies: [Estimate] = []
    for seed in UInt64(1)...400 {
      func sample(_ signal: Bool) -> ([Double], [Double]?) {
        var random = Philox(seed: seed, stream: Philox.stream(of: "weights \(signal)"))
        let scores = bed.toys(300, signal: signal, seed: seed, stream: "weighted", threads: 1)
        return (scores, scores.map { _ in random.uniform() < 0.2 ? 5 : 1 })
      }
      let curve = try Self.curve(sample(false), sample(true))
      areas.append(curve.area)
      efficiencies.append(curve.efficiency(atBackground: 0.1))
    }
    for (found, exact, bound) in [
      (areas, bed.area, 0.12), (efficiencies, bed.efficiency(atBackground: 0.1), 0.2),
    ] {
      let mean = found.reduce(0) { $0 + $1.value } / 400
      let scatter = (found.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / 399)
        .squareRoot()
      let error = found.reduce(0) { $0 + ($1.standardError ?? 0) } / 400
      #expect(abs(error / scatter - 1) < bound, "\(error) for \(scatter)")
      // Four errors of the mean, and a bias of order 1/n of 180 effective events.
      #expect(abs(mean - exact) < 4 * scatter / 20 + 2 / 180.0, "\(mean) for \(exact)")
    }
  }

  @Test func refusals() {
    for (weights, text) in [
      ([1.0, -2], "-2.0 for event 2"), ([1, .nan], "nan for event 2"), ([0, 0], "found all 0"),
    ] {
      let sentence = Fixture.sentence { _ = try RankedScores([1, 2], weights: weights, of: "x") }
      #expect(sentence.contains(text) && sentence.contains("weights of x"), "\(sentence)")
    }
  }

  // MARK: Orders

  @Test(arguments: [UInt64(1), 2, 3]) func shuffled(seed: UInt64) {
    let order = EventOrder.shuffled(1000, seed: seed, stream: "a")
    #expect(order.sorted() == Array(0..<1000))
    #expect(order == EventOrder.shuffled(1000, seed: seed, stream: "a"))
    #expect(order != EventOrder.shuffled(1000, seed: seed, stream: "b"))
    // Of the first 500 places half come from the first half: 250, deviation 11.
    #expect(abs(order[..<500].count { $0 < 500 } - 250) < 60, "seed \(seed)")
  }

  /// Each event n w/W times, rounded down or up; never one of weight 0.
  @Test(arguments: [UInt64(1), 2, 3]) func drawnByWeight(seed: UInt64) {
    let weights = Self.drawn(500, seed).weights
    let drawn = EventOrder.drawn(weights, seed: seed, stream: "a")
    #expect(drawn.count == 500 && drawn == drawn.sorted())
    let total = weights.reduce(0, +)
    for (k, weight) in weights.enumerated() {
      let wanted = 500 * weight / total
      #expect(abs(Double(drawn.count { $0 == k }) - wanted) < 1, "seed \(seed), event \(k)")
    }
    #expect(
      EventOrder.drawn([2, 2, 2], seed: seed, stream: "a") == [0, 1, 2])
    #expect(EventOrder.drawn([0, 0, 3, 0], seed: seed, stream: "a") == [2, 2, 2, 2])
  }
}
