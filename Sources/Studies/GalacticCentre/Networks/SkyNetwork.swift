// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// How networks that look at simulated skies are built and trained.
struct SkyNetworkRecipe: Sendable, Equatable {
  /// Of each block; it leaves half of the pixels on a side.
  var filters = [32, 32, 64, 64, 128]
  var dense = 128
  var members = 3
  /// Simulated once, for all members; an epoch takes all.
  var maps = 16_000
  /// Simulated for the choice of the best epoch.
  var validationMaps = 1000
  /// Simulated for the factors of the standard deviations.
  var calibrationMaps = 10_000
  /// Epochs for the means alone, with the covariance held at that of the prior; then for both.
  var warmEpochs = 2
  var epochs = 6
  var batch = 64
  var rate = 1e-3
}

extension SkyNetworkRecipe {
  /// Blocks of convolution 3 × 3, batch normalisation, ReLU and pooling by two (`Learning.ImageBlock`),
  /// a dense layer, and for d labels d means and the triangle of a precision's Cholesky factor
  /// (`Learning.GaussianLikelihood`).
  func network(side: Int, labels d: Int, seed: UInt64) throws(AssayError) -> Network<Float> {
    var build = NetworkBuilder<Float>(input: TensorShape(pixels: side * side, channels: 1))
    for (number, filters) in filters.enumerated() {
      build.append(
        "block\(number + 1)",
        try ImageBlock(
          rows: side >> number, columns: side >> number, channels: build.shape.channels,
          filters: filters, initialiser: .fanInUniform))
    }
    build.flatten("flat")
    try build.dense("dense", units: dense, activation: .relu, initialiser: .fanInUniform)
    try build.dense("end", units: d + d * (d + 1) / 2, initialiser: .fanInUniform)
    return try build.network(seed: seed)
  }

  /// Trains on maps of a pool: the means alone at first, as networks that are trained for both from the
  /// first step may fall to the prior's mean and stay there; then the Gaussian likelihood with one
  /// cycle of the rate.
  func trained(_ pool: SkyPool, labels: Int, seed: UInt64, threads: Int)
    throws(AssayError) -> Network<Float>
  {
    let (training, validation) = try pool.tables(seed: seed)
    func train(
      _ start: Network<Float>, _ loss: any Loss<Float>, epochs: Int, first: Int, cycle: RateCycle?
    ) throws(AssayError) -> Network<Float> {
      var options = TrainingOptions(
        epochs: epochs, samplesPerEpoch: maps, batch: batch, validationSamples: validationMaps,
        optimiser: .adam(rate: rate))
      options.cycle = cycle
      return try Trainer<Float>(
        options: options, loss: loss, matrices: OpenBLASMatrices<Float>(), threads: threads,
        samples: "simulated skies, reflected by lot; \(training.digest); \(validation.digest)",
        training: { epoch, index in
          pool.reflected(
            training.sample(epoch: first + epoch, index: index), epoch: first + epoch,
            index: index, seed: seed)
        }, validation: { validation.sample($0) }
      ).train(start).network
    }
    let start = try network(side: pool.side, labels: labels, seed: seed)
    let warm = try train(start, MeansFirst(), epochs: warmEpochs, first: 0, cycle: nil)
    let steps = epochs * ((maps + batch - 1) / batch)
    return try train(
      warm, GaussianLikelihood<Float>(), epochs: epochs, first: warmEpochs,
      cycle: try RateCycle(steps: steps, top: 2 * rate))
  }
}
