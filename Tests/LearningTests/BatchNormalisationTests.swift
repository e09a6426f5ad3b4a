// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct BatchNormalisationTests {
  private func network<Element: Scalar>(
    pixels: Int = 1, of: Element.Type = Element.self
  ) throws -> Network<Element> {
    var build = NetworkBuilder<Element>(input: TensorShape(pixels: pixels, channels: 3))
    try build.dense("a", units: 4, bias: false)
    try build.normaliseBatch("norm1")
    try build.activate("b", .tanh)
    try build.dense("c", units: 4)
    try build.normaliseBatch("norm2", momentum: 0.3)
    build.flatten("flat")
    try build.dense("d", units: 2)
    return try build.network(seed: 3)
  }

  private func samples<Element: Scalar>(
    _ count: Int, of network: Network<Element>
  ) -> [Sample<Element>] {
    (0..<count).map {
      Sample(
        .dense(Fixture.numbers(network.input.count, seed: 20 + UInt64($0))),
        target: Fixture.numbers(network.output.count, seed: 90 + UInt64($0)))
    }
  }

  /// The batch is seen as a whole, so a sample's inputs move the losses of all others.
  @Test(arguments: [1, 2], [2, 5])
  func gradients(pixels: Int, count: Int) throws {
    let network = Fixture.randomised(try network(pixels: pixels, of: Double.self), seed: 4)
    let worst = try GradientCheck.worst(
      network, loss: MeanSquare(), samples: samples(count, of: network))
    #expect(worst < GradientTests.bound)
  }

  /// First and last layer of a network.
  @Test func alone() throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 3))
    try build.normaliseBatch("norm")
    let network = Fixture.randomised(try build.network(seed: 1), seed: 8)
    let worst = try GradientCheck.worst(
      network, loss: MeanSquare(), samples: samples(6, of: network))
    #expect(worst < GradientTests.bound)
  }

  /// The same statistics however the batch is split, and the same bits on any number of threads.
  @Test func lanesAndThreads() throws {
    let network = try network(of: Double.self)
    let samples = samples(37, of: network)
    let whole = try [1, 4, 40].map { lanes in
      try BatchGradient(network, loss: MeanSquare(), matrices: PlainMatrices(), lanes: lanes)
        .evaluate(network, count: 37, threads: 1) { samples[$0] }
    }
    for other in whole.dropFirst() {
      #expect(deviation(other.weights, whole[0].weights) < 1e-12)
      #expect(abs(other.loss - whole[0].loss) < 1e-14)
    }
    for threads in [2, 3] {
      let other = try BatchGradient(
        network, loss: MeanSquare(), matrices: PlainMatrices(), lanes: 4
      ).evaluate(network, count: 37, threads: threads) { samples[$0] }
      #expect(other.weights == whole[1].weights && other.loss == whole[1].loss)
      #expect(other.statistics == whole[1].statistics)
    }
  }

  /// Running numbers follow the batches, and inference uses them.
  @Test func running() throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 2))
    try build.normaliseBatch("norm", momentum: 0.25)
    var network = try build.network(seed: 1)
    // Far from zero, where a difference of means of squares would cancel.
    let rows = (0..<10).map { row in
      let own: [Double] = Fixture.numbers(2, seed: UInt64(row) + 1)
      return [1e6 + own[0], own[1]]
    }
    let gradient = try BatchGradient(
      network, loss: MeanSquare(), matrices: PlainMatrices(), lanes: 3
    )
    .evaluate(network, count: 10, threads: 1) { Sample(.dense(rows[$0]), target: [0, 0]) }
    network.follow(gradient)
    let columns = (0..<2).map { c in rows.map { $0[c] } }
    let means = columns.map { $0.reduce(0, +) / 10 }
    let variances = zip(columns, means).map { column, mean in
      column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9
    }
    #expect(deviation(network.values(of: "norm.runningMean") ?? [], means.map { $0 / 4 }) < 1e-14)
    #expect(
      deviation(
        network.values(of: "norm.runningVariance") ?? [], variances.map { 0.75 + $0 / 4 }) < 1e-9)
    try network.set("norm.runningMean", [1, -2])
    try network.set("norm.runningVariance", [4, 0.25])
    try network.set("norm.scale", [3, 1])
    try network.set("norm.shift", [0, 5])
    let outputs = try network.outputs(of: [.dense([3, -2.5])], matrices: PlainMatrices())
    let inverses = [4.0, 0.25].map { 1 / ($0 + 1e-5).squareRoot() }
    #expect(deviation(outputs, [6 * inverses[0], 5 - inverses[1] / 2]) < 1e-15)
  }

  /// Trained, stopped and resumed, on one thread and on two: the same bits, running numbers too.
  @Test func training() throws {
    let whole = try trained(epochs: 6)
    let epochs = whole.history.epochs
    #expect(epochs[5].validationLoss < 0.5 * epochs[0].validationLoss)
    let more = try trained(epochs: 6, threads: 2)
    #expect(more.network.weights == whole.network.weights)
    #expect(whole.network.values(of: "norm1.runningMean") != [0, 0, 0, 0])
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try trained(epochs: 2, checkpoint: "\(folder)/checkpoint")
    let resumed = try trained(epochs: 6, checkpoint: "\(folder)/checkpoint")
    #expect(resumed.network.weights == whole.network.weights)
    #expect(resumed.history == whole.history)
  }

  private func trained(
    epochs: Int, threads: Int = 1, checkpoint: String? = nil
  ) throws -> TrainingResult<Float> {
    let values: [Float] = Fixture.numbers(3 * 200, seed: 7)
    var targets: [Float] = []
    for row in 0..<200 { targets += [values[3 * row] * values[3 * row + 1], values[3 * row + 2]] }
    let table = try TableSamples(values, columns: 3, target: .rows(targets, width: 2))
    let options = TrainingOptions(
      epochs: epochs, samplesPerEpoch: 200, batch: 30, validationSamples: 1,
      optimiser: .adam(rate: 1e-2), lanes: 4)
    let trainer = try Trainer(
      options, loss: MeanSquare(), on: table, validation: table, threads: threads,
      matrices: OpenBLASMatrices())
    return try trainer.train(network(), checkpoint: checkpoint)
  }

  @Test func refusals() {
    let shape = TensorShape(pixels: 1, channels: 2)
    for momentum in [0, 1.5, .nan] {
      #expect(
        refusal { _ = try BatchNormalisation<Float>(input: shape, momentum: momentum) }
          .contains("above 0, at most 1"))
    }
    #expect(
      refusal { _ = try BatchNormalisation<Float>(input: shape, epsilon: 0) }
        .contains("a positive number"))
  }
}
