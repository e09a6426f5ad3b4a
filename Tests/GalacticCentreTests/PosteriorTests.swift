// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

@Suite struct PosteriorTests {
  private static func sampling(_ seed: UInt64, live: Int = 60) -> NestedSampling {
    var sampling = NestedSampling()
    (sampling.seed, sampling.live) = (seed, live)
    return sampling
  }

  @Test(arguments: Fixture.seeds) func sameBitsForAnyThreads(seed: UInt64) throws {
    let f: @Sendable ([Double]) -> Double = { x in
      -50 * x.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) }
    }
    let one = try Self.sampling(seed).run(dimension: 3, threads: 1, f)
    let three = try Self.sampling(seed).run(dimension: 3, threads: 3, f)
    #expect(one.points == three.points && one.logEvidence == three.logEvidence)
    #expect(one.weights == three.weights && one.calls == three.calls)
  }

  /// Weights sum to one, likelihoods rise, points stay in the cube.
  @Test func shape() throws {
    let sample = try Self.sampling(2).run(dimension: 4, threads: 2) { -20 * ($0[0] + $0[3]) }
    #expect(abs(sample.weights.reduce(0, +) - 1) < 1e-12)
    #expect(zip(sample.logLikelihoods, sample.logLikelihoods.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(sample.points.allSatisfy { $0.allSatisfy { (0...1).contains($0) } })
    // Z = ((1 - e^-20)/20)² here, on two walls of the cube.
    let wanted = 2 * log((1 - exp(-20.0)) / 20)
    #expect(abs(sample.logEvidence - wanted) < 5 * sample.logEvidenceError)
  }

  /// The union of four runs has all their points and half of their error.
  @Test func union() throws {
    let f: @Sendable ([Double]) -> Double = { x in
      -200 * x.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) }
    }
    let runs = try (1...4).map {
      try Self.sampling(UInt64($0), live: 100).run(dimension: 4, threads: 2, f)
    }
    let union = NestedSample.union(runs, seed: 1, stream: 1)
    #expect(union.points.count == runs.reduce(0) { $0 + $1.points.count })
    #expect(union.logEvidenceError < 0.75 * (runs[0].logEvidenceError))
    let wanted = 2 * log(Double.pi / 200)
    #expect(abs(union.logEvidence - wanted) < 5 * union.logEvidenceError)
    #expect(union.effectiveSize > 2 * runs[0].effectiveSize)
  }

  /// A likelihood of one parameter that rises as e^(10 x): its quantiles in closed form.
  @Test func quantiles() throws {
    let sample = try Self.sampling(3, live: 400).run(dimension: 1, threads: 2) { 10 * $0[0] }
    for share in [0.1, 0.5, 0.9] {
      let wanted = log(1 + share * (exp(10.0) - 1)) / 10
      // Some 1200 independent points: 0.1/√1200 at the width of the law, five times.
      #expect(abs(sample.quantile(share, of: sample.points.map { $0[0] }) - wanted) < 0.03)
    }
  }

  /// Half of the prior without any likelihood: the evidence is that of the whole prior.
  @Test(arguments: Fixture.seeds) func lostVolume(seed: UInt64) throws {
    let sample = try Self.sampling(seed, live: 200).run(dimension: 2, threads: 2) { x in
      x[0] > 0.7 ? -.infinity : -100 * ((x[0] - 0.3) * (x[0] - 0.3) + (x[1] - 0.5) * (x[1] - 0.5))
    }
    #expect(abs(Double(sample.starts.kept) / Double(sample.starts.drawn) - 0.7) < 0.15)
    // ∫ e^(-100 x²) = √(π/100), to 1e-7 within these walls.
    #expect(abs(sample.logEvidence - log(Double.pi / 100)) < 5 * sample.logEvidenceError)
    #expect(sample.logEvidenceError * sample.logEvidenceError > sample.starts.variance)
    let union = NestedSample.union([sample, sample], seed: 1, stream: 1)
    #expect(abs(union.logEvidence - sample.logEvidence) < 0.02)
  }

  /// The part of ranges in which breaks fall, against closed forms and against draws.
  @Test func orderedShares() {
    #expect(SourceModel.orderedShare([0.05...40]) == 1)
    #expect(abs(SourceModel.orderedShare([1...3, 1...3]) - 0.5) < 1e-15)
    #expect(abs(SourceModel.orderedShare([1...3, 1...3, 1...3]) - 1.0 / 6) < 1e-15)
    #expect(SourceModel.orderedShare([5...9, 1...4]) == 1)
    #expect(SourceModel.orderedShare([1...4, 5...9]) == 0)
    // A triangle of half 10 × 10 of 20 × 50.
    #expect(abs(SourceModel.orderedShare([40...60, 50...100]) - 0.05) < 1e-15)
    let ranges = [8.0...50, 3.0...20, 1.0...12]
    var random = Fixture.draws(1, "ordered")
    let draws = 40_000
    let falling = (0..<draws).count { _ in
      let b = ranges.map { $0.lowerBound + random.uniform() * ($0.upperBound - $0.lowerBound) }
      return b[0] > b[1] && b[1] > b[2]
    }
    let share = SourceModel.orderedShare(ranges)
    let error = (share * (1 - share) / Double(draws)).squareRoot()
    #expect(abs(Double(falling) / Double(draws) - share) < 5 * error)
  }

  // MARK: Maxima

  /// A value beyond what its sum resolves: the search ends after two failures, not after all iterations.
  @Test func roundedValues() {
    let found = BoxMaximum(from: [0.9]) { x in
      let value = -1e5 - 40 * (x[0] - 0.3) * (x[0] - 0.3)
      return ((value * 1e5).rounded() / 1e5, [-80 * (x[0] - 0.3)])
    }
    #expect(abs(found.point[0] - 0.3) < 1e-3)
    #expect(found.calls < 200)
  }

  /// A second peak that only the search along a coordinate meets becomes the top.
  @Test func higherOnTheWay() {
    let f: @Sendable ([Double]) -> (Double, [Double]) = { x in
      // A low peak at 0.3 beside a high one at 0.6 in x; y free.
      let (a, b) = (x[0] - 0.3, x[0] - 0.6)
      let (low, high) = (exp(-a * a / 0.005), 3 * exp(-b * b / 0.005))
      let y = x[1] - 0.5
      return (
        low + high - y * y, [-2 * a / 0.005 * low - 2 * b / 0.005 * high, -2 * y]
      )
    }
    let start = BoxMaximum(from: [0.3, 0.5], f)
    #expect(abs(start.point[0] - 0.3) < 0.01)
    let found = ProfileIntervals.ends(of: start, 2, threads: 2, f)
    #expect(found.restarts >= 1)
    #expect(abs(found.top.point[0] - 0.6) < 1e-3 && abs(found.top.value - 3) < 1e-3)
    #expect(found.ends[0].unit > 0.5 && found.ends[1].unit < 0.7)
  }

  /// A concave quadratic with its maximum inside, and one beyond a wall.
  @Test(arguments: [0.3, 1.4, -0.2]) func boxMaximum(centre: Double) {
    let f = { (x: [Double]) -> (Double, [Double]) in
      let (a, b) = (x[0] - centre, x[1] - 0.6)
      return (-(3 * a * a + 2 * a * b + 5 * b * b), [-(6 * a + 2 * b), -(2 * a + 10 * b)])
    }
    let found = BoxMaximum(from: [0.5, 0.5], f)
    let x = min(1, max(0, centre))
    let y = min(1, max(0, 0.6 - (x - centre) / 5))
    #expect(abs(found.point[0] - x) < 1e-6 && abs(found.point[1] - y) < 1e-6)
  }

  /// Rosenbrock's valley.
  @Test func valley() {
    let found = BoxMaximum(from: [0.1, 0.9], accuracy: 1e-14) { x in
      let (a, b) = (1 - 2 * x[0], 2 * x[1] - 4 * x[0] * x[0])
      return (-(a * a + 100 * b * b), [4 * a + 1600 * x[0] * b, -400 * b])
    }
    #expect(abs(found.point[0] - 0.5) < 1e-5 && abs(found.point[1] - 0.5) < 1e-5)
  }

  /// Of smooth templates alone the maximum is that of the convex fit, and intervals are its errors
  /// where many photons make the likelihood a parabola.
  @Test func profilesOfSmoothTemplates() throws {
    var random = Fixture.draws(1, "profiles")
    let flat = [Double](repeating: 50, count: 200)
    let slope = (0..<200).map { 0.5 * Double($0) }
    let counts = (0..<200).map { random.poisson(flat[$0] + slope[$0]) }
    let fit = try PoissonTemplateFit(counts: counts, templates: [flat, slope])
    let model = try SourceModel(
      counts: counts,
      smooth: [
        .init("flat", template: flat, range: 0...3), .init("slope", template: slope, range: 0...3),
      ],
      sources: [], psf: .onePixel)
    let found = ProfileIntervals(model, threads: 2)
    #expect(abs(found.logLikelihood - fit.logLikelihood) < 1e-8)
    for (i, interval) in found.intervals.enumerated() {
      #expect(abs(interval.best - fit.normalisations[i]) < 1e-4 * fit.errors[i])
      // Third derivatives: the errors' relative size, half a percent here, over both sides.
      let width = (interval.high - interval.low) / 2
      #expect(abs(width / fit.errors[i] - 1) < 0.01)
      #expect(!interval.lowIsWall && !interval.highIsWall)
    }
  }

  /// Slopes by parameters against differences, at a point with everything free.
  @Test func slopesOfModel() throws {
    let toy = Fixture.toy(3)
    let model = try SourceModel(
      counts: toy.counts, smooth: [.init("smooth", template: toy.smooth, range: 0...5)],
      sources: [
        .init(
          "ps", template: toy.sources, normalisation: -4...0,
          slopes: [2.1...20, 1.1...1.9, -3...1],
          breaks: [5...40, 0.1...4])
      ], psf: Fixture.psf())
    #expect(
      model.parameters.map(\.name) == [
        "A_smooth", "log10 A_ps_ps", "n1_ps", "n2_ps", "n3_ps", "Sb1_ps", "Sb2_ps",
      ])
    let point = [1.7, -1.5, 4, 1.5, -0.5, 12, 2]
    let (value, slopes) = model.slopes(point)
    #expect(value == model.logLikelihood(point, threads: 2))
    #expect(
      model.unit(model.point([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])).map { ($0 * 10).rounded() } == [
        1, 2, 3, 4, 5, 6, 7,
      ])
    for i in point.indices {
      let h = 1e-4
      var (up, down) = (point, point)
      (up[i], down[i]) = (up[i] + h, down[i] - h)
      let difference = (model.logLikelihood(up) - model.logLikelihood(down)) / (2 * h)
      #expect(
        abs(difference - slopes[i]) < 1e-5 * max(1, abs(slopes[i])), "\(model.parameters[i].name)")
    }
    // Breaks that do not fall have no likelihood.
    #expect(model.logLikelihood([1.7, -1.5, 4, 1.5, -0.5, 5, 6]) == -.infinity)
  }

  /// The kernels against the formulas as they stand.
  @Test(arguments: Fixture.seeds) func plainLikelihood(seed: UInt64) throws {
    let toy = Fixture.toy(seed, pixels: 61, mean: 6)
    let law = try SourceCountLaw(breaks: [11], slopes: [2.8, -0.4])
    let populations = [NonPoissonianLikelihood.Population(normalisation: 0.05, law: law)]
    let plain = PlainLikelihood(
      counts: toy.counts, smooth: [toy.smooth], sources: [toy.sources], psf: try Fixture.psf()
    ).evaluate(smooth: [4], populations: populations, withSlopes: true)
    let fast = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth], sources: [toy.sources], psf: Fixture.psf()
    ).evaluate(smooth: [4], populations: populations, withSlopes: true)
    let all = [fast.logLikelihood] + fast.smooth + fast.populations[0]
    #expect(plain.count == all.count)
    for (a, b) in zip(plain, all) { #expect(abs(a - b) < 1e-12 * max(100, abs(b))) }
  }

  // MARK: Bad input

  @Test func refusals() throws {
    let flat: @Sendable ([Double]) -> Double = { _ in 0 }
    #expect(
      Fixture.refusal { _ = try Self.sampling(1, live: 20).run(dimension: 9, threads: 1, flat) }
        .contains("more than 20 points"))
    #expect(
      Fixture.refusal { _ = try Self.sampling(1).run(dimension: 2, threads: 1, flat) }
        .contains("plateau"))
    #expect(
      Fixture.refusal {
        _ = try Self.sampling(1).run(dimension: 2, threads: 1) { _ in -.infinity }
      }.contains("no likelihood above zero"))
    let toy = Fixture.toy(1)
    #expect(
      Fixture.refusal {
        _ = try SourceModel(
          counts: toy.counts, smooth: [],
          sources: [
            .init(
              "ps", template: toy.sources, normalisation: -3...0, slopes: [0.5...3, 0...1],
              breaks: [1...2])
          ],
          psf: .onePixel)
      }.contains("ranges of the sources ps"))
    #expect(
      Fixture.refusal {
        _ = try SourceModel(
          counts: toy.counts, smooth: [.init("iso", template: toy.smooth, range: -1...3)],
          sources: [],
          psf: .onePixel)
      }.contains("range of iso"))
  }
}
