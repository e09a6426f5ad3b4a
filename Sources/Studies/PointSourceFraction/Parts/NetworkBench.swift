// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// A network trained and tested once: what the parts of the quick and of the standard tier share.
struct NetworkBench: Sendable {
  var images: Int
  var tests: Int
  var training = FractionTraining()
  let conventions: FractionConventions
  let seed: UInt64
  let threads: Int

  init(
    images: Int, tests: Int, _ conventions: FractionConventions, _ task: TaskContext
  ) {
    (self.images, self.tests, self.conventions) = (images, tests, conventions)
    (seed, threads) = (task.seed, task.threads)
  }

  /// Trainings of this process: faults of tests and of answers need none of their own.
  private static let trained = SharedCache<TrainedFraction>()

  /// The images that all trainings of a bench are tested on.
  func testImages(_ name: String) -> PhotonImages {
    conventions.drawn.images(tests, seed: seed, name: "test \(name)", threads: threads)
  }

  /// - Parameter shuffled: labels in an order of their own.
  func train(
    _ name: String, number: Int, shuffled: Bool = false
  ) throws(AssayError) -> TrainedFraction {
    let network = conventions.network
    let shuffled = shuffled || network.shufflesLabels
    var field = conventions.drawn
    if let width = network.trainingSpread { field.spread.width = width }
    var training = training
    training.network = network.shape
    let key =
      "\(name) \(number) \(seed) \(images) \(training) \(shuffled) \(field) \(network.training) "
      + (network.training.seedsByThreads ? "\(threads) threads" : "")
    return try Self.trained.value(key) { () throws(AssayError) in
      let drawn = field.images(
        images, seed: seed, name: "training \(name) \(number)", threads: threads)
      var labels = drawn.fractions
      if shuffled {
        var random = Philox(seed: seed, stream: Philox.stream(of: "shuffled labels"))
        labels = random.permutation(labels.count).map { labels[Int($0)] }
      }
      return try training.train(
        drawn, labels: labels, seed: seed &* 1000 &+ UInt64(number), threads: threads,
        network.training)
    }
  }

  func quality(
    _ trained: TrainedFraction, _ images: PhotonImages
  ) throws(AssayError) -> (estimates: [FractionEstimate], quality: EstimateQuality) {
    let estimates = try trained.estimates(images, threads: threads, conventions.network)
    return (estimates, EstimateQuality(estimates, truths: images.fractions))
  }

  /// The one-point estimates of the same images.
  func onePoint(_ images: PhotonImages) throws(AssayError) -> EstimateQuality {
    let estimator = OnePointEstimator(
      PixelDistribution(PhotonField(), most: TablesPart.largestCount))
    return EstimateQuality(
      try estimator.estimates(images, threads: threads), truths: images.fractions)
  }

  /// The estimates of the first images against their fractions, for figures.
  static func points(
    _ id: String, _ title: String, _ images: PhotonImages, _ estimates: [FractionEstimate]
  ) -> Observable {
    let count = min(200, images.count)
    return Observable(
      id: id, title: title,
      axes: [Axis("true fraction", numbers: Array(images.fractions.prefix(count)))],
      values: estimates.prefix(count).map { Estimate($0.mean, standardError: $0.deviation) })
  }

  /// Nominal and measured coverage, for figures.
  static func calibration(_ id: String, _ title: String, _ quality: EstimateQuality) -> Observable {
    let levels = (1...19).map { Double($0) / 20 }
    return Observable(
      id: id, title: title, axes: [Axis("nominal", numbers: levels)],
      values: levels.map { quality.coverage(EstimateQuality.deviations(ofCentral: $0)) })
  }
}
