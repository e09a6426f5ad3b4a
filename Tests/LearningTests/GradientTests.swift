// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// Every layer and every loss against central differences, in double precision.
@Suite struct GradientTests {
  /// Differences with step 1e-5 are good to about 1e-10; networks here have losses of order 1.
  static let bound = 1e-7

  private func check(
    _ network: Network<Double>, loss: any Loss<Double> = MeanSquare(), targets: Int? = nil,
    seed: UInt64
  ) throws {
    let network = Fixture.randomised(network, seed: seed)
    let samples = (0..<5).map { number in
      Sample<Double>(
        .dense(Fixture.numbers(network.input.count, seed: seed + 100 * UInt64(number + 1))),
        target: Fixture.numbers(targets ?? network.output.count, seed: seed + UInt64(number)))
    }
    let worst = try GradientCheck.worst(network, loss: loss, samples: samples)
    #expect(worst < Self.bound, "seed \(seed)")
  }

  private static let activations: [Activation] = [
    .identity, .relu, .leaky(slope: 0.1), .tanh, .sigmoid, .softplus,
  ]

  @Test(arguments: activations, [1, 2] as [UInt64])
  func activationLayer(activation: Activation, seed: UInt64) throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 3, channels: 2))
    try build.dense("a", units: 4)
    try build.activate("b", activation)
    try check(build.network(seed: 1), seed: seed)
  }

  @Test(arguments: activations, [true, false])
  func convolution(activation: Activation, bias: Bool) throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 48, channels: 2))
    try build.convolve(
      "a", SphereTables.neighbours(nside: 2), filters: 3, bias: bias, activation: activation)
    try build.convolve("b", .image(rows: 6, columns: 8, size: 3), filters: 2)
    try check(build.network(seed: 1), seed: 3)
  }

  @Test(arguments: activations, [true, false])
  func dense(activation: Activation, bias: Bool) throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 2, channels: 3))
    try build.dense("a", units: 4, bias: bias, activation: activation)
    build.flatten("b")
    try build.dense("c", units: 2, bias: bias, activation: activation)
    try check(build.network(seed: 1), seed: 4)
  }

  @Test(arguments: [true, false], [1, 2] as [UInt64])
  func pooling(maximum: Bool, seed: UInt64) throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 35, channels: 2))
    let table = try PoolTable.image(rows: 5, columns: 7, size: 2)
    try build.dense("a", units: 3)
    if maximum { try build.poolMaximum("b", table) } else { try build.poolAverage("b", table) }
    try build.poolAverage("c", .all(pixels: table.outputs))
    try check(build.network(seed: 1), seed: seed)
  }

  /// Pools whose outputs share children.
  @Test(arguments: [true, false]) func overlappingPools(maximum: Bool) throws {
    let table = try PoolTable(
      inputs: 4, outputs: 3, children: 2, entries: [0, 1, 1, 2, 2, 0])
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 4, channels: 2))
    if maximum { try build.poolMaximum("b", table) } else { try build.poolAverage("b", table) }
    try check(build.network(seed: 1), seed: 5)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func crossEntropy(seed: UInt64) throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 3))
    try build.dense("a", units: 2)
    try check(build.network(seed: 1), loss: BinaryCrossEntropy(), seed: seed)
  }

  @Test(arguments: [1, 2, 4]) func gaussian(targets: Int) throws {
    let loss = GaussianLikelihood<Double>()
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 3))
    try build.dense("a", units: #require(loss.outputs(forTargets: targets)))
    try check(build.network(seed: 1), loss: loss, targets: targets, seed: 6)
  }

  /// The small sphere network with its own weights; its own inputs have zeros, where a ReLU has its
  /// kink, so other ones are taken.
  @Test(arguments: [1, 2] as [UInt64]) func sphereNetwork(seed: UInt64) throws {
    let network = try TinyNetwork.network(of: Double.self)
    let samples = (0..<2).map { b in
      Sample<Double>(.dense(Fixture.numbers(384, seed: seed + 10 * b)), target: [Double(b)])
    }
    let worst = try GradientCheck.worst(network, loss: BinaryCrossEntropy(), samples: samples)
    #expect(worst < Self.bound, "seed \(seed)")
  }

  /// A gradient that is wrong by a part in a thousand is found out.
  @Test func wrongGradientIsCaught() throws {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 3))
    try build.dense("a", units: 2)
    let network = try build.network(seed: 1)
    let samples = [Sample<Double>(.dense([0.3, -0.4, 0.9]), target: [1, 0])]
    let worst = try GradientCheck.worst(network, loss: SlightlyWrong(), samples: samples)
    #expect(worst > 1e-4)
  }
}

private struct SlightlyWrong: Loss {
  let name = "slightly wrong"
  func outputs(forTargets targets: Int) -> Int? { targets }
  func value(
    output: UnsafeBufferPointer<Double>, target: [Double],
    gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let loss = MeanSquare<Double>().value(output: output, target: target, gradient: gradient)
    for i in gradient.indices { gradient[i] *= 1.001 }
    return loss
  }
}
