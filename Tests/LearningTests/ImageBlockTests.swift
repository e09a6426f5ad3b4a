// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// The block against the layers that it is made of.
@Suite struct ImageBlockTests {
  /// Rounding in single precision through a block and a dense layer, relative to the largest number.
  private static let bound = 2e-5

  struct Shape: Sendable, CustomTestStringConvertible {
    var rows: Int
    var columns: Int
    var channels: Int
    var filters: Int
    var testDescription: String { "\(rows) x \(columns), \(channels) to \(filters)" }
  }

  static let shapes = [
    Shape(rows: 2, columns: 2, channels: 1, filters: 16),
    Shape(rows: 6, columns: 4, channels: 1, filters: 32),
    Shape(rows: 4, columns: 10, channels: 16, filters: 48),
    Shape(rows: 8, columns: 8, channels: 48, filters: 64),
    Shape(rows: 2, columns: 2, channels: 64, filters: 128),
  ]
  static let units = DirectUnit.allCases.filter { $0 <= .widest }

  private func block(_ shape: Shape, _ unit: DirectUnit?) throws -> Network<Float> {
    var build = NetworkBuilder<Float>(
      input: TensorShape(pixels: shape.rows * shape.columns, channels: shape.channels))
    build.append(
      "a",
      try ImageBlock(
        rows: shape.rows, columns: shape.columns, channels: shape.channels,
        filters: shape.filters, unit: unit))
    build.flatten("flat")
    try build.dense("d", units: 2)
    return try build.network(seed: 1)
  }

  private func separate(_ shape: Shape) throws -> Network<Double> {
    var build = NetworkBuilder<Double>(
      input: TensorShape(pixels: shape.rows * shape.columns, channels: shape.channels))
    try build.convolve(
      "c", .image(rows: shape.rows, columns: shape.columns, size: 3), filters: shape.filters)
    try build.normaliseBatch("n")
    try build.activate("r", .relu)
    try build.poolMaximum("p", .image(rows: shape.rows, columns: shape.columns, size: 2))
    build.flatten("flat")
    try build.dense("d", units: 2)
    return try build.network(seed: 1)
  }

  /// Scales of both signs, moments that are not 0 and 1.
  private func pair(
    _ shape: Shape, _ unit: DirectUnit?
  ) throws -> (Network<Float>, Network<Double>) {
    var one = Fixture.randomised(try block(shape, unit), seed: 5)
    for parameter in one.parameters where parameter.name == "a.runningVariance" {
      for i in parameter.range { one.weights[i] = abs(one.weights[i]) + 0.1 }
    }
    var other = try separate(shape)
    other.weights = one.weights.map { Double($0) }
    return (one, other)
  }

  private func inputs(_ count: Int, _ network: Network<Float>) -> [[Float]] {
    (0..<count).map { Fixture.numbers(network.input.count, seed: 40 + UInt64($0)) }
  }

  @Test(arguments: shapes, units) func answers(shape: Shape, unit: DirectUnit) throws {
    let (one, other) = try pair(shape, unit)
    let inputs = inputs(5, one)
    let ours = try one.outputs(
      of: inputs.map { .dense($0) }, matrices: OpenBLASMatrices<Float>())
    let theirs = try other.outputs(
      of: inputs.map { .dense($0.map(Double.init)) }, matrices: PlainMatrices<Double>())
    #expect(deviation(ours.map(Double.init), theirs) < Self.bound)
  }

  /// Loss, gradients by weights and by inputs, and the running moments after a step.
  @Test(arguments: shapes, units) func gradients(shape: Shape, unit: DirectUnit) throws {
    let (one, other) = try pair(shape, unit)
    let inputs = inputs(7, one)
    let targets: [[Float]] = (0..<7).map { Fixture.numbers(2, seed: 90 + UInt64($0)) }
    let ours = try BatchGradient(
      one, loss: MeanSquare(), matrices: OpenBLASMatrices<Float>(), lanes: 3
    ).evaluate(one, count: 7, threads: 2, inputsWanted: true) {
      Sample(.dense(inputs[$0]), target: targets[$0])
    }
    let theirs = try BatchGradient(
      other, loss: MeanSquare(), matrices: PlainMatrices<Double>(), lanes: 1
    ).evaluate(other, count: 7, threads: 1, inputsWanted: true) {
      Sample(.dense(inputs[$0].map(Double.init)), target: targets[$0].map(Double.init))
    }
    #expect(abs(ours.loss / theirs.loss - 1) < Self.bound)
    #expect(deviation(ours.weights.map(Double.init), theirs.weights) < Self.bound)
    #expect(deviation(ours.inputs.map(Double.init), theirs.inputs) < Self.bound)
    var (moved, followed) = (one, other)
    moved.follow(ours)
    followed.follow(theirs)
    for name in ["runningMean", "runningVariance"] {
      let (a, b) = (moved.values(of: "a.\(name)")!, followed.values(of: "n.\(name)")!)
      #expect(deviation(a.map(Double.init), b) < Self.bound)
    }
  }

  /// The same bits on one thread and on more, and whatever else a workspace did before.
  @Test func threads() throws {
    let network = try block(Self.shapes[2], nil)
    let inputs = inputs(9, network)
    let gradients = BatchGradient(
      network, loss: MeanSquare(), matrices: OpenBLASMatrices<Float>(), lanes: 4)
    let found = try [1, 2, 4, 1].map { threads in
      try gradients.evaluate(network, count: 9, threads: threads) {
        Sample(.dense(inputs[$0]), target: [0, 1])
      }
    }
    for other in found.dropFirst() { #expect(other == found[0]) }
  }

  @Test(arguments: [
    (3, 4, 1, 16, "image of a block: found 3 × 4 pixels"),
    (4, 0, 1, 16, "found 4 × 0 pixels"), (4, 4, 2, 16, "found 2 channels, 16 filters"),
    (4, 4, 1, 8, "found 1 channels, 8 filters"), (4, 4, 0, 16, "found 0 channels"),
    (2048, 2048, 1, 16, "even sides from 2 to 1024"),
  ]) func refusals(rows: Int, columns: Int, channels: Int, filters: Int, text: String) {
    #expect {
      try ImageBlock(rows: rows, columns: columns, channels: channels, filters: filters)
    } throws: { "\($0)".contains(text) }
  }

  @Test func refusalsOfNormalisation() {
    #expect { try ImageBlock(rows: 2, columns: 2, channels: 1, filters: 16, momentum: 0) } throws: {
      "\($0)".contains("momentum")
    }
    #expect { try ImageBlock(rows: 2, columns: 2, channels: 1, filters: 16, epsilon: 0) } throws: {
      "\($0)".contains("epsilon")
    }
  }

  @Test func cost() throws {
    let block = try ImageBlock(rows: 16, columns: 16, channels: 32, filters: 32)
    #expect(block.cost.forward == 2 * 2_359_296)
    #expect(block.cost.parameterGradient == block.cost.inputGradient)
  }
}
