// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Learning
import Numerics
import Testing

@testable import AnomalyDetection

@Suite struct OptimumTests {
  private static let invisible = EventTheory(
    name: "invisible", jets: 3, scale: 60, missing: 150)

  private static func curve(_ b: [Double], _ s: [Double]) throws -> ReceiverCurve {
    ReceiverCurve(
      background: try RankedScores(b, of: "background"), signal: try RankedScores(s, of: "signal"))
  }

  // MARK: Limits

  @Test func nothingToFind() {
    for level in [1e-4, 1e-2, 0.5] {
      #expect(abs(ShiftBed(shift: 0).efficiency(atBackground: level) / level - 1) < 1e-12)
      let scale = ScaleBed(dimension: 5, width: 1)
      #expect(abs(scale.densityEfficiency(atBackground: level) / level - 1) < 1e-12)
      let counts = CountBed(background: 4, signal: 4)
      #expect(abs(counts.efficiency(atBackground: level) / level - 1) < 1e-12)
    }
    #expect(ShiftBed(shift: 0).area == 0.5)
    #expect(abs(ScaleBed(dimension: 5, width: 1).densityArea - 0.5) < 1e-14)
    #expect(abs(CountBed(background: 4, signal: 4).area - 0.5) < 1e-13)
  }

  /// In two dimensions the radius is exponential: ε_S = ε_B^(1/s²), and for s < 1 in the core
  /// 1 − (1 − ε_B)^(1/s²).
  @Test func twoDimensions() {
    for width in [0.5, 0.8, 1.25, 2] {
      let bed = ScaleBed(dimension: 2, width: width)
      let power = 1 / (width * width)
      for level in [1e-4, 1e-2] {
        let density = pow(level, power)
        #expect(abs(bed.densityEfficiency(atBackground: level) / density - 1) < 1e-11)
        let best = width > 1 ? density : -expm1(power * log1p(-level))
        #expect(abs(bed.optimalEfficiency(atBackground: level) / best - 1) < 1e-11)
      }
      #expect(abs(bed.densityArea - width * width / (1 + width * width)) < 1e-14)
    }
  }

  @Test func narrowSignalsAreNotRare() {
    for dimension in [2, 4, 8, 16] {
      let (narrow, wide) = (
        ScaleBed(dimension: dimension, width: 0.5), ScaleBed(dimension: dimension, width: 2)
      )
      #expect(narrow.densityArea < 0.5 && narrow.optimalArea > 0.5)
      #expect(abs(narrow.optimalArea - wide.optimalArea) < 1e-13)
    }
  }

  // MARK: Toy events

  /// The ratio of densities as it is used, against the densities themselves.
  @Test func ratioIsThatOfDensities() throws {
    let bed = try EventBed(
      TableAxes(EventPart.table, RunContext(reference: Fixture.library())), EventConventions())
    #expect(bed.signals.map(\.name) == ["soft-multi", "hard", "invisible", "mixed"])
    let events = bed.background.toys(200, seed: 3, stream: "ratio", threads: 1)
    for (k, signal) in bed.signals.enumerated() {
      for (event, ratio) in zip(events, bed.optimum(k, events)) {
        let wanted = signal.logDensity(event) - bed.background.logDensity(event)
        #expect(abs(ratio - wanted) < 1e-11 * max(1, abs(wanted)))
      }
    }
    // The mixture lies between its parts.
    let parts = bed.signals.indices.map { bed.optimum($0, events) }
    for (i, mixture) in bed.mixture(events).enumerated() {
      let all = parts.map { $0[i] }
      #expect(mixture <= all.max()! + 1e-12 && mixture >= all.min()! - 1e-12)
    }
  }

  /// The density sums to one over n, and integrates to one over HT and MET for each n.
  @Test func densityIsNormalised() throws {
    let theory = EventTheory(name: "any", jets: 2.5, scale: 70, missing: 55)
    /// Over all momenta of n jets, at MET = σ, whose Rayleigh density is e^(−1/2)/σ.
    func integral(_ n: Int, _ conventions: EventConventions = EventConventions()) throws -> Double {
      func density(_ sum: Double) -> Double {
        theory.logDensity(ToyEvent(jets: n, sum: sum, missing: 55), conventions) + log(55) + 0.5
      }
      if n == 0 { return exp(density(0)) }
      return try Quadrature.integrate(from: 0, to: .infinity) { x in
        // The volume of momenta with sum HT is HT^(n−1)/(n−1)!.
        let sum = 70 * max(x, 1e-300)
        return exp(
          density(sum) + Double(n - 1) * log(sum) - Special.logFactorial(n - 1) + log(70))
      }
    }
    var sum = 0.0
    for n in 0...25 {
      let jets = try integral(n)
      #expect(abs(jets / exp(Special.poissonLogPMF(n, mean: 2.5)) - 1) < 1e-8, "\(n) jets")
      sum += jets
    }
    #expect(abs(sum - 1) < 1e-8)
    // Without 1/n! the sum is e^−λ Σ λⁿ, which has no limit: 7.2 of the first four terms alone.
    var spoilt = EventConventions()
    spoilt.forgetsFactorial = true
    #expect(try integral(0, spoilt) + integral(1, spoilt) + integral(4, spoilt) > 3)
    let met = try Quadrature.integrate(from: 0, to: .infinity) { x in
      exp(
        theory.logDensity(ToyEvent(jets: 0, sum: 0, missing: 55 * max(x, 1e-300))) + 2.5
          + log(55))
    }
    #expect(abs(met - 1) < 1e-9)
  }

  /// Only MET differs, a Rayleigh number, so AUC = σ_S²/(σ_S² + σ_B²) and ε_S = ε_B^(σ_B²/σ_S²).
  @Test(arguments: [UInt64(1), 2, 3]) func invisibleIsExact(seed: UInt64) throws {
    let bed = EventBed(background: EventBed.background, signals: [Self.invisible])
    let (b, s) = (
      bed.background.toys(100_000, seed: seed, stream: "exact", threads: 2),
      Self.invisible.toys(100_000, seed: seed, stream: "exact", threads: 2)
    )
    let curve = try Self.curve(bed.optimum(0, b), bed.optimum(0, s))
    let found = [curve.area, curve.efficiency(atBackground: 0.01)]
    for (estimate, exact) in zip(found, [22_500 / 24_100.0, pow(0.01, 1600 / 22_500.0)]) {
      let pull = (estimate.value - exact) / (estimate.standardError ?? 0)
      #expect(abs(pull) < 4, "seed \(seed): \(pull) standard errors")
    }
  }

  @Test func drawsDoNotDependOnThreads() {
    let theory = EventBed.background
    #expect(
      theory.toys(20_000, seed: 7, stream: "threads", threads: 1)
        == theory.toys(20_000, seed: 7, stream: "threads", threads: 3))
    let events = theory.toys(20_000, seed: 7, stream: "threads", threads: 2)
    let mean = events.reduce(0) { $0 + $1.sum } / 20_000
    // 3 jets of 60 GeV; the deviation of HT is √6 × 60 GeV.
    #expect(abs(mean - 180) < 5 * 147 / 20_000.0.squareRoot())
  }

  @Test func badTables() throws {
    var library = try Fixture.library()
    library.tables["np-optimum-scale"]!.independent[0].axis.keys[0] = .number(2.5)
    library.tables[EventPart.table]!.independent[2].axis.keys[1] = .number(0)
    let context = RunContext(reference: library)
    for (id, text) in [
      ("np-optimum-scale", "a positive whole number"), ("events.toys", "positive numbers"),
    ] {
      let task = try #require(try AnomalyDetectionStudy.plan(context).first { $0.id == id })
      let sentence = Fixture.sentence {
        _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
      }
      #expect(sentence.contains(text))
    }
  }
}
