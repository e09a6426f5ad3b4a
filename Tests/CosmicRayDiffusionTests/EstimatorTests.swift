// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import CosmicRayDiffusion

/// The estimators on isotropic scattering, where each has a closed form.
@Suite struct EstimatorTests {
  static let rate = 0.7
  static let times = [0.1, 0.3, 1, 2, 3, 5, 10, 20].map { $0 / rate }

  static func run(
    seed: UInt64, groups: Int = 24, particles: Int = 300, times: [Double] = Self.times
  ) throws -> EnsembleResult {
    try IsotropicScattering(rate: rate).run(
      times: times, particles: particles, groups: groups, seed: seed, stream: 7, threads: 2)
  }

  /// Closed forms, c = 1.
  enum Exact {
    static func square(_ t: Double) -> Double {
      2 / (3 * rate * rate) * (rate * t - 1 + exp(-rate * t))
    }
    static func kubo(_ t: Double) -> Double { (1 - exp(-rate * t)) / (3 * rate) }
  }

  struct Quantity: Sendable {
    var name: String
    var exact: Double
    var estimate: @Sendable (TransportSeries) -> Double

    init(
      _ name: String, _ exact: Double, _ estimate: @escaping @Sendable (TransportSeries) -> Double
    ) {
      (self.name, self.exact, self.estimate) = (name, exact, estimate)
    }
  }

  static let quantities: [Quantity] = {
    var all: [Quantity] = []
    for t in times {
      all.append(
        Quantity("D_run at \(t)", Exact.square(t) / (2 * t)) { $0.running(at: t).axisMean })
      all.append(Quantity("TGK at \(t)", Exact.kubo(t)) { $0.kubo(at: t).trace / 3 })
      all.append(Quantity("u.u at \(t)", exp(-rate * t)) { $0.autocorrelation(at: t) })
      all.append(Quantity("off-diagonal at \(t)", 0) { $0.kubo(at: t)[2, 0] })
      all.append(Quantity("antisymmetric at \(t)", 0) { $0.kubo(at: t).antisymmetric })
    }
    let (first, last) = (times[5], times[7])
    let rise = Exact.square(last) - Exact.square(first)
    all.append(
      Quantity("slope", rise / (2 * (last - first))) { $0.slope(from: first, to: last).axisMean })
    all.append(Quantity("rate", rate) { $0.decorrelationRate(at: times[1]) })
    all.append(Quantity("parallel", Exact.kubo(first)) { $0.kubo(at: first).parallel })
    all.append(Quantity("perpendicular", Exact.kubo(first)) { $0.kubo(at: first).perpendicular })
    return all
  }()

  /// χ² of 40 independent runs, each with its own error from 24 groups: Student's t with 23 degrees
  /// of freedom has a mean square of 23/21 and a fourth moment that gives χ²/40 a spread of 0.27.
  /// Bounds at four of them catch errors that are too small and too large alike.
  @Test func closedForms() throws {
    let runs = try (0..<40).map { try Self.run(seed: UInt64($0)) }
    for quantity in Self.quantities {
      let pulls = runs.map { run in
        let found = run.estimate(quantity.estimate)
        return (found.value - quantity.exact) / found.standardError!
      }
      let mean = pulls.reduce(0, +) / 40
      let chi2 = pulls.reduce(0) { $0 + $1 * $1 } / 40
      #expect(abs(mean) < 4 / 40.0.squareRoot(), "\(quantity.name): mean pull \(mean)")
      #expect(abs(chi2 - 23.0 / 21) < 4 * 0.27, "\(quantity.name): χ²/n \(chi2)")
    }
  }

  /// Without scattering ⟨r²⟩ = t², ⟨u·u⟩ = 1 and Σ⟨u_i dx_i⟩ = t for any directions.
  @Test func ballistic() throws {
    let result = try IsotropicScattering(rate: 0).run(
      times: [0.5, 3, 40], particles: 50, groups: 3, seed: 1, stream: 1)
    for moments in result.mean.moments {
      let t = moments.time
      #expect(abs(moments.square.sum() / (t * t) - 1) < 1e-13)
      #expect(abs(moments.autocorrelation - 1) < 1e-13)
      #expect(abs(moments.kubo.trace / t - 1) < 1e-13)
      #expect(abs(result.mean.running(at: t).axisMean / (t / 6) - 1) < 1e-13)
      #expect(abs(result.mean.decorrelationRate(at: t)) < 1e-13)
    }
    #expect(result.mean.moments.map(\.time) == [0.5, 3, 40])
  }

  /// For a quantity linear in the moments the jackknife is the standard error of a mean.
  @Test func jackknife() throws {
    let values = [1.0, 4, 2, 8, 5]
    let result = EnsembleResult(
      realisations: values.map { TransportSeries([.init(time: 2, autocorrelation: $0)]) },
      particles: 1)
    let estimate = result.estimate { 3 * $0.autocorrelation(at: 2) }
    #expect(abs(estimate.value - 12) < 1e-14)
    // Sample variance 7.5 over 5 values, times 3.
    #expect(abs(estimate.standardError! - 3 * (7.5 / 5).squareRoot()) < 1e-13)
    let single = EnsembleResult(
      realisations: [TransportSeries([.init(time: 2, autocorrelation: 3)])], particles: 9)
    #expect(single.estimate { $0.autocorrelation(at: 2) } == Estimate(3))
  }

  /// Groups are draws of their own: more of them change none of the others, nor do threads.
  @Test func groupsAndThreads() throws {
    let scattering = try IsotropicScattering(rate: 1)
    let few = try scattering.run(
      times: [1, 2], particles: 20, groups: 3, seed: 5, stream: 9, threads: 1)
    let many = try scattering.run(
      times: [2, 1], particles: 20, groups: 7, seed: 5, stream: 9, threads: 4)
    #expect(few.realisations == Array(many.realisations.prefix(3)))
    #expect(Set(many.realisations.map { $0.moments[0].autocorrelation }).count == 7)
  }

  @Test func ratiosOfEstimates() {
    let ratio = Estimate(6, standardError: 0.3) / Estimate(2, standardError: 0.08)
    #expect(ratio.value == 3)
    #expect(abs(ratio.standardError! - 3 * (0.05 * 0.05 + 0.04 * 0.04).squareRoot()) < 1e-15)
    #expect(Estimate(2, standardError: 1).scaled(by: -3) == Estimate(-6, standardError: 3))
  }

  @Test(arguments: [
    (-1.0, [1.0], 1, 1, "scattering rate"), (.nan, [1.0], 1, 1, "scattering rate"),
    (1, [], 1, 1, "sampling times: found none"), (1, [-1.0], 1, 1, "sampling time: found -1.0"),
    (1, [1.0], 0, 1, "particles: found 0"), (1, [1.0], 1, 0, "groups: found 0"),
  ])
  func refused(
    _ rate: Double, _ times: [Double], _ particles: Int, _ groups: Int, _ expected: String
  ) {
    let sentence = sentenceOfRefusal {
      _ = try IsotropicScattering(rate: rate).run(
        times: times, particles: particles, groups: groups, seed: 1, stream: 1)
    }
    #expect(sentence.contains(expected), "\(sentence)")
  }
}

/// The sentence of a refusal; empty where nothing was refused.
func sentenceOfRefusal(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return ""
}
