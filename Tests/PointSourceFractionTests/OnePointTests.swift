// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import PointSourceFraction

@Suite struct OnePointTests {
  private let field = PhotonField()

  /// Sum, mean and variance of the distribution against closed forms.
  @Test(arguments: [0, 0.03, 0.5, 1]) func distribution(f: Double) {
    let p = PixelDistribution(field, most: 120).probabilities(f)
    let mean = p.indices.reduce(0) { $0 + Double($1) * p[$1] }
    let square = p.indices.reduce(0) { $0 + Double($1) * Double($1) * p[$1] }
    #expect(abs(p.reduce(0, +) - 1) < 1e-9)
    #expect(abs(mean - 4) < 1e-7)
    #expect(abs((square - mean * mean) / mean / field.varianceRatio(f) - 1) < 1e-7)
  }

  /// Without sources a Poisson distribution; with all photons of a source in one pixel, the compound
  /// Poisson distribution, whose P(0) is closed.
  @Test func limits() throws {
    let p = PixelDistribution(field, most: 30).probabilities(0)
    for k in 0...30 {
      #expect(abs(p[k] / exp(Special.poissonLogPMF(k, mean: 4)) - 1) < 1e-12)
    }
    var sharp = field
    sharp.spread.width = 0
    let law = sharp.counts
    let empty = try [(law.least, law.turn), (law.turn, law.largest)].reduce(0) { sum, ends in
      try sum + Quadrature.integrate(from: ends.0, to: ends.1) { exp(-$0) * law.density($0) }
    }
    let wanted = exp(-sharp.sourceDensity(1) * (1 - empty))
    #expect(abs(PixelDistribution(sharp, most: 5).probabilities(1)[0] / wanted - 1) < 1e-9)
  }

  /// The posterior by plain arithmetic on probabilities of few pixels.
  @Test func posterior() throws {
    let distribution = PixelDistribution(field, most: 20)
    let image: [UInt16] = [0, 3, 9, 4]
    let found = try OnePointEstimator(distribution).estimate(image[...])
    var (norm, sum, squares) = (0.0, 0.0, 0.0)
    for point in 0...200 {
      let f = Double(point) / 200
      let p = distribution.probabilities(f)
      let weight = image.reduce(1) { $0 * p[Int($1)] }
      (norm, sum, squares) = (norm + weight, sum + weight * f, squares + weight * f * f)
    }
    #expect(abs(found.mean - sum / norm) < 1e-12)
    let variance = squares / norm - sum / norm * sum / norm
    #expect(abs(found.deviation - variance.squareRoot()) < 1e-12)
  }

  @Test func refusal() {
    let estimator = OnePointEstimator(PixelDistribution(field, most: 20))
    let sentence = Fixture.sentence { _ = try estimator.estimate([3, 21]) }
    #expect(sentence == "counts of a pixel: found 21; accepted: at most 20 photons")
  }

  @Test func variance() {
    let estimator = VarianceEstimator(field)
    let flat = [UInt16](repeating: 4, count: 1024)
    #expect(estimator.fraction(flat[...]) == 0)
    #expect(estimator.fraction([UInt16](repeating: 0, count: 4)[...]) == 0)
    #expect(estimator.fraction([0, 0, 0, 100]) == 1)
    // Variance 8 and mean 4 (n - 1 in the denominator).
    let image: [UInt16] = [4, 4, 4, 4, 0, 8, 4, 4, 2, 6]
    let variance = 40.0 / 9
    let wanted = (variance / 4 - 1) / (field.varianceRatio(1) - 1)
    #expect(abs(estimator.fraction(image[...]) - wanted) < 1e-12)
  }

  @Test func quality() {
    let estimates = [(0.5, 0.1), (0.2, 0.1), (0.9, 0.3)].map {
      FractionEstimate(mean: $0.0, deviation: $0.1)
    }
    let quality = EstimateQuality(estimates, truths: [0.45, 0.4, 0.7])
    let square = (0.0025 + 0.04 + 0.04) / 3
    #expect(abs(quality.rootMeanSquare.value - square.squareRoot()) < 1e-12)
    #expect(abs(quality.bias.value - (0.05 - 0.2 + 0.2) / 3) < 1e-12)
    #expect(quality.coverage(1).value == 2.0 / 3)
    #expect(abs(EstimateQuality.deviations(ofCentral: 0.95) - 1.959963984540054) < 1e-12)
  }
}
