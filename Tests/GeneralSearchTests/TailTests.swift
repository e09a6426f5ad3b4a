// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import GeneralSearch

@Suite struct TailTests {
  static let means = [1e-3, 0.5, 3.0, 47.2, 3301, 1e6]

  // MARK: Poisson

  /// The tails on either side of a cut make up all; so do neighbours and the probability between.
  @Test(arguments: means)
  func poissonTailsAddUp(_ mean: Double) {
    let sigma = mean.squareRoot()
    // About 9 √μ terms near the mean, each rounded.
    let bound = 2e-16 * (20 + (9 * sigma).squareRoot())
    for z in [-4.0, -1, -0.2, 0, 0.3, 1.5, 5] {
      let n = max(0, Int(mean + z * sigma))
      let above = exp(PoissonTail.logAtLeast(n, mean: mean))
      #expect((above + exp(PoissonTail.logAtMost(n - 1, mean: mean)) - 1).magnitude < bound)
      let next = exp(PoissonTail.logAtLeast(n + 1, mean: mean))
      let mass = exp(PoissonTail.logProbability(n, mean: mean))
      #expect((above - next - mass).magnitude < bound)
    }
  }

  /// GSL's incomplete gamma functions, which lose digits of ln Γ where counts are large.
  @Test(arguments: [(3.0, 1e-13), (47.2, 1e-12), (3301, 1e-10)])
  func poissonBesideGSL(_ mean: Double, _ bound: Double) {
    for z in [-6.0, -2, 0, 1, 3, 6] {
      let n = max(1, Int(mean + z * mean.squareRoot()))
      let above = exp(PoissonTail.logAtLeast(n, mean: mean))
      #expect(Fixture.deviation(above, Special.gammaP(Double(n), mean)) < bound)
      let below = exp(PoissonTail.logAtMost(n, mean: mean))
      #expect(Fixture.deviation(below, Special.gammaQ(Double(n) + 1, mean)) < bound)
    }
  }

  /// Far tails have no number but a logarithm: P(≥ n) lies between f(n) and f(n) n/(n − μ).
  @Test func underflow() {
    let (n, mean) = (5000, 100.0)
    let logP = PoissonTail.logAtLeast(n, mean: mean)
    let mass = PoissonTail.logProbability(n, mean: mean)
    #expect(logP < -1000)
    #expect(logP > mass && logP < mass + log(5000.0 / 4900) + 1e-9)
    #expect(PoissonTail.logAtMost(0, mean: 2000) == -2000)
  }

  @Test func edges() {
    #expect(PoissonTail.logAtLeast(0, mean: 5) == 0)
    #expect(PoissonTail.logAtLeast(1, mean: 0) == -.infinity)
    #expect(PoissonTail.logAtMost(-1, mean: 5) == -.infinity)
    #expect(PoissonTail.logAtMost(3, mean: 0) == 0)
  }

  // MARK: Smeared

  static let smeared: [(Double, Double)] = [
    (0.05, 0.02), (0.5, 0.25), (3, 0.9), (10, 3), (10, 30), (100, 1), (100, 20), (3000, 10),
    (3000, 300), (1e5, 3e3),
  ]

  /// P(≥ n) + P(≤ n − 1) = 1, whichever of the two forms is taken.
  @Test(arguments: smeared)
  func tailsAddUp(_ b: Double, _ s: Double) {
    let sigma = (b + s * s).squareRoot()
    for z in [-2.0, -0.5, 0, 0.5, 2, 4] {
      let n = max(1, Int(b + z * sigma))
      let gauss =
        exp(GaussTail.logAtLeast(n, mean: b, deviation: s))
        + exp(GaussTail.logAtMost(n - 1, mean: b, deviation: s))
      #expect((gauss - 1).magnitude < 1e-11, "Gauss, \(n)")
      let gamma =
        exp(GammaTail.logAtLeast(n, mean: b, deviation: s))
        + exp(GammaTail.logAtMost(n - 1, mean: b, deviation: s))
      #expect((gamma - 1).magnitude < 1e-12, "gamma, \(n)")
    }
  }

  /// The plain definition by adaptive quadrature of Poisson tails over the Gaussian.
  @Test(arguments: smeared)
  func gaussByDefinition(_ b: Double, _ s: Double) throws {
    let sigma = (b + s * s).squareRoot()
    for z in [-1.5, 0.7, 3] {
      let n = max(1, Int(b + z * sigma))
      func average(_ tail: (Double) -> Double) throws -> Double {
        var sum = 0.0
        // Pieces, so that the adaptive rule sees the structure.
        let edges = stride(from: -12.0, through: 14, by: 0.5).map { max(0, b + $0 * s) }
        for (low, high) in zip(edges, edges.dropFirst()) where high > low {
          sum += try Quadrature.integrate(from: low, to: high, relative: 1e-11, absolute: 1e-18) {
            let z = ($0 - b) / s
            return exp(-0.5 * z * z) / (s * (2 * Double.pi).squareRoot()) * tail($0)
          }
        }
        return sum
      }
      let above = try average { exp(PoissonTail.logAtLeast(n, mean: $0)) }
      #expect(
        Fixture.deviation(exp(GaussTail.logAtLeast(n, mean: b, deviation: s)), above) < 1e-9)
      let below = try average { exp(PoissonTail.logAtMost(n, mean: $0)) }
      let zero = Special.normalSurvival(b / s)
      #expect(
        Fixture.deviation(exp(GaussTail.logAtMost(n, mean: b, deviation: s)), below + zero) < 1e-9)
    }
  }

  /// A vanishing uncertainty is none. The second order, s²/2 d²P/dB², is of relative size z² s²/B.
  @Test(arguments: [(3.0, 9), (3.0, 0), (100.0, 140), (100, 70), (3301, 3509)])
  func vanishingUncertainty(_ b: Double, _ n: Int) {
    let s = 1e-5 * b.squareRoot()
    let plain = PoissonTail.logAtLeast(n, mean: b)
    #expect((GaussTail.logAtLeast(n, mean: b, deviation: s) - plain).magnitude < 1e-8)
    #expect((GammaTail.logAtLeast(n, mean: b, deviation: s) - plain).magnitude < 1e-8)
    let most = PoissonTail.logAtMost(n, mean: b)
    #expect((GaussTail.logAtMost(n, mean: b, deviation: s) - most).magnitude < 1e-8)
    #expect((GammaTail.logAtMost(n, mean: b, deviation: s) - most).magnitude < 1e-8)
  }

  /// Where counts are many all is Gaussian but for the skewness γ = (B + 3 s²)/σ³ of the mixture:
  /// P(≥ n) = Q(z) + γ/6 (z² − 1) φ(z) with z = (n − ½ − B)/σ, to second order in γ = 9e-4.
  @Test func manyEvents() {
    let (b, s) = (1e6, 3e3)
    let sigma = (b + s * s).squareRoot()
    let skewness = (b + 3 * s * s) / (sigma * sigma * sigma)
    for nominal in [-2.0, 0, 1, 3] {
      let n = Int(b + nominal * sigma)
      let z = (Double(n) - 0.5 - b) / sigma
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      let expected = Special.normalSurvival(z) + skewness / 6 * (z * z - 1) * density
      let ours = exp(GaussTail.logAtLeast(n, mean: b, deviation: s))
      #expect(Fixture.deviation(ours, expected) < 1e-4)
    }
  }

  /// Tails far beyond B ± 12 s keep their meaning: they fall with n and stay above the Poisson ones.
  @Test func deepTails() {
    var last = 0.0
    for n in stride(from: 150, through: 3000, by: 150) {
      let logP = GaussTail.logAtLeast(n, mean: 100, deviation: 20)
      #expect(logP < last && logP.isFinite)
      #expect(logP > PoissonTail.logAtLeast(n, mean: 100))
      last = logP
    }
    #expect(last < -1000)
  }

  // MARK: Two-sided p-values and significances

  /// The shortcut by the first tail is the minimum of both.
  @Test(arguments: RegionTest.Treatment.allCases)
  func twoSided(_ treatment: RegionTest.Treatment) {
    let test = RegionTest(treatment, .both)
    for (b, s) in [(0.3, 0.1), (1.0, 5.0), (3.9, 0.5), (12.5, 4), (200, 10)] {
      for n in stride(from: 0, through: Int(2 * b + 4), by: max(1, Int(b / 7))) {
        let least = test.logAtLeast(n, b, s)
        let most = test.logAtMost(n, b, s)
        #expect(test.logP(n, background: b, uncertainty: s) == min(0, log(2) + min(least, most)))
      }
    }
  }

  @Test func sides() {
    let (excess, deficit) = (RegionTest(.poisson, .excess), RegionTest(.poisson, .deficit))
    #expect(excess.logP(3, background: 5) == 0)
    #expect(deficit.logP(7, background: 5) == 0)
    #expect(excess.logP(7, background: 5) == PoissonTail.logAtLeast(7, mean: 5))
    #expect(deficit.logP(3, background: 5) == PoissonTail.logAtMost(3, mean: 5))
    for sides in RegionTest.Sides.allCases {
      #expect(RegionTest(.poisson, sides).logP(4, background: 0) == 0)
    }
  }

  /// ln Φ(−z) and the significance are inverse to each other, also where p underflows.
  @Test(arguments: [-6.0, -1, -0.1, 0.1, 1, 3.5776, 8, 37, 60, 200])
  func significances(_ z: Double) {
    let logP = GaussTail.logNormalCDF(-z)
    #expect(
      (RegionTest.significance(logP: logP) - z).magnitude < 1e-12 * max(1, z.magnitude)
        + (z < -5 ? 1e-8 : 0))
    if z > -1, z < 35 { #expect(Fixture.deviation(exp(logP), Special.normalSurvival(z)) < 1e-12) }
  }

  @Test func significancesOfNothing() {
    #expect(RegionTest.significance(logP: 0) == -.infinity)
    #expect(RegionTest.significance(logP: -.infinity) == .infinity)
  }
}
