// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The posterior and the evidence of NPTFit's example 9, by nested sampling, and the sampler on
/// problems with closed answers.
enum PosteriorPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [gaussian(context, conventions), centre(context, conventions)]
  }

  // MARK: Closed answers

  private static func gaussian(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    StudyTask(id: "nested", provides: ["nested.evidence", "nested.quantiles"], cost: 2) {
      task throws(AssayError) in
      let axes = try TableAxes("nested_gaussian", context)
      let (dimensions, widths, correlations) = (
        try axes.numbers(0), try axes.numbers(1), try axes.numbers(2)
      )
      var (evidences, quantiles) = ([Estimate](), [Estimate]())
      for row in dimensions.indices {
        let (dimension, width, correlation) = (Int(dimensions[row]), widths[row], correlations[row])
        let norm = -0.5 * Double(dimension) * log(2 * .pi * width * width)
        let between =
          dimension > 1
          ? log(1 - correlation) * Double(dimension - 1)
            + log(1 + correlation * Double(dimension - 1)) : 0
        let runs = try runs(
          8, dimension, task, conventions, live: 100, name: "nested \(row)"
        ) { unit in
          // Equal correlations: the inverse in closed form.
          let x = unit.map { ($0 - 0.5) / width }
          let (sum, squares) = x.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
          let a = 1 / (1 - correlation)
          let b = correlation * a / (1 + correlation * Double(dimension - 1))
          return norm - 0.5 * between - 0.5 * (a * squares - b * sum * sum)
        }
        let union = union(runs, task, name: "nested \(row)")
        evidences.append(
          Estimate(union.logEvidence, standardError: spread(runs.map(\.logEvidence))))
        let upper = { (sample: NestedSample) in
          // A fault counts all points alike.
          let weights =
            conventions.forgetsWeights
            ? sample.weights.map { _ in 1 / Double(sample.weights.count) } : sample.weights
          let quantile = NestedSample.quantile(
            0.841_344_746, of: sample.points.map { $0[0] }, weights: weights)
          return (quantile - 0.5) / width
        }
        quantiles.append(Estimate(upper(union), standardError: spread(runs.map(upper))))
      }
      return [
        Observable(
          id: "nested.evidence", title: "ln of the evidence", axes: axes.all, values: evidences),
        Observable(
          id: "nested.quantiles", title: "84.1 % quantile of a parameter, in standard deviations",
          axes: axes.all, values: quantiles),
      ]
    }
  }

  // MARK: The Galactic centre

  private static let ids = [
    "posterior.medians", "posterior.low", "posterior.high", "posterior.intensities",
    "posterior.evidence", "posterior.counts.gce", "posterior.counts.dsk",
  ]

  private static func centre(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    StudyTask(id: "posterior", provides: ids, tier: .standard, cost: 160) {
      task throws(AssayError) in
      let model = try CentreModel(FermiRegion.read(context.reference), context, conventions)
      let ranges = try model.ranges()
      let axes = try TableAxes("nptf_example9_posterior", context)
      // A hundred points alive as in the example, or ten times as many. In eleven dimensions runs of
      // forty or fifty points find the ends of the posterior by chance only, and joining several does not help.
      let isFull = context.tier == .full
      let runs = try runs(
        isFull ? 10 : 1, ranges.parameters.count, task, conventions, live: 100,
        name: "posterior"
      ) { ranges.logLikelihood(ranges.point($0)) }
      let union = union(runs, task, name: "posterior")
      /// A quantile of a quantity; its error is that of the share below it among so many points as the
      /// weights amount to.
      func estimate(
        _ share: Double, _ quantity: (NestedSample) -> [Double]
      ) -> Estimate {
        let values = quantity(union)
        let error = (share * (1 - share) / union.effectiveSize).squareRoot()
        let (low, high) = (
          union.quantile(share - error, of: values), union.quantile(share + error, of: values)
        )
        return Estimate(union.quantile(share, of: values), standardError: (high - low) / 2)
      }
      func parameter(_ i: Int) -> (NestedSample) -> [Double] {
        { $0.points.map { ranges.point($0)[i] } }
      }
      let rows = ranges.parameters.indices
      let (low, median, high) = (0.158_655_254, 0.5, 0.841_344_746)
      func all(_ share: Double) -> [Estimate] { rows.map { estimate(share, parameter($0)) } }
      let components: [(NestedSample) -> [Double]] = [
        { $0.points.map { (try? model.intensity(0, ranges.point($0))) ?? .nan } },
        { $0.points.map { (try? model.intensity(1, ranges.point($0))) ?? .nan } },
        { $0.points.map { ranges.point($0)[1] * model.smoothIntensity(2) } },
      ]
      let intensities = try TableAxes("nptf_example9_intensities", context)
      let evidence = try TableAxes("nptf_example9_evidence", context)
      return [
        Observable(id: ids[0], title: "Median", axes: axes.all, values: all(median)),
        Observable(id: ids[1], title: "15.9 % quantile", axes: axes.all, values: all(low)),
        Observable(id: ids[2], title: "84.1 % quantile", axes: axes.all, values: all(high)),
        Observable(
          id: ids[3], title: "Mean intensity", units: "ph cm^-2 s^-1 sr^-1", axes: intensities.all,
          values: components.map { estimate(median, $0) }),
        Observable(
          id: ids[4], title: "ln of the evidence", axes: evidence.all,
          values: [Estimate(union.logEvidence, standardError: union.logEvidenceError)]),
        counts(ids[5], 0, model, ranges, union), counts(ids[6], 1, model, ranges, union),
      ]
    }
  }

  /// Quantiles of S² dN/dS, summed over the region, of a population, as a figure draws them.
  private static func counts(
    _ id: String, _ population: Int, _ model: CentreModel, _ ranges: SourceModel,
    _ sample: NestedSample
  ) -> Observable {
    let fluxes = (0..<25).map { 0.5 * pow(200, Double($0) / 24) }
    let shares = [0.158_655_254, 0.5, 0.841_344_746]
    let total = model.sources[population].reduce(0, +)
    let parts = sample.points.map { ranges.parts(ranges.point($0)) }
    var (keys, levels, values) = ([Double](), [Double](), [Double]())
    for flux in fluxes {
      let curve = parts.map { part -> Double in
        guard let one = part?.populations[population] else { return 0 }
        return one.normalisation * total * flux * flux * one.law.density(flux)
      }
      for share in shares {
        keys.append(flux)
        levels.append(share)
        values.append(sample.quantile(share, of: curve))
      }
    }
    return Observable(
      id: id, title: "S^2 dN/dS of sources", units: "photons",
      axes: [Axis("S", units: "photons", numbers: keys), Axis("quantile", numbers: levels)],
      exact: values)
  }

  // MARK: Runs

  private static func runs(
    _ count: Int, _ dimension: Int, _ task: TaskContext, _ conventions: CentreConventions,
    live: Int, name: String, _ logLikelihood: @escaping @Sendable ([Double]) -> Double
  ) throws(AssayError) -> [NestedSample] {
    // Walks of one run share the threads as well as runs do.
    let (outer, inner) = count == 1 ? (1, task.threads) : (task.threads, 1)
    let results = Parallel.map(count, threads: outer) { number in
      Result { () throws(AssayError) in
        var sampling = NestedSampling()
        (sampling.live, sampling.seed) = (live, task.seed)
        sampling.stream = task.stream &+ Philox.stream(of: "\(name) run \(number)")
        sampling.forgetsVolume = conventions.forgetsVolume
        return try sampling.run(dimension: dimension, threads: inner, logLikelihood)
      }
    }
    var runs: [NestedSample] = []
    for result in results { runs.append(try result.get()) }
    return runs
  }

  private static func union(_ runs: [NestedSample], _ task: TaskContext, name: String)
    -> NestedSample
  {
    NestedSample.union(
      runs, seed: task.seed, stream: task.stream &+ Philox.stream(of: "\(name) union"))
  }

  /// Standard error of the mean of runs.
  private static func spread(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / (count - 1) / count).squareRoot()
  }
}
