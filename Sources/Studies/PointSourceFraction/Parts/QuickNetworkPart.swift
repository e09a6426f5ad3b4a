// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// A short training, which must beat the variance of the counts, and one on shuffled labels, which
/// must not learn.
enum QuickNetworkPart {
  static let comparisons = ["quick-network", "shuffled-labels", "shuffled-slope"]

  static func tasks(_ context: RunContext, _ conventions: FractionConventions) -> [StudyTask] {
    [trained(context, conventions), control(context, conventions)]
  }

  private static func trained(
    _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids =
      [
        "quick.error", "quick.bar", "quick.onepoint.error", "quick.points", "quick.calibration",
        "quick.onepoint.calibration",
      ] + FractionProfile.ids("quick")
    return StudyTask(id: "quick.network", provides: ids, cost: 4) { task throws(AssayError) in
      var bench = NetworkBench(images: 2000, tests: 2000, conventions, task)
      // Few images: smaller steps of them, at twice the rate, and mean squares for longer.
      bench.training = FractionTraining(epochs: 8, warmUp: 4, batch: 32, rate: 2e-3)
      let images = bench.testImages("quick")
      let (estimates, quality) = try bench.quality(bench.train("quick", number: 1), images)
      let variance = VarianceEstimator(conventions.assumed)
      let errors = (0..<images.count).map { variance.fraction(images[$0]) - images.fractions[$0] }
      let bar = EstimateQuality.rootMeanSquare(errors)
      let onePoint = try bench.onePoint(images)
      let profile = FractionProfile(
        network: quality, onePoint: onePoint, fractions: images.fractions)
      return [
        Observable(
          id: ids[0], title: "Rms error of a network trained on 2,000 images",
          values: [quality.rootMeanSquare]),
        Observable(
          id: ids[1],
          title: "Rms error of the estimate by mean and variance, less three of its errors",
          values: [
            Estimate(bar.value - 3 * (bar.standardError ?? 0), standardError: bar.standardError)
          ]),
        Observable(
          id: ids[2], title: "Rms error of the one-point estimate on the same images",
          values: [onePoint.rootMeanSquare]),
        NetworkBench.points(
          ids[3], "Estimates of a network trained on 2,000 images", images, estimates),
        NetworkBench.calibration(
          ids[4], "Coverage of a network trained on 2,000 images", quality),
        NetworkBench.calibration(
          ids[5], "Coverage of the one-point estimate on the same images", onePoint),
      ] + profile.observables("quick")
    }
  }

  /// A network whose labels are those of other images: see ``ShuffledControl``.
  private static func control(
    _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["shuffled.error", "shuffled.slope", "shuffled.raw", "shuffled.spread"]
    return StudyTask(id: "quick.control", provides: ids, cost: 1.5) { task throws(AssayError) in
      var bench = NetworkBench(images: 2000, tests: 2000, conventions, task)
      bench.training = FractionTraining(epochs: 4, warmUp: 2, batch: 32)
      let trained = try bench.train(
        "control", number: 1, shuffled: !conventions.network.keepsControlLabels)
      let images = bench.testImages("control")
      let (estimates, quality) = try bench.quality(trained, images)
      let control = ShuffledControl(
        estimates.map(\.mean), truths: images.fractions, training: bench.images)
      func row(_ place: Int, _ title: String, _ name: String, _ value: Estimate) -> Observable {
        Observable(
          id: ids[place], title: title, axes: [Axis("estimate", names: [name])], values: [value])
      }
      return [
        row(
          0, "Rms error of a network trained on shuffled labels, less what its own scatter adds",
          "network trained on shuffled labels", control.error),
        row(
          1, "Slope of the estimates of a network trained on shuffled labels with the truth",
          "network trained on shuffled labels", control.slope),
        row(
          2, "Rms error of a network trained on shuffled labels",
          "network trained on shuffled labels", quality.rootMeanSquare),
        row(
          3, "Standard deviation of the estimates of a network trained on shuffled labels",
          "network trained on shuffled labels", Estimate(control.spread)),
      ]
    }
  }
}
