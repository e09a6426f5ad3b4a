// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Synchronization
import Testing

@testable import Learning

/// A small task: whether a spot of four bright pixels is in the image.
enum SpotTask {
  static let shape = TensorShape(pixels: 64, channels: 1)

  static func network<Element: Scalar>(seed: UInt64 = 1) throws -> Network<Element> {
    var build = NetworkBuilder<Element>(input: shape)
    try build.convolve(
      "conv", .image(rows: 8, columns: 8, size: 3), filters: 4, bias: true, activation: .relu)
    try build.poolMaximum("pool", .image(rows: 8, columns: 8, size: 2))
    build.flatten("flat")
    try build.dense("dense", units: 8, activation: .tanh)
    try build.dense("out", units: 1)
    return try build.network(seed: seed)
  }

  static func sample<Element: Scalar>(stream: UInt64, index: Int) -> Sample<Element> {
    var random = Philox(seed: 5, stream: stream, counter: UInt64(index) << 20)
    var image = (0..<64).map { _ in Element(random.uniform()) }
    let isSpot = random.uniform() > 0.5
    if isSpot {
      let place = Int(random.next() % 7) * 8 + Int(random.next() % 7)
      for pixel in [0, 1, 8, 9] { image[place + pixel] += 1 }
    }
    return Sample(.dense(image), target: [isSpot ? 1 : 0])
  }

  static func options(epochs: Int) -> TrainingOptions {
    TrainingOptions(
      epochs: epochs, samplesPerEpoch: 250, batch: 20, validationSamples: 101,
      optimiser: .adam(rate: 5e-3))
  }

  static func trainer<Element: Scalar>(
    _ options: TrainingOptions, threads: Int = 1, samples: String = "spots",
    measure: Trainer<Element>.Measure? = nil
  ) -> Trainer<Element> {
    Trainer(
      options: options, loss: BinaryCrossEntropy(), matrices: OpenBLASMatrices(),
      threads: threads, samples: samples, measure: measure,
      training: { (epoch, index) in sample(stream: UInt64(epoch), index: index) },
      validation: { (index) in sample(stream: 0, index: index) })
  }
}

@Suite struct TrainingTests {
  /// From guessing to nearly always right; the loss of guessing is ln 2.
  @Test func learns() throws {
    var options = SpotTask.options(epochs: 12)
    (options.samplesPerEpoch, options.validationSamples) = (1000, 500)
    options.optimiser = .adam(rate: 1e-2)
    let result = try SpotTask.trainer(options).train(SpotTask.network() as Network<Float>)
    let first = result.history.epochs[0]
    let last = result.history.epochs[11]
    #expect(first.trainingLoss > 0.5 && first.trainingLoss < 1)
    #expect(last.validationLoss < 0.2)
    #expect(try #require(last.accuracy) > 0.9)
    #expect(!result.stoppedEarly)
  }

  @Test(arguments: [2, 3, 8]) func threadsDoNotMatter(threads: Int) throws {
    let one = try SpotTask.trainer(SpotTask.options(epochs: 3)).train(
      SpotTask.network() as Network<Float>)
    let many = try SpotTask.trainer(SpotTask.options(epochs: 3), threads: threads).train(
      SpotTask.network() as Network<Float>)
    #expect(one.network.weights == many.network.weights)
    #expect(one.history == many.history)
    let inputs = (0..<37).map {
      (SpotTask.sample(stream: 9, index: $0) as Sample<Float>).input
    }
    let outputs = try [1, threads].map {
      try one.network.outputs(of: inputs, threads: $0, matrices: OpenBLASMatrices())
    }
    #expect(outputs[0] == outputs[1])
  }

  private struct Killed: Error {}

  /// Stopped after any epoch and started again: the same bits as without a stop.
  @Test(
    arguments: [1, 2, 4],
    [Optimiser.adadelta(), .adam(rate: 5e-3), .descent(rate: 0.1, momentum: 0.9)])
  func resumes(after stop: Int, optimiser: Optimiser) throws {
    var options = SpotTask.options(epochs: 5)
    options.optimiser = optimiser
    let whole = try SpotTask.trainer(options).train(SpotTask.network() as Network<Float>)
    try withFolder { folder in
      let path = "\(folder)/checkpoint.safetensors"
      let stopped = refusal {
        _ = try SpotTask.trainer(options).train(
          SpotTask.network() as Network<Float>, checkpoint: path
        ) { (epoch) throws(AssayError) in
          if epoch.number == stop { throw .interrupted(remedy: "start again") }
        }
      }
      #expect(stopped.contains("interrupted"))
      let epochs = Mutex<[Int]>([])
      let resumed = try SpotTask.trainer(options).train(
        SpotTask.network() as Network<Float>, checkpoint: path
      ) { (epoch) throws(AssayError) in epochs.withLock { $0.append(epoch.number) } }
      #expect(epochs.withLock { $0 } == Array(stop + 1...5))
      #expect(resumed.network.weights == whole.network.weights)
      #expect(resumed.history == whole.history)
      // A finished run is not run again.
      let again = try SpotTask.trainer(options).train(
        SpotTask.network() as Network<Float>, checkpoint: path
      ) { (_) throws(AssayError) in Issue.record("no epoch was left") }
      #expect(again.network.weights == whole.network.weights)
    }
  }

  /// More epochs may be asked for later.
  @Test func goesOn() throws {
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      _ = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(
        SpotTask.network() as Network<Double>, checkpoint: path)
      let longer = try SpotTask.trainer(SpotTask.options(epochs: 4)).train(
        SpotTask.network() as Network<Double>, checkpoint: path)
      let whole = try SpotTask.trainer(SpotTask.options(epochs: 4)).train(
        SpotTask.network() as Network<Double>)
      #expect(longer.network.weights == whole.network.weights)
      #expect(longer.history == whole.history)
    }
  }

  /// The monitor's best epoch is what is left, and patience counts from it.
  @Test(arguments: [TrainingOptions.Monitor.measureRising, .measureFalling])
  func patience(monitor: TrainingOptions.Monitor) throws {
    var options = SpotTask.options(epochs: 20)
    (options.monitor, options.patience) = (monitor, 3)
    let numbers = [0.2, 0.5, 0.7, 0.7, .nan, 0.1, 0.9, 0.9]
    let sign = monitor == .measureRising ? 1.0 : -1
    let next = Counter()
    let trainer: Trainer<Float> = SpotTask.trainer(options) { (_) throws(AssayError) in
      sign * numbers[next.next()]
    }
    let result = try trainer.train(SpotTask.network())
    #expect(result.stoppedEarly)
    #expect(result.history.epochs.count == 6)
    #expect(result.history.best == 3)
    #expect(result.history.waiting == 3)
    let three = try SpotTask.trainer(SpotTask.options(epochs: 3)).train(
      SpotTask.network() as Network<Float>)
    var last = three.network
    if three.history.best != 3 {
      // The shorter run keeps its own best; its third epoch is that of the checkpoint.
      last = try thirdEpoch()
    }
    #expect(result.network.weights == last.weights)
  }

  private func thirdEpoch() throws -> Network<Float> {
    var network: Network<Float> = try SpotTask.network()
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      _ = try SpotTask.trainer(SpotTask.options(epochs: 3)).train(network, checkpoint: path)
      let file = try TensorFile.read(path)
      network.weights = try file.values("weights", shape: [network.weights.count], file: path)
    }
    return network
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0 - 1
      }
    }
  }

  @Test func history() throws {
    let result = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(
      SpotTask.network() as Network<Float>)
    let lines = result.history.csv.split(separator: "\n")
    #expect(lines[0] == "epoch,training_loss,validation_loss,accuracy,measure,is_best")
    #expect(lines.count == 3)
    let fields = lines[2].split(separator: ",", omittingEmptySubsequences: false)
    let epoch = result.history.epochs[1]
    #expect(Double(fields[1]) == epoch.trainingLoss && Double(fields[2]) == epoch.validationLoss)
    #expect(Double(fields[3]) == epoch.accuracy && fields[4].isEmpty)
  }

  @Test func refusals() throws {
    let network: Network<Float> = try SpotTask.network()
    for change: (inout TrainingOptions) -> Void in [
      { $0.batch = 0 }, { $0.epochs = -1 }, { $0.lanes = 0 }, { $0.patience = 0 },
    ] {
      var options = SpotTask.options(epochs: 1)
      change(&options)
      #expect(
        refusal { _ = try SpotTask.trainer(options).train(network) }.contains("1 or more"))
    }
    var options = SpotTask.options(epochs: 1)
    options.monitor = .measureRising
    #expect(
      refusal { _ = try SpotTask.trainer(options).train(network) }.contains("without a measure"))
    options.monitor = .accuracy
    var squares: Trainer<Float> = SpotTask.trainer(options)
    squares.loss = MeanSquare()
    #expect(refusal { _ = try squares.train(network) }.contains("accuracy with the loss"))
    options.monitor = .loss
    var boundless: Trainer<Float> = SpotTask.trainer(options)
    boundless.training = { _, index in
      Sample(.dense([Float](repeating: 1, count: 64)), target: [index == 30 ? .infinity : 1])
    }
    #expect(
      refusal { _ = try boundless.train(network) }.contains("in epoch 1, samples 20..<40"))
  }

  /// A checkpoint of another run is refused, and so is a damaged one.
  @Test func refusesOtherCheckpoints() throws {
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      let network: Network<Float> = try SpotTask.network()
      _ = try SpotTask.trainer(SpotTask.options(epochs: 1)).train(network, checkpoint: path)
      var options = SpotTask.options(epochs: 2)
      options.batch = 21
      let others: [String] = [
        refusal { _ = try SpotTask.trainer(options).train(network, checkpoint: path) },
        refusal {
          _ = try SpotTask.trainer(SpotTask.options(epochs: 2), samples: "other spots").train(
            network, checkpoint: path)
        },
        refusal {
          _ = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(
            SpotTask.network(seed: 2) as Network<Float>, checkpoint: path)
        },
        refusal {
          _ = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(
            SpotTask.network() as Network<Double>, checkpoint: path)
        },
      ]
      for text in others { #expect(text.contains("remove the file to train anew"), "\(text)") }
      try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(9).write(
        to: URL(fileURLWithPath: path))
      let damaged = refusal {
        _ = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(network, checkpoint: path)
      }
      #expect(damaged.contains("a whole file"))
      try network.tensors().write(to: path)
      #expect(
        refusal {
          _ = try SpotTask.trainer(SpotTask.options(epochs: 2)).train(network, checkpoint: path)
        }.contains("no key \"checkpoint\""))
    }
  }
}
