// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

@Suite struct DropoutTests {
  private func network(rate: Double, seed: UInt64 = 1) throws -> Network<Double> {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 5))
    try build.dense("a", units: 7, activation: .tanh)
    try build.dropOut("drop1", rate: rate, seed: seed)
    try build.dense("b", units: 6, activation: .tanh)
    try build.dropOut("drop2", rate: rate, seed: seed)
    try build.dense("c", units: 2)
    return try build.network(seed: 2)
  }

  private let samples = (0..<9).map {
    Sample<Double>(
      .dense(Fixture.numbers(5, seed: 40 + UInt64($0))),
      target: Fixture.numbers(2, seed: 70 + UInt64($0)))
  }

  private func gradient(
    _ network: Network<Double>, lanes: Int = 3, threads: Int = 1, step: Int = 0
  ) throws -> LossGradient<Double> {
    try BatchGradient(network, loss: MeanSquare(), matrices: PlainMatrices(), lanes: lanes)
      .evaluate(network, count: 9, threads: threads, step: step) { samples[$0] }
  }

  @Test(arguments: [0, 0.2, 0.6]) func gradients(rate: Double) throws {
    let network = Fixture.randomised(try network(rate: rate), seed: 3)
    let worst = try GradientCheck.worst(network, loss: MeanSquare(), samples: samples)
    #expect(worst < GradientTests.bound)
  }

  /// A draw belongs to a step and a sample, not to a lane or a thread.
  @Test func draws() throws {
    let network = try network(rate: 0.5)
    let first = try gradient(network)
    #expect(try gradient(network, threads: 2) == first)
    let others = try [gradient(network, lanes: 9), gradient(network, lanes: 1)]
    for other in others { #expect(abs(other.loss - first.loss) < 1e-14) }
    #expect(try gradient(network, step: 1) != first)
    let reseeded = try self.network(rate: 0.5, seed: 2)
    #expect(try gradient(reseeded) != first)
  }

  /// The fraction of zeros, and factors whose mean is 1, within 4 standard errors.
  @Test(arguments: [0.1, 0.5, 0.8]) func fraction(rate: Double) throws {
    let layer = try Dropout<Double>(
      input: TensorShape(pixels: 10, channels: 11), rate: rate, seed: 4, name: "a")
    let other = try Dropout<Double>(
      input: TensorShape(pixels: 10, channels: 11), rate: rate, seed: 4, name: "b")
    let count = 110 * 500
    let (factors, others) = (factors(layer), factors(other))
    let kept = factors.filter { $0 != 0 }
    #expect(kept.allSatisfy { $0 == 1 / (1 - rate) })
    let spread = (rate * (1 - rate) * Double(count)).squareRoot()
    #expect(abs(Double(kept.count) - (1 - rate) * Double(count)) < 4 * spread)
    #expect(factors != others)
  }

  private func factors(_ layer: Dropout<Double>) -> [Double] {
    (0..<50).flatMap { step in
      (0..<10).flatMap { sample in
        [Double](unsafeUninitializedCapacity: 110) { values, count in
          if let start = values.baseAddress { layer.draw(step: step, sample: sample, into: start) }
          count = 110
        }
      }
    }
  }

  /// At inference nothing is dropped.
  @Test func inference() throws {
    let inputs = samples.map(\.input)
    let dropped = try network(rate: 0.9).outputs(of: inputs, matrices: PlainMatrices())
    let plain = try network(rate: 0).outputs(of: inputs, matrices: PlainMatrices())
    #expect(dropped == plain)
  }

  @Test(arguments: [-0.1, 1, .nan]) func refusals(rate: Double) {
    #expect(refusal { _ = try network(rate: rate) }.contains("from 0 to below 1"))
  }
}
