// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// Networks on tables: autoencoders and descriptions of one class by a point.
@Suite struct TableSamplesTests {
  private func trained(
    _ network: Network<Double>, _ target: TableSamples<Double>.Target, _ values: [Double],
    epochs: Int
  ) throws -> TrainingResult<Double> {
    let table = try TableSamples(values, columns: network.input.count, target: target)
    let options = TrainingOptions(
      epochs: epochs, samplesPerEpoch: table.count, batch: 50, validationSamples: 1,
      optimiser: .adam(rate: 5e-3), lanes: 2)
    return try Trainer(
      options, loss: MeanSquare(), on: table, validation: table, threads: 2,
      matrices: OpenBLASMatrices()
    ).train(network)
  }

  /// Numbers on a line in five dimensions: one number says all.
  @Test func autoencoder() throws {
    let line = [0.5, -1, 0.8, 0.3, -0.6]
    let places: [Double] = Fixture.numbers(500, seed: 3)
    let values = places.flatMap { place in line.map { $0 * place } }
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 5))
    try build.dense("code", units: 1)
    try build.dense("out", units: 5)
    let result = try trained(build.network(seed: 2), .itself, values, epochs: 60)
    let epochs = result.history.epochs
    #expect(epochs[59].validationLoss < 1e-3 * epochs[0].validationLoss)
  }

  /// A vector as the target of all; layers without biases cannot reach it by forgetting their input.
  @Test func constantVector() throws {
    let centre = [2.0, 2, 2]
    let values: [Double] = Fixture.numbers(4 * 300, seed: 5).map { $0 + 1.5 }
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 4))
    try build.dense("a", units: 8, bias: false, activation: .leaky(slope: 0.1))
    try build.dense("b", units: 3, bias: false)
    let network = try build.network(seed: 2)
    #expect(network.parameters.map(\.name) == ["a.kernel", "b.kernel"])
    let result = try trained(network, .constant(centre), values, epochs: 30)
    let outputs = try result.network.outputs(
      of: (0..<300).map { .dense(Array(values[4 * $0..<4 * $0 + 4])) }, matrices: PlainMatrices())
    // The loss is the mean over samples and outputs of the squared distance.
    let mean = outputs.reduce(0) { $0 + ($1 - 2) * ($1 - 2) } / 900
    let best = try #require(result.history.epochs.map(\.validationLoss).min())
    #expect(abs(mean - best) < 1e-12)
    #expect(best < 0.2 * result.history.epochs[0].validationLoss)
    let nothing = try result.network.outputs(of: [.dense([0, 0, 0, 0])], matrices: PlainMatrices())
    #expect(nothing == [0, 0, 0])
  }

  /// Each epoch has all rows once, in an order of its own.
  @Test func orders() throws {
    let table = try TableSamples((0..<40).map(Double.init), columns: 2, target: .itself, seed: 3)
    let epochs = (1...3).map { epoch in
      (0..<20).map { table.sample(epoch: epoch, index: $0).target[0] }
    }
    for epoch in epochs { #expect(epoch.sorted() == (0..<20).map { 2 * Double($0) }) }
    #expect(Set(epochs).count == 3)
    #expect(epochs[1] == (0..<20).map { table.sample(epoch: 2, index: $0).target[0] })
    let other = try TableSamples((0..<40).map(Double.init), columns: 2, seed: 4)
    #expect(table.digest != other.digest)
  }

  @Test func refusals() throws {
    #expect(
      refusal { _ = try TableSamples<Float>([1, 2, 3], columns: 2) }
        .contains("3 numbers in 2 columns"))
    #expect(
      refusal { _ = try TableSamples<Float>([], columns: 2) }.contains("at least one"))
    #expect(
      refusal { _ = try TableSamples<Float>([1, 2, .nan, 3], columns: 2) }
        .contains("row 2, column 1"))
    #expect(
      refusal {
        _ = try TableSamples<Float>([1, 2, 3, 4], columns: 2, target: .rows([1, 2, 3], width: 2))
      }.contains("so many for each of 2 rows"))
    let table = try TableSamples<Float>([1, 2, 3, 4], columns: 2)
    let options = TrainingOptions(
      epochs: 1, samplesPerEpoch: 3, batch: 1, validationSamples: 1)
    #expect(
      refusal {
        _ = try Trainer(
          options, loss: MeanSquare(), on: table, validation: table, threads: 1,
          matrices: PlainMatrices())
      }.contains("at most the 2 rows"))
  }
}
