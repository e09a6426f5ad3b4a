// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
public import Numerics

/// How long and how a detector's network is trained.
public struct DetectorRecipe: Sendable, Equatable {
  public var epochs: Int
  /// Events of a step.
  public var batch: Int
  /// Of Adam.
  public var rate: Double
  /// Units of the hidden layers.
  public var hidden: [Int]

  public init(epochs: Int = 10, batch: Int = 128, rate: Double = 1e-3, hidden: [Int] = [32, 32]) {
    (self.epochs, self.batch, self.rate, self.hidden) = (epochs, batch, rate, hidden)
  }

  /// Every tenth event is kept for validation, at least one.
  static let validationShare = 10

  /// A detector needs events to learn from and to validate.
  func check(_ rows: FeatureRows) throws(AssayError) {
    guard rows.count >= 2 * Self.validationShare else {
      throw .badValue(
        name: "events to train on", found: "\(rows.count)",
        accepted: "\(2 * Self.validationShare) or more")
    }
  }
}

/// Choices in detectors that a fault can spoil.
struct DetectorConventions: Sendable, Equatable {
  /// The target of Deep SVDD in the loss, but not in the score.
  var targetOnlyInLoss = false
  /// Gradients of the loss halved.
  var halvesGradient = false
  /// Seeds of the weights made of the number of threads.
  var seedsByThreads = false
  /// The two classes of a classifier swapped.
  var swapsLabels = false
  /// Weights as they were drawn.
  var isUntrained = false
  /// The logarithm of the determinant left out of a flow's density.
  var forgetsDeterminant = false
}

/// Rows in single precision, ready for a network; sampled with replacement, so that any event of an
/// epoch is a function of seed, epoch and number alone.
struct TrainingRows: Sendable {
  let columns: Int
  private let values: [Float]
  private let training: Int
  private let seed: UInt64
  let validation: Int

  init(_ rows: FeatureRows, seed: UInt64) {
    columns = rows.columns
    values = rows.values.map { Float($0) }
    validation = max(1, rows.count / DetectorRecipe.validationShare)
    training = rows.count - validation
    self.seed = seed
  }

  /// Events of an epoch.
  var perEpoch: Int { training }

  func row(_ number: Int) -> [Float] {
    Array(values[number * columns..<(number + 1) * columns])
  }

  /// The row of a sample of an epoch.
  func drawn(epoch: Int, _ index: Int) -> Int {
    var random = Philox(
      seed: seed, stream: Self.stream &+ UInt64(epoch), counter: UInt64(index))
    return Int(random.next() % UInt64(training))
  }

  /// The last rows.
  func validated(_ index: Int) -> Int { training + index }

  private static let stream = Philox.stream(of: "anomaly-detection training rows")
}

/// What the detectors that train a network share.
enum DetectorTraining {
  /// Trains on rows whose targets are functions of their number and values.
  static func train(
    _ network: Network<Float>, _ loss: any Loss<Float>, _ rows: FeatureRows,
    _ recipe: DetectorRecipe, seed: UInt64, threads: Int, _ conventions: DetectorConventions,
    target: @escaping @Sendable (Int, [Float]) -> [Float]
  ) throws(AssayError) -> Network<Float> {
    try recipe.check(rows)
    if conventions.isUntrained { return network }
    let data = TrainingRows(rows, seed: seed)
    let sample = { @Sendable (number: Int) -> Sample<Float> in
      let row = data.row(number)
      return Sample(.dense(row), target: target(number, row))
    }
    let trainer = Trainer<Float>(
      options: TrainingOptions(
        epochs: recipe.epochs, samplesPerEpoch: data.perEpoch, batch: recipe.batch,
        validationSamples: data.validation, optimiser: .adam(rate: recipe.rate)),
      loss: conventions.halvesGradient ? HalvedGradient(loss) : loss,
      matrices: OpenBLASMatrices<Float>(), threads: threads, samples: "rows of features",
      training: { epoch, index in sample(data.drawn(epoch: epoch, index)) },
      validation: { index in sample(data.validated(index)) })
    return try trainer.train(network).network
  }

  /// The outputs of a network for rows that are standardised already.
  static func outputs(
    _ predictor: Predictor<Float>, _ rows: FeatureRows, threads: Int
  ) throws(AssayError) -> [Float] {
    let values = rows.values.map { Float($0) }
    let columns = rows.columns
    return try predictor.outputs(of: rows.count, threads: threads) { number in
      .dense(Array(values[number * columns..<(number + 1) * columns]))
    }
  }

  /// A chain of dense layers: tanh inside, none at the end.
  static func network(
    inputs: Int, _ units: [Int], bias: Bool = true, seed: UInt64
  ) throws(AssayError) -> Network<Float> {
    try network(inputs: inputs, units, bias: bias, seed: seed, of: Float.self)
  }

  static func network<Element: Scalar>(
    inputs: Int, _ units: [Int], bias: Bool = true, seed: UInt64, of: Element.Type
  ) throws(AssayError) -> Network<Element> {
    var build = NetworkBuilder<Element>(input: TensorShape(pixels: 1, channels: inputs))
    for (number, count) in units.enumerated() {
      try build.dense(
        "dense\(number + 1)", units: count, bias: bias,
        activation: number == units.count - 1 ? .identity : .tanh)
    }
    return try build.network(seed: seed)
  }

  static func seed(
    _ seed: UInt64, threads: Int, _ conventions: DetectorConventions
  ) -> UInt64 {
    conventions.seedsByThreads ? seed &+ UInt64(threads) : seed
  }
}

/// A loss whose gradient is wrong by a factor: a fault.
struct HalvedGradient<Element: Scalar>: Loss {
  let base: any Loss<Element>

  init(_ base: any Loss<Element>) { self.base = base }

  var name: String { "half of \(base.name)" }
  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let value = base.value(output: output, target: target, gradient: gradient)
    for i in gradient.indices { gradient[i] /= 2 }
    return value
  }
}
