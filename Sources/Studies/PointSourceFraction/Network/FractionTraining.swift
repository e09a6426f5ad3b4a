// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// How the network is trained: mean squares to begin with, then the Gaussian likelihood, Adam with one
/// cycle of its rate, every batch turned or reflected as a whole.
public struct FractionTraining: Sendable, Equatable {
  public var epochs = 8
  /// Epochs that minimise ten times the mean square, fewer than all: the others learn the variance.
  public var warmUp = 2
  public var batch = 64
  public var rate = 1e-3
  /// Parts of a batch, see `BatchGradient`: part of the result's definition.
  var lanes = 4
  var network = FractionNetwork()

  public init(epochs: Int = 8, warmUp: Int = 2, batch: Int = 64, rate: Double = 1e-3) {
    (self.epochs, self.warmUp, self.batch, self.rate) = (epochs, warmUp, batch, rate)
  }

  /// After each epoch: its number and its mean loss.
  typealias Progress = @Sendable (Int, Double) throws(AssayError) -> Void

  /// Throws `badValue` for numbers that cannot be, with so many images.
  func check(images: Int) throws(AssayError) {
    let numbers = [
      ("epochs", epochs, 1...10_000), ("epochs of the warm-up", warmUp, 0...max(0, epochs - 1)),
      ("images of a batch", batch, 2...max(2, images)),
    ]
    for (name, number, range) in numbers where !range.contains(number) {
      throw .badValue(
        name: name, found: "\(number)",
        accepted: "\(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// - Parameter labels: the fractions, or something in their place.
  ///
  /// The last batch of an epoch takes what is left; a single image is left out. Throws `badValue` for
  /// numbers that cannot be, `failed` where the loss or a weight is no longer a number, and what
  /// `progress` throws.
  func train(
    _ images: PhotonImages, labels: [Double], seed: UInt64, threads: Int,
    _ conventions: TrainingConventions = .init(),
    progress: Progress = { (_, _) throws(AssayError) in }
  ) throws(AssayError) -> TrainedFraction {
    guard images.count >= 2 else {
      throw .badValue(
        name: "training images", found: "\(images.count)", accepted: "2 or more")
    }
    try check(images: images.count)
    precondition(labels.count == images.count && images.side == network.side)
    let moments = images.moments
    guard moments.deviation > 0 else {
      throw .badValue(
        name: "training images", found: "the same count in all pixels",
        accepted: "pixels that differ")
    }
    let seed = conventions.seedsByThreads ? seed &+ UInt64(threads) : seed
    var trained = TrainedFraction(
      network: try network.network(seed: seed), mean: moments.mean, deviation: moments.deviation,
      largest: images.largest)
    let perEpoch = (images.count + batch - 1) / batch
    // Batch normalisation has no variance of a single image to go by.
    let single = images.count % batch == 1 ? 1 : 0
    let cycle = try RateCycle(steps: max(4, epochs * (perEpoch - single)), top: rate)
    var state = OptimiserState<Float>(.adam(), weights: trained.network.weights.count)
    func gradients(_ loss: any Loss<Float>) -> BatchGradient<Float> {
      BatchGradient(
        trained.network, loss: loss, matrices: OpenBLASMatrices<Float>(), lanes: lanes)
    }
    let (squares, likelihood) = (
      gradients(conventions.squares()), gradients(conventions.likelihood())
    )
    let turns = ImageTurns(side: network.side, fault: conventions.turns)
    var result = LossGradient<Float>()
    for epoch in 1...epochs {
      var random = Philox(
        seed: seed, stream: Philox.stream(of: "order and turns of images"),
        counter: UInt64(epoch) << 32)
      let order = random.permutation(images.count)
      var sum = 0.0
      for number in 0..<perEpoch - single {
        let rows = number * batch..<min((number + 1) * batch, images.count)
        let turn = turns.pixels[Int(random.next() % 8)]
        let reader = ImageReader(images, mean: moments.mean, deviation: moments.deviation)
        try (epoch <= warmUp ? squares : likelihood).evaluate(
          trained.network, count: rows.count, threads: threads, step: state.steps, into: &result
        ) { index in
          let image = Int(order[rows.lowerBound + index])
          return Sample(
            .dense(reader.values(image, turn)), target: [Float(labels[image])])
        }
        guard result.loss.isFinite else {
          throw .failed(
            "training left the numbers in epoch \(epoch): the loss is \(result.loss); a lower rate "
              + "may help")
        }
        sum += result.loss * Double(rows.count)
        Float.step(
          conventions.optimiser(cycle, at: state.steps), &state, gradient: result.weights,
          weights: &trained.network.weights)
        trained.network.follow(result)
      }
      try progress(epoch, sum / Double(images.count - single))
    }
    // The last step is followed by no loss.
    guard trained.network.weights.allSatisfy(\.isFinite) else {
      throw .failed(
        "training left the numbers in its last step: a weight is not finite; a lower rate may help")
    }
    return trained
  }
}

/// Counts as the network takes them: less the mean over all pixels of the training images, in units of
/// their standard deviation.
struct ImageReader: Sendable {
  private let images: PhotonImages
  /// Of each count; larger ones are worked out.
  private let table: [Float]
  private let mean: Double
  private let deviation: Double

  init(_ images: PhotonImages, mean: Double, deviation: Double) {
    (self.images, self.mean, self.deviation) = (images, mean, deviation)
    table = (0..<64).map { Float((Double($0) - mean) / deviation) }
  }

  private func value(_ count: UInt16) -> Float {
    count < 64 ? table[Int(count)] : Float((Double(count) - mean) / deviation)
  }

  func values(_ number: Int) -> [Float] { images[number].map(value) }

  func values(_ number: Int, _ turn: [Int32]) -> [Float] {
    let first = number * images.pixels
    return [Float](unsafeUninitializedCapacity: turn.count) { buffer, initialised in
      images.counts.withUnsafeBufferPointer { counts in
        for (place, pixel) in turn.enumerated() {
          buffer[place] = value(counts[first + Int(pixel)])
        }
      }
      initialised = turn.count
    }
  }
}
