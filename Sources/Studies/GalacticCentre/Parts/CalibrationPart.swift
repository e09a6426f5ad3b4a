// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Simulation-based calibration of likelihoods and sampler: of a map from the prior, the rank of the
/// truth among draws of its posterior is uniform. Source: S. Talts et al., arXiv:1804.06788.
enum CalibrationPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [smooth(context, conventions), sources(context, conventions)]
  }

  private static let quantities = [
    ["excess", "diffuse"], ["source-normalisation", "source-break", "source-diffuse"],
  ]
  private static let (side, pixel) = (16, 2.0)

  /// A map with its truths, and the model that is fitted to it: parameters in the same order first.
  private typealias Drawn = (truths: [(parameter: Int, value: Double)], model: SourceModel)

  /// Photons of smooth templates.
  private static func smooth(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    task("calibration", 0, 60, context, conventions) {
      components, number, task throws(AssayError) in
      var sky = try PlaneSky(components, family: .thin, seed: task.seed &+ 0x5BC)
      sky.hasSources = false
      let map = sky.map(number)
      let priors = PlaneSky.priors
      let flat = [Double](repeating: 1, count: components.excess.count)
      let model = try SourceModel(
        counts: map.counts,
        smooth: [
          .init("excess", template: components.excess, range: priors.excess),
          .init(
            "diffuse", template: conventions.diffuse(map.diffuse), range: priors.diffuse),
          .init("isotropic", template: flat, range: priors.isotropic),
        ], sources: [], psf: .onePixel)
      return ([(0, map.truth.excess), (1, map.truth.diffuse)], model)
    }
  }

  /// Smooth emission and sources in every pixel on its own, the model of (2) and (3) of the study's
  /// page to the letter.
  private static func sources(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    let ranges = (
      diffuse: 1.0...4.0, isotropic: 0.2...1.0, normalisation: -2.3...(-1.3),
      slopes: [3.0...8.0, -1.0...0.9], flux: 8.0...20.0
    )
    return task("calibration.sources", 1, 120, context, conventions) {
      components, number, task throws(AssayError) in
      var random = Philox(
        seed: task.seed, stream: Philox.stream(of: "maps with sources"),
        counter: UInt64(number) << 32)
      func draw(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
      }
      let (diffuse, isotropic) = (draw(ranges.diffuse), draw(ranges.isotropic))
      let strength = draw(ranges.normalisation)
      let slopes = [draw(ranges.slopes[0]), draw(ranges.slopes[1])]
      let flux = draw(ranges.flux)
      let law = try SourceCountLaw(
        breaks: [conventions.raisesBreaks ? 1.5 * flux : flux], slopes: slopes)
      let fluxes = FluxTable(law)
      let expected = pow(10, strength) * law.integral(power: 1) / fluxes.mean
      let counts = components.excess.indices.map { p -> Int in
        var count = random.poisson(diffuse * components.middleDisk[p] + isotropic)
        for _ in 0..<random.poisson(expected * components.excess[p]) {
          count += random.poisson(fluxes.flux(random.uniform()))
        }
        return count
      }
      let flat = [Double](repeating: 1, count: counts.count)
      // A fault doubles the template of the sources in the model.
      let template = components.excess.map { conventions.doublesSources ? 2 * $0 : $0 }
      let model = try SourceModel(
        counts: counts,
        smooth: [
          .init(
            "diffuse", template: conventions.diffuse(components.middleDisk),
            range: ranges.diffuse),
          .init("isotropic", template: flat, range: ranges.isotropic),
        ],
        sources: [
          .init(
            "sources", template: template, normalisation: ranges.normalisation,
            slopes: ranges.slopes, breaks: [ranges.flux])
        ], psf: .onePixel)
      return ([(2, strength), (5, flux), (0, diffuse)], model)
    }
  }

  // MARK: Ranks

  private static func task(
    _ id: String, _ kind: Int, _ cost: Double, _ context: RunContext,
    _ conventions: CentreConventions,
    _ drawn:
      @escaping @Sendable (SkyComponents, Int, TaskContext) throws(AssayError) -> Drawn
  ) -> StudyTask {
    let ids = quantities[kind].map { "calibration.\($0)" }
    return StudyTask(id: id, provides: ids, tier: .standard, cost: cost) {
      task throws(AssayError) in
      let axes = try TableAxes("calibration_ranks", context)
      let bins = try axes.numbers(0).count
      let maps = context.tier == .full ? 1000 : 200
      let components = try SkyComponents(side: side, pixel: pixel)
      let results = Parallel.map(maps, threads: task.threads) { number in
        Result { () throws(AssayError) in
          try ranks(
            try drawn(components, number, task), bins - 1, "\(id) \(number)", task, conventions)
        }
      }
      var counts = [[Double]](repeating: [Double](repeating: 0, count: bins), count: ids.count)
      for result in results {
        for (i, rank) in try result.get().enumerated() { counts[i][rank] += 1 }
      }
      let expected = 1 / Double(bins)
      let error = (expected * (1 - expected) / Double(maps)).squareRoot()
      return ids.indices.map { i in
        Observable(
          id: ids[i], title: "Share of maps whose truth has this rank", axes: axes.all,
          values: counts[i].map { Estimate($0 / Double(maps), standardError: error) })
      }
    }
  }

  /// Ranks of the truths among so many draws.
  private static func ranks(
    _ drawn: Drawn, _ draws: Int, _ name: String, _ task: TaskContext,
    _ conventions: CentreConventions
  ) throws(AssayError) -> [Int] {
    let model = drawn.model
    var sampling = NestedSampling()
    (sampling.live, sampling.seed) = (50, task.seed)
    sampling.stream = task.stream &+ Philox.stream(of: name)
    sampling.forgetsVolume = conventions.forgetsVolume
    let sample = try sampling.run(dimension: model.parameters.count, threads: 1) {
      model.logLikelihood(model.point($0))
    }
    var random = Philox(
      seed: task.seed, stream: task.stream &+ Philox.stream(of: "draws of \(name)"))
    var ranks = drawn.truths.map { _ in 0 }
    for _ in 0..<draws {
      var left = random.uniform()
      let place = sample.weights.firstIndex {
        left -= $0
        return left <= 0
      }
      let point = model.point(sample.points[place ?? sample.points.count - 1])
      for (i, truth) in drawn.truths.enumerated() where point[truth.parameter] < truth.value {
        ranks[i] += 1
      }
    }
    return ranks
  }
}
