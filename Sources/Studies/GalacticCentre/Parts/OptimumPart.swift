// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Networks on skies without sources, whose likelihood is known: against its maximum, and against the
/// mean of its posterior, which no estimate beats.
enum OptimumPart {
  private static let ids = [
    "network.ratio", "network.ratio-likelihood", "network.error", "network.likelihood-ceiling",
  ]
  /// By which a good network's error exceeds that of maximum likelihood at most.
  private static let ceiling = 1.3

  static func task(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "network.components", provides: ids, tier: .standard, cost: 60) {
      task throws(AssayError) in
      let setting = NetworkPart.Setting(context)
      let components = try SkyComponents(side: setting.side, pixel: setting.pixel)
      var sky = try PlaneSky(components, family: .thin, seed: task.seed)
      sky.hasSources = false
      let ensemble = try SkyEnsemble(
        .components, sky: sky, recipe: setting.recipe, seed: task.seed, threads: task.threads)
      // Maps that no training has seen.
      sky.seed = task.seed &+ 0xC0FE
      let test = sky
      let maps = Parallel.map(setting.tests, threads: task.threads) { test.map($0) }
      let estimates = try ensemble.estimates(maps.map(\.counts), threads: task.threads)
      let flat = [Double](repeating: 1, count: components.excess.count)
      let priors = PlaneSky.priors
      let fits = Parallel.map(maps.count, threads: task.threads) { number in
        Result { () throws(AssayError) in
          let map = maps[number]
          // A fault forgets the isotropic emission.
          let isKnown = !conventions.forgetsIsotropic
          let templates = [components.excess, map.diffuse] + (isKnown ? [flat] : [])
          let fit = try PoissonTemplateFit(counts: map.counts, templates: templates)
          var random = Philox(
            seed: task.seed, stream: Philox.stream(of: "posterior of normalisations"),
            counter: UInt64(number) << 32)
          let mean = try FlatPriorMean(
            counts: map.counts, templates: templates,
            ranges: [priors.excess, priors.diffuse] + (isKnown ? [priors.isotropic] : []),
            near: fit.normalisations, &random)
          return (fit.normalisations, mean.normalisations)
        }
      }
      let names = SkyEnsemble.Question.components.names
      var squares = (network: [[Double]](), likelihood: [[Double]](), posterior: [[Double]]())
      for (number, map) in maps.enumerated() {
        let truth = SkyEnsemble.Question.components.labels(map.truth)
        let (fit, mean) = try fits[number].get()
        let found = estimates[number].mean
        // A fault exchanges the two labels.
        squares.network.append(
          truth.indices.map {
            pow(found[conventions.exchangesLabels ? 1 - $0 : $0] - truth[$0], 2)
          })
        squares.likelihood.append(truth.indices.map { pow(fit[$0] - truth[$0], 2) })
        squares.posterior.append(truth.indices.map { pow(mean[$0] - truth[$0], 2) })
      }
      let axes = [Axis("quantity", names: names)]
      func error(_ values: [[Double]], _ i: Int) -> Double {
        (values.reduce(0) { $0 + $1[i] } / Double(values.count)).squareRoot()
      }
      return [
        Observable(
          id: ids[0], title: "Error of the ensemble over that of the posterior's mean", axes: axes,
          values: names.indices.map { ratio(squares.network, squares.posterior, $0) }),
        Observable(
          id: ids[1], title: "Error of the ensemble over that of maximum likelihood", axes: axes,
          values: names.indices.map { ratio(squares.network, squares.likelihood, $0) }),
        Observable(
          id: ids[2], title: "Error of the ensemble", axes: axes,
          exact: names.indices.map { error(squares.network, $0) }),
        Observable(
          id: ids[3], title: "\(ceiling) times the error of maximum likelihood", axes: axes,
          exact: names.indices.map { ceiling * error(squares.likelihood, $0) }),
      ]
    }
  }

  /// √(Σ a/Σ b) with its error by linear propagation: the two squares of a map go together.
  private static func ratio(_ a: [[Double]], _ b: [[Double]], _ i: Int) -> Estimate {
    let count = Double(a.count)
    let (first, second) = (a.reduce(0) { $0 + $1[i] } / count, b.reduce(0) { $0 + $1[i] } / count)
    let square = first / second
    let spread = zip(a, b).reduce(0.0) { sum, pair in
      let gap = (pair.0[i] - square * pair.1[i]) / second
      return sum + gap * gap
    }
    return Estimate(
      square.squareRoot(), standardError: spread.squareRoot() / count / 2 / square.squareRoot())
  }
}
