// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
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
  }

  private let trained: TrainedFraction
  private let onePoint: OnePointEstimator

  private init(_ trained: TrainedFraction) {
    self.trained = trained
    onePoint = OnePointEstimator(PixelDistribution(PhotonField(), most: FractionImage.most))
  }

  /// Trains on so many drawn images; the network does not depend on threads.
  ///
  /// - Parameter progress: after each epoch: its number and mean loss.
  ///
  /// Throws `badValue` for numbers that cannot be. Cost: 0.2 ms an image and epoch on one core.
  public static func train(
    images count: Int, _ training: FractionTraining, seed: UInt64, threads: Int,
    progress: @Sendable (Int, Double) -> Void = { (_, _) in }
  ) throws(AssayError) -> FractionSolver {
    guard (2...1_000_000).contains(count) else {
      throw .badValue(name: "training images", found: "\(count)", accepted: "2 to 1000000")
    }
    try training.check(images: count)
    let images = PhotonField().images(count, seed: seed, name: "solver", threads: threads)
    return FractionSolver(
      try training.train(
        images, labels: images.fractions, seed: seed, threads: threads,
        progress: { (epoch, loss) throws(AssayError) in progress(epoch, loss) }))
  }

  public func answer(_ image: FractionImage) throws(AssayError) -> Answer {
    Answer(
      network: try trained.estimates(image.images, threads: 1)[0],
      onePoint: try onePoint.estimate(image.counts[...]),
      variance: VarianceEstimator(PhotonField()).fraction(image.counts[...]))
  }

  // MARK: Files

  /// Weights, and the moments of the training images as metadata `mean` and `deviation`.
  public func write(to path: String) throws(AssayError) {
    try trained.network.tensors(
      metadata: ["mean": "\(trained.mean)", "deviation": "\(trained.deviation)"]
    ).write(to: path)
  }

  /// Throws `badInput` for a file that is not of such a network.
  public static func read(_ path: String) throws(AssayError) -> FractionSolver {
    let file = try TensorFile.read(path)
    func number(_ key: String, _ accepted: String, _ isGood: (Double) -> Bool) throws(AssayError)
      -> Double
    {
      guard let text = file.metadata[key], let number = Double(text), isGood(number) else {
        throw .badInput(
          file: path, place: "metadata, \(key)",
          found: file.metadata[key].map { "\"\($0)\"" } ?? "nothing", accepted: accepted)
      }
      return number
    }
    let mean = try number("mean", "a finite number") { $0.isFinite }
    let deviation = try number("deviation", "a positive number") { $0 > 0 && $0.isFinite }
    var network = try FractionNetwork().network(seed: 1)
    try network.load(file, file: path)
    guard network.weights.allSatisfy(\.isFinite) else {
      throw .badInput(
        file: path, place: nil, found: "weights that are not finite", accepted: "finite ones")
    }
    return FractionSolver(
      TrainedFraction(network: network, mean: mean, deviation: deviation))
  }
}
