// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics

/// How networks that look at simulated skies are built and trained.
struct SkyNetworkRecipe: Sendable, Equatable {
  /// Of each convolution; a pooling by two follows.
  var filters = [8, 16, 32, 32]
  var dense = 64
  /// Simulated afresh for each epoch.
  var maps = 8000
  /// Epochs for the means alone, with the covariance held at that of the prior; then for both.
  var warmEpochs = 2
  var epochs = 8
  var batch = 64
  var rate = 2e-3
}

/// Networks of one kind, trained on skies of one family with seeds of their own.
///
/// Five blocks at most of convolution 3 × 3, batch normalisation, ReLU and pooling by two, a dense layer,
/// and for d labels d means and the triangle of a precision's Cholesky factor
/// (`Learning.GaussianLikelihood`). Labels are standardised by their priors. The first epochs train the
/// means alone: with both from the first step such networks may fall to the prior's mean and stay there.
struct SkyEnsemble: Sendable {
  /// What is asked of a map.
  enum Question: String, Sendable {
    /// Photons of the excess, and the share of them from sources.
    case sources
    /// Photons of the excess and of the diffuse emission, without sources.
    case components

    var names: [String] {
      switch self {
      case .sources: ["excess", "source share"]
      case .components: ["excess", "diffuse"]
      }
    }

    func labels(_ truth: PlaneSky.Truth) -> [Double] {
      switch self {
      case .sources: [truth.excess, truth.sourceShare]
      case .components: [truth.excess, truth.diffuse]
      }
    }

    /// Mean and standard deviation of the flat priors.
    var priors: [(mean: Double, deviation: Double)] {
      func of(_ range: ClosedRange<Double>) -> (mean: Double, deviation: Double) {
        (
          (range.lowerBound + range.upperBound) / 2,
          (range.upperBound - range.lowerBound) / 12.0.squareRoot()
        )
      }
      switch self {
      case .sources: return [of(PlaneSky.priors.excess), of(0...1)]
      case .components: return [of(PlaneSky.priors.excess), of(PlaneSky.priors.diffuse)]
      }
    }
  }

  let question: Question
  let members: [Predictor<Float>]
  private let scale: InputScale

  /// - Throws: what training throws.
  init(
    _ question: Question, sky: PlaneSky, members count: Int, recipe: SkyNetworkRecipe,
    seed: UInt64, threads: Int
  ) throws(AssayError) {
    self.question = question
    var members: [Predictor<Float>] = []
    // The same for all members: from maps that no training sees.
    let scale = InputScale(sky)
    for number in 0..<count {
      var own = sky
      own.seed = sky.seed &+ UInt64(number + 1) &* 0x9E37_79B9
      members.append(
        Predictor(
          try Self.trained(
            question, own, recipe, scale, seed: seed &+ UInt64(number) &* 7919, threads: threads),
          matrices: OpenBLASMatrices()))
    }
    self.members = members
    self.scale = scale
  }

  private static func trained(
    _ question: Question, _ sky: PlaneSky, _ recipe: SkyNetworkRecipe, _ scale: InputScale,
    seed: UInt64, threads: Int
  ) throws(AssayError) -> Network<Float> {
    let network = try network(question, sky.components.side, recipe, seed: seed)
    let priors = question.priors
    @Sendable func sample(_ number: Int) -> Sample<Float> {
      let map = sky.map(number)
      let labels = zip(question.labels(map.truth), priors).map {
        Float(($0 - $1.mean) / $1.deviation)
      }
      return Sample(.dense(scale.input(map.counts)), target: labels)
    }
    let validation = 500
    func train(
      _ start: Network<Float>, _ loss: any Loss<Float>, epochs: Int, rate: Double, first: Int
    ) throws(AssayError) -> Network<Float> {
      try Trainer<Float>(
        options: TrainingOptions(
          epochs: epochs, samplesPerEpoch: recipe.maps, batch: recipe.batch,
          validationSamples: validation, optimiser: .adam(rate: rate)),
        loss: loss, matrices: OpenBLASMatrices<Float>(), threads: threads,
        samples: "plane sky \(sky.family.rawValue) from \(first)",
        training: { epoch, index in
          sample(validation + (first + epoch - 1) * recipe.maps + index)
        }, validation: { sample($0) }
      ).train(start).network
    }
    let warm = try train(
      network, MeansFirst(), epochs: recipe.warmEpochs, rate: recipe.rate, first: 0)
    let half = Swift.max(1, recipe.epochs / 2)
    let both = try train(
      warm, GaussianLikelihood<Float>(), epochs: recipe.epochs - half, rate: recipe.rate / 2,
      first: recipe.warmEpochs)
    return try train(
      both, GaussianLikelihood<Float>(), epochs: half, rate: recipe.rate / 8,
      first: recipe.warmEpochs + recipe.epochs - half)
  }

  private static func network(
    _ question: Question, _ side: Int, _ recipe: SkyNetworkRecipe, seed: UInt64
  ) throws(AssayError) -> Network<Float> {
    var build = NetworkBuilder<Float>(input: TensorShape(pixels: side * side, channels: 1))
    var size = side
    for (number, filters) in recipe.filters.enumerated() {
      try build.convolve(
        "convolution\(number)", .image(rows: size, columns: size, size: 3), filters: filters)
      try build.normaliseBatch("normalisation\(number)")
      try build.activate("activation\(number)", .relu)
      try build.poolMaximum("pool\(number)", .image(rows: size, columns: size, size: 2))
      size /= 2
    }
    build.flatten("flat")
    try build.dense("dense", units: recipe.dense, activation: .relu)
    let d = question.names.count
    try build.dense("end", units: d + d * (d + 1) / 2)
    return try build.network(seed: seed)
  }

  /// Means and covariances of the labels of each map, by the whole ensemble.
  func estimates(
    _ maps: [[Int]], threads: Int
  ) throws(AssayError) -> [EnsembleEstimate] {
    let d = question.names.count
    let priors = question.priors
    let width = d + d * (d + 1) / 2
    var outputs: [[Float]] = []
    for member in members {
      outputs.append(
        try member.outputs(of: maps.count, threads: threads) { .dense(scale.input(maps[$0])) })
    }
    return maps.indices.map { number in
      var (means, covariances) = ([[Double]](), [[[Double]]]())
      for output in outputs {
        let own = Array(output[number * width..<(number + 1) * width])
        means.append((0..<d).map { priors[$0].mean + priors[$0].deviation * Double(own[$0]) })
        let flat = GaussianLikelihood.covariance(output: own.map { Double($0) }, targets: d)
        covariances.append(
          (0..<d).map { i in
            (0..<d).map { j in priors[i].deviation * priors[j].deviation * flat[i * d + j] }
          })
      }
      return EnsembleEstimate(means: means, covariances: covariances)
    }
  }
}

/// What a network is given of counts: √(k + 3/8), whose variance does not depend on the mean, less its
/// mean and over its standard deviation over maps and pixels.
struct InputScale: Sendable {
  private let mean: Double
  private let deviation: Double

  init(_ sky: PlaneSky) {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for number in 0..<50 {
      for k in sky.map(Int(UInt32.max) - number).counts {
        let x = (Double(k) + 0.375).squareRoot()
        (sum, squares, count) = (sum + x, squares + x * x, count + 1)
      }
    }
    mean = sum / count
    deviation = (squares / count - mean * mean).squareRoot()
  }

  func input(_ counts: [Int]) -> [Float] {
    counts.map { Float((((Double($0) + 0.375).squareRoot()) - mean) / deviation) }
  }
}

/// ``Learning/GaussianLikelihood`` with a gradient for the means alone, as if the precision were one.
struct MeansFirst: Loss {
  typealias Element = Float
  private let base = GaussianLikelihood<Float>()

  var name: String { "means of a Gaussian" }
  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Float>, target: [Float],
    gradient: UnsafeMutableBufferPointer<Float>
  ) -> Double {
    var loss = 0.0
    for i in gradient.indices { gradient[i] = 0 }
    for i in target.indices {
      let gap = output[i] - target[i]
      gradient[i] = gap
      loss += 0.5 * Double(gap * gap)
    }
    return loss
  }
}
