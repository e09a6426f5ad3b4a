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
  /// The density of a flow left in the coordinates in which it was learnt.
  var forgetsVolume = false
}

/// What the detectors that train a network share.
enum DetectorTraining {
  /// Trains a network on rows that are standardised already, the last tenth of them kept for
  /// validation; the weights are those of the epoch with the least validation loss.
  ///
  /// - Parameter targets: of all rows.
  static func train(
    _ network: Network<Float>, _ loss: any Loss<Float>, _ rows: FeatureRows,
    _ targets: TableSamples<Float>.Target, _ recipe: DetectorRecipe, seed: UInt64, threads: Int,
    _ conventions: DetectorConventions
  ) throws(AssayError) -> Network<Float> {
    try recipe.check(rows)
    if conventions.isUntrained { return network }
    let (training, validation) = try samples(rows, targets, seed: seed)
    let trainer = try Trainer<Float>(
      TrainingOptions(
        epochs: recipe.epochs, samplesPerEpoch: training.count, batch: recipe.batch,
        validationSamples: validation.count, optimiser: .adam(rate: recipe.rate)),
      loss: conventions.halvesGradient ? HalvedGradient(loss) : loss, on: training,
      validation: validation, threads: threads, matrices: OpenBLASMatrices<Float>())
    return try trainer.train(network).network
  }

  /// Rows to train on and rows to validate with.
  static func samples(
    _ rows: FeatureRows, _ targets: TableSamples<Float>.Target, seed: UInt64
  ) throws(AssayError) -> (training: TableSamples<Float>, validation: TableSamples<Float>) {
    let cut = rows.count - max(1, rows.count / DetectorRecipe.validationShare)
    func part(_ range: Range<Int>) throws(AssayError) -> TableSamples<Float> {
      var own = targets
      if case .rows(let numbers, let width) = targets {
        own = .rows(
          Array(numbers[range.lowerBound * width..<range.upperBound * width]), width: width)
      }
      return try TableSamples(
        rows.rows(range).values.map { Float($0) }, columns: rows.columns, target: own, seed: seed)
    }
    return (try part(0..<cut), try part(cut..<rows.count))
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
