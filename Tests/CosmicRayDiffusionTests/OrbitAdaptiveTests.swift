// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct OrbitAdaptiveTests {
  private static let tableau = ButcherTableau.cashKarp

  /// c_i = Σ_j a_ij.
  private static let nodes = tableau.stages.map { $0.reduce(0, +) }

  /// Σ_j a_ij v_j for every stage.
  private static func after(_ v: [Double]) -> [Double] {
    tableau.stages.map { zip($0, v).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static func times(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(*) }

  /// The elementary weights of all rooted trees up to order 5, with what they must be
  /// (Butcher; Hairer, Nørsett & Wanner, Solving ODEs I, table II.2.2).
  private static var conditions: [(order: Int, vector: [Double], value: Double)] {
    let c = nodes
    let c2 = times(c, c)
    let c3 = times(c2, c)
    let ac = after(c)
    let ac2 = after(c2)
    let aac = after(ac)
    return [
      (1, c.map { _ in 1 }, 1), (2, c, 1 / 2.0),
      (3, c2, 1 / 3.0), (3, ac, 1 / 6.0),
      (4, c3, 1 / 4.0), (4, times(c, ac), 1 / 8.0), (4, ac2, 1 / 12.0), (4, aac, 1 / 24.0),
      (5, times(c2, c2), 1 / 5.0), (5, times(c2, ac), 1 / 10.0), (5, times(c, ac2), 1 / 15.0),
      (5, times(c, aac), 1 / 30.0), (5, times(ac, ac), 1 / 20.0), (5, after(c3), 1 / 20.0),
      (5, after(times(c, ac)), 1 / 40.0), (5, after(ac2), 1 / 60.0), (5, after(aac), 1 / 120.0),
    ]
  }

  @Test func orderConditions() {
    #expect(Self.conditions.count == 17)
    for condition in Self.conditions {
      let fifth = zip(Self.tableau.weights, condition.vector).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(fifth - condition.value) < 1e-15, "order \(condition.order)")
      if condition.order <= 4 {
        let fourth = zip(Self.tableau.embedded, condition.vector).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(fourth - condition.value) < 1e-15, "embedded, order \(condition.order)")
      }
    }
    // The embedded weights are not of order 5: there is an error to measure.
    let misses = Self.conditions.filter { $0.order == 5 }.map { condition in
      abs(
        zip(Self.tableau.embedded, condition.vector).reduce(0) { $0 + $1.0 * $1.1 }
          - condition.value)
    }
    #expect(misses.max()! > 1e-4)
  }

  // MARK: Order

  private static func control(_ tolerance: Double) throws -> StepControl {
    try StepControl(tolerance: tolerance, smallest: 1e-6, largest: 0.5)
  }

  private static func cashKarp(_ seed: UInt64, _ tolerance: Double = 1e-8) throws -> CashKarp {
    try CashKarp(
      field: OrbitFixture.turbulence("waves", seed), larmor: 2, control: control(tolerance))
  }

  /// The error falls as h⁵ (Cash-Karp) and h² (Boris) in a smooth field.
  @Test(arguments: OrbitFixture.seeds)
  func orderByHalving(_ seed: UInt64) throws {
    let start = OrbitFixture.particles(20, seed)
    let pusher = try Self.cashKarp(seed)
    var exact = start
    pusher.advance(&exact, steps: 1000, step: 0.002)
    var (errors, boris) = ([Double](), [Double]())
    for steps in [20, 40] {
      var particles = start
      pusher.advance(&particles, steps: steps, step: 2 / Double(steps))
      errors.append(OrbitFixture.gap(particles, exact))
      var pushed = start
      try OrbitFixture.pusher(pusher.field, step: 0.5 / Double(steps))
        .advance(&pushed, steps: 4 * steps)
      boris.append(OrbitFixture.gap(pushed, exact))
    }
    #expect(abs(log2(errors[0] / errors[1]) - 5) < 0.7, "seed \(seed): \(errors)")
    #expect(abs(log2(boris[0] / boris[1]) - 2) < 0.1, "seed \(seed): \(boris)")
  }

  // MARK: Tolerances

  /// The error of a whole orbit follows the tolerance, and no step is forced.
  @Test(arguments: OrbitFixture.seeds)
  func tolerancesKept(_ seed: UInt64) throws {
    let start = OrbitFixture.particles(10, seed)
    var exact = start
    try Self.cashKarp(seed).advance(&exact, steps: 4000, step: 0.001)
    var (last, kept) = ((Double.infinity, Double.infinity), (0, 0))
    for tolerance in [1e-4, 1e-6, 1e-8] {
      var (cash, boris) = (start, start)
      let cashCount = try Self.cashKarp(seed, tolerance).advance(&cash, length: 4)
      let borisCount = try AdaptiveBoris(
        field: OrbitFixture.turbulence("waves", seed), larmor: 2, control: Self.control(tolerance)
      ).advance(&boris, length: 4)
      let gaps = (OrbitFixture.gap(cash, exact), OrbitFixture.gap(boris, exact))
      #expect(gaps.0 < last.0 && gaps.1 < last.1, "seed \(seed)")
      // Errors of all steps added, each magnified by the orbit at most tenfold.
      #expect(gaps.0 < 10 * tolerance * Double(cashCount.kept), "seed \(seed)")
      #expect(gaps.1 < 10 * tolerance * 4 * 10, "seed \(seed)")
      #expect(cashCount.forced == 0 && borisCount.forced == 0)
      #expect(cashCount.kept > kept.0 && borisCount.kept > kept.1)
      #expect(OrbitFixture.speedError(cash) < 1e-14)
      last = gaps
      kept = (cashCount.kept, borisCount.kept)
    }
  }

  /// A tolerance out of reach: every step is the shortest, and is counted as forced.
  @Test func forcedSteps() throws {
    let control = try StepControl(tolerance: 1e-14, smallest: 0.1, largest: 0.1)
    var particles = OrbitFixture.particles(2, 1)
    let count = try CashKarp(
      field: OrbitFixture.turbulence("waves", 1), larmor: 2, control: control
    ).advance(&particles, length: 1)
    #expect(count.kept == 20 && count.forced == 20 && count.repeated == 0)
  }

  /// The path ends on the length asked for, whatever the steps: exact along a uniform field.
  @Test func pathLength() throws {
    let field = MagneticField(.none, mean: SIMD3(0, 0, 1))
    let start = ParticleBatch(positions: [.zero], directions: [SIMD3(0, 0, 1)])
    for length in [0, 0.3, 1, 7.77] {
      var (cash, boris) = (start, start)
      try CashKarp(field: field, larmor: 1, control: Self.control(1e-6))
        .advance(&cash, length: length)
      try AdaptiveBoris(field: field, larmor: 1, control: Self.control(1e-6))
        .advance(&boris, length: length)
      #expect(abs(cash.positions[0].z - length) < 1e-13 * length + 1e-300)
      #expect(abs(boris.positions[0].z - length) < 1e-13 * length + 1e-300)
    }
  }

  @Test func sameBitsForThreads() throws {
    let start = OrbitFixture.particles(40, 1)
    let boris = try AdaptiveBoris(
      field: OrbitFixture.turbulence("grid", 1), larmor: 2, control: Self.control(1e-5))
    let cash = try Self.cashKarp(1)
    var (one, two, three, four) = (start, start, start, start)
    #expect(boris.advance(&one, length: 3) == boris.advance(&two, length: 3, threads: 3))
    #expect(one == two)
    #expect(cash.advance(&three, length: 3) == cash.advance(&four, length: 3, threads: 3))
    #expect(three == four)
  }

  // MARK: Steps and bad input

  @Test func nextStep() throws {
    let control = try StepControl(tolerance: 1, smallest: 0.01, largest: 10)
    #expect(control.next(1, ratio: 0) == 5)
    #expect(control.next(1, ratio: 1e-9) == 5)
    #expect(control.next(1, ratio: 1) == 0.95)
    #expect(abs(control.next(1, ratio: 32) - 0.475) < 1e-15)
    #expect(control.next(1, ratio: 1e9) == 0.1)
    #expect(control.next(0.02, ratio: 1e9) == 0.01)
    #expect(control.next(4, ratio: 0) == 10)
  }

  @Test func badControl() throws {
    for (tolerance, smallest, largest) in [
      (0.0, 0.1, 1.0), (.nan, 0.1, 1), (1e-3, 0, 1), (1e-3, 2, 1), (1e-3, 0.1, .infinity),
    ] {
      let sentence = OrbitFixture.refusal {
        _ = try StepControl(tolerance: tolerance, smallest: smallest, largest: largest)
      }
      #expect(sentence.contains("accepted:"), "\(sentence)")
    }
    let field = OrbitFixture.turbulence("none", 1)
    #expect(
      OrbitFixture.refusal {
        _ = try CashKarp(field: field, larmor: -1, control: Self.control(1e-3))
      }.contains("Larmor radius"))
    #expect(
      OrbitFixture.refusal {
        _ = try AdaptiveBoris(field: field, larmor: 1, sign: 2, control: Self.control(1e-3))
      }.contains("sign of the charge: found 2.0"))
  }
}
