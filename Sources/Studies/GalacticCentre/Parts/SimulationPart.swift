// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Simulation: shares of a point spread function, and calibration of the posterior.
enum SimulationPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [shares(context, conventions), calibration(context, conventions)]
  }

  /// The printed table drawn again, with as many sources.
  private static func shares(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "psf.shares", provides: ["psf.shares"], tier: .standard, cost: 20) {
      task throws(AssayError) in
      let axes = try TableAxes("nptf_psf_f_ary", context)
      let sigma = 0.1812 * .pi / 180 * (conventions.widensPSF ? 1.1 : 1)
      let drawn = try FluxFractions(
        drawn: .gaussian(sigma), nside: FermiRegion.nside, sources: 50_000, seed: task.seed,
        threads: task.threads)
      let values = try axes.numbers(0).map { share -> Double in
        guard let i = drawn.shares.firstIndex(where: { abs($0 - share) < 1e-9 }) else { return 0 }
        return drawn.weights[i] / drawn.shares[i]
      }
      return [
        Observable(
          id: "psf.shares", title: "Pixels by their share of a source's photons, over it",
          axes: axes.all, exact: values)
      ]
    }
  }

  /// Simulation-based calibration: of a map from the prior, the rank of the truth among draws of the
  /// posterior is uniform. Source: S. Talts et al., arXiv:1804.06788.
  private static func calibration(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    let ids = ["excess", "diffuse"].map { "calibration.\($0)" }
    return StudyTask(id: "calibration", provides: ids, tier: .standard, cost: 60) {
      task throws(AssayError) in
      let axes = try TableAxes("calibration_ranks", context)
      let bins = try axes.numbers(0).count
      let maps = context.tier == .full ? 1000 : 200
      let components = try SkyComponents(side: 16, pixel: 2)
      var sky = try PlaneSky(components, family: .thin, seed: task.seed &+ 0x5BC)
      sky.hasSources = false
      let drawn = sky
      let results = Parallel.map(maps, threads: task.threads) { number in
        Result { () throws(AssayError) in
          try rank(drawn.map(number), components, bins - 1, number, task, conventions)
        }
      }
      var counts = [[Double]](repeating: [Double](repeating: 0, count: bins), count: 2)
      for result in results {
        let ranks = try result.get()
        for i in counts.indices { counts[i][ranks[i]] += 1 }
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

  /// Ranks of the excess and of the diffuse emission among so many draws.
  private static func rank(
    _ map: PlaneSky.Map, _ components: SkyComponents, _ draws: Int, _ number: Int,
    _ task: TaskContext, _ conventions: CentreConventions
  ) throws(AssayError) -> [Int] {
    let priors = PlaneSky.priors
    let flat = [Double](repeating: 1, count: components.excess.count)
    let model = try SourceModel(
      counts: map.counts,
      smooth: [
        .init("excess", template: components.excess, range: priors.excess),
        .init("diffuse", template: map.diffuse, range: priors.diffuse),
        .init("isotropic", template: flat, range: priors.isotropic),
      ], sources: [], psf: .onePixel)
    var sampling = NestedSampling()
    (sampling.live, sampling.seed) = (50, task.seed)
    sampling.stream = task.stream &+ Philox.stream(of: "calibration \(number)")
    sampling.forgetsVolume = conventions.forgetsVolume
    let sample = try sampling.run(dimension: 3, threads: 1) { model.logLikelihood(model.point($0)) }
    var random = Philox(
      seed: task.seed, stream: task.stream &+ Philox.stream(of: "calibration draws"),
      counter: UInt64(number) << 32)
    var ranks = [0, 0]
    for _ in 0..<draws {
      var left = random.uniform()
      let place = sample.weights.firstIndex {
        left -= $0
        return left <= 0
      }
      let point = model.point(sample.points[place ?? sample.points.count - 1])
      if point[0] < map.truth.excess { ranks[0] += 1 }
      if point[1] < map.truth.diffuse { ranks[1] += 1 }
    }
    return ranks
  }
}
