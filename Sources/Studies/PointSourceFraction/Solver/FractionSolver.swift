// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics

/// A trained network and the one-point distribution, for images of one's own.
public struct FractionSolver: Sendable {
  /// What is said of an image.
  public struct Answer: Sendable, Equatable {
    public var network: FractionEstimate
    public var onePoint: FractionEstimate
    /// From the mean and the variance of the counts alone.
    public var variance: Double
    /// Empty where the image is as those that train.
    public var doubts: [FractionDoubt]
  }

  /// How the network was trained.
  public let recipe: FractionRecipe
  /// What it makes of drawn images, as measured after its training.
  public let test: FractionTest
  private let trained: TrainedFraction
  private let onePoint: OnePointEstimator

  private init(_ trained: TrainedFraction, _ recipe: FractionRecipe, _ test: FractionTest) {
    (self.trained, self.recipe, self.test) = (trained, recipe, test)
    onePoint = OnePointEstimator(PixelDistribution(PhotonField(), most: FractionImage.most))
  }

  /// Images that a network is tested on.
  static let tests = 1000

  /// Trains on drawn images, and tests on 1,000 others; the network does not depend on threads.
  ///
  /// - Parameter progress: after each epoch: its number and mean loss.
  ///
  /// Throws `badValue` for numbers that cannot be, and `failed` where the training ends without an
  /// estimate of a fraction: see ``read(_:)``.
  public static func train(
    _ recipe: FractionRecipe, threads: Int,
    progress: @Sendable (Int, Double) -> Void = { (_, _) in }
  ) throws(AssayError) -> FractionSolver {
    try recipe.check()
    let images = PhotonField().images(
      recipe.images, seed: recipe.seed, name: "solver", threads: threads)
    let trained = try recipe.training.train(
      images, labels: images.fractions, seed: recipe.seed, threads: threads,
      progress: { (epoch, loss) throws(AssayError) in progress(epoch, loss) })
    let test = try Self.test(
      trained, images: tests, seed: recipe.seed, name: "solver test", threads: threads)
    guard test.error <= 1 else {
      throw .failed(
        "the trained network is off by \(test.error) (rms) on drawn images, more than the range of a "
          + "fraction; more images or epochs, or a lower rate, may help")
    }
    return FractionSolver(trained, recipe, test)
  }

  private static func test(
    _ trained: TrainedFraction, images count: Int, seed: UInt64, name: String, threads: Int
  ) throws(AssayError) -> FractionTest {
    let images = PhotonField().images(count, seed: seed, name: name, threads: threads)
    let quality = EstimateQuality(
      try trained.estimates(images, threads: threads), truths: images.fractions)
    return FractionTest(
      images: count, error: quality.rootMeanSquare.value,
      coverage: FractionTest.levels.map {
        quality.coverage(EstimateQuality.deviations(ofCentral: $0)).value
      })
  }

  /// Throws `failed` where the network's answer is not a finite number.
  public func answer(_ image: FractionImage) throws(AssayError) -> Answer {
    let network = try trained.estimates(image.images, threads: 1)[0]
    let histogram = try onePoint.estimate(image.counts[...])
    return Answer(
      network: network, onePoint: histogram,
      variance: VarianceEstimator(PhotonField()).fraction(image.counts[...]),
      doubts: FractionDoubt.all(
        image, network: network, onePoint: histogram, largest: trained.largest))
  }

  // MARK: Files

  /// Weights; recipe, test and moments of the training images as metadata.
  public func write(to path: String) throws(AssayError) {
    try trained.network.tensors(metadata: FractionMetadata.texts(recipe, trained, test))
      .write(to: path)
  }

  /// Throws `badInput` for a file that is not of such a network: of another simulation, with moments
  /// that counts cannot have, with weights that are not finite or a running variance below zero, or
  /// with answers to drawn images that are off by more than the range of a fraction (rms).
  public static func read(_ path: String) throws(AssayError) -> FractionSolver {
    let file = try TensorFile.read(path)
    let metadata = FractionMetadata(texts: file.metadata, file: path)
    try metadata.checkOrigin()
    let (mean, deviation, largest) = try metadata.moments()
    let (recipe, test) = (try metadata.recipe(), try metadata.test())
    var network = try FractionNetwork().network(seed: 1)
    try network.load(file, file: path)
    for parameter in network.parameters {
      let weights = network.weights[parameter.range]
      let isVariance = parameter.name.hasSuffix(".runningVariance")
      if let weight = weights.first(where: { !$0.isFinite || (isVariance && $0 < 0) }) {
        throw .badInput(
          file: path, place: "tensor \(parameter.name)", found: "\(weight)",
          accepted: isVariance ? "variances: finite, 0 or more" : "finite weights")
      }
    }
    let trained = TrainedFraction(
      network: network, mean: mean, deviation: deviation, largest: largest)
    let found: String
    do {
      let check = try Self.test(trained, images: 32, seed: 1, name: "solver check", threads: 1)
      if check.error <= 1 { return FractionSolver(trained, recipe, test) }
      found = "a network that is off by \(check.error) (rms) on drawn images"
    } catch {
      found = "a network that fails on drawn images (\(error))"
    }
    throw .badInput(
      file: path, place: nil, found: found,
      accepted: "one that is off by at most 1, as fractions are")
  }
}
