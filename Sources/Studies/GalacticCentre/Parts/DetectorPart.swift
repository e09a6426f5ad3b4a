// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Detectors of maps unlike those of their training, held against the likelihood ratio.
enum DetectorPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [ratio(context, conventions), detectors(context, conventions)]
  }

  /// AUC of the likelihood ratio.
  static func bound(_ gradient: Double, _ conventions: CentreConventions) -> Double {
    let value = TiltedMaps(gradient: gradient).areaUnderCurve(
      flatVariance: conventions.flatVariance)
    return conventions.swapsClasses ? 1 - value : value
  }

  private static func area(
    _ background: [Double], _ signal: [Double]
  ) throws(AssayError) -> Estimate {
    let area = AreaUnderCurve(
      background: try RankedScores(background, of: "flat maps"),
      signal: try RankedScores(signal, of: "tilted maps"))
    // Where no pair is lost the error is that of less than one.
    return Estimate(
      area.value, standardError: Swift.max(area.standardError, 1 / Double(background.count)))
  }

  private static func maps(
    _ gradient: Double, _ count: Int, _ task: TaskContext, _ name: String
  ) -> [[Int]] {
    TiltedMaps(gradient: gradient).maps(
      count, seed: task.seed, stream: Philox.stream(of: "tilted maps \(name) \(gradient)"),
      threads: task.threads)
  }

  /// Of 2000 and 2000 simulated maps.
  private static func ratio(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "auc.ratio", provides: ["auc.ratio", "auc.deviance", "auc.ceiling"], cost: 1) {
      task throws(AssayError) in
      let axes = try TableAxes("svdd_auc_bound", context)
      let flat = maps(0, 2000, task, "test")
      var (ratios, deviances, ceilings) = ([Estimate](), [Estimate](), [Double]())
      for gradient in try axes.numbers(0) {
        let tilted = maps(
          conventions.halvesTilt ? gradient / 2 : gradient, 2000, task, "test")
        let test = TiltedMaps(gradient: gradient)
        ratios.append(try area(flat.map(test.likelihoodRatio), tilted.map(test.likelihoodRatio)))
        let deviance = try area(flat.map(TiltedMaps.deviance), tilted.map(TiltedMaps.deviance))
        deviances.append(deviance)
        ceilings.append(ceiling(gradient, deviance, conventions))
      }
      return [
        Observable(
          id: "auc.ratio", title: "AUC of the likelihood ratio, simulated", axes: axes.all,
          values: ratios),
        Observable(
          id: "auc.deviance", title: "AUC of the Poisson deviance", axes: axes.all,
          values: deviances),
        Observable(
          id: "auc.ceiling", title: "Bound, and three standard errors of the deviance's AUC",
          axes: axes.all, exact: ceilings),
      ]
    }
  }

  /// What a measured AUC must stay below: the bound and three of its standard errors.
  private static func ceiling(
    _ gradient: Double, _ measured: Estimate, _ conventions: CentreConventions
  ) -> Double {
    bound(gradient, conventions) + 3 * (measured.standardError ?? 0)
  }

  private static func detectors(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    let ids = [
      "auc.svdd", "auc.svdd-ceiling", "auc.svdd-long", "auc.autoencoder",
      "auc.autoencoder-ceiling", "svdd.blank",
    ]
    return StudyTask(id: "detectors", provides: ids, tier: .standard, cost: 60) {
      task throws(AssayError) in
      let axes = try TableAxes("svdd_auc_bound", context)
      let training = maps(0, context.tier == .full ? 6000 : 3000, task, "training")
      let flat = maps(0, 2000, task, "test")
      let short = try MapDetectors.DeepSVDD(
        training, epochs: 1, biases: conventions.addsBiases, seed: task.seed,
        threads: task.threads)
      let long = try MapDetectors.DeepSVDD(
        training, epochs: 6, biases: conventions.addsBiases, seed: task.seed,
        threads: task.threads)
      let autoencoder = try MapDetectors.Autoencoder(
        training, epochs: 5, seed: task.seed, threads: task.threads)
      let gradients = try axes.numbers(0)
      func areas(
        _ score: ([[Int]]) throws(AssayError) -> [Double]
      ) throws(AssayError) -> [Estimate] {
        let own = try score(flat)
        var areas: [Estimate] = []
        for gradient in gradients {
          areas.append(try area(own, score(maps(gradient, 2000, task, "test"))))
        }
        return areas
      }
      let (svdd, far, auto) = (
        try areas { (m) throws(AssayError) in try short.scores(m, threads: task.threads) },
        try areas { (m) throws(AssayError) in try long.scores(m, threads: task.threads) },
        try areas { (m) throws(AssayError) in try autoencoder.scores(m, threads: task.threads) }
      )
      func ceilings(_ areas: [Estimate]) -> [Double] {
        zip(gradients, areas).map { ceiling($0, $1, conventions) }
      }
      let blank = try TableAxes("svdd_blank", context)
      return [
        Observable(
          id: ids[0], title: "AUC of Deep SVDD after an epoch", axes: axes.all, values: svdd),
        Observable(
          id: ids[1], title: "Bound, and three standard errors of the AUC of Deep SVDD",
          axes: axes.all, exact: ceilings(svdd)),
        Observable(
          id: ids[2], title: "AUC of Deep SVDD after six epochs", axes: axes.all, values: far),
        Observable(
          id: ids[3], title: "AUC of an autoencoder", axes: axes.all, values: auto),
        Observable(
          id: ids[4], title: "Bound, and three standard errors of the AUC of the autoencoder",
          axes: axes.all, exact: ceilings(auto)),
        Observable(
          id: ids[5], title: "Output of Deep SVDD for the map of zeros, over that wanted",
          axes: blank.all, exact: [try short.blank(), try long.blank()]),
      ]
    }
  }
}
