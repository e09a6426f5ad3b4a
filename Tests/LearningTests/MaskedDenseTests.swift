// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

@Suite struct MaskedDenseTests {
  /// Three masked layers over numbers in the given order; one output a number.
  private func network(
    degrees: [Int], hidden: Int = 9, bias: Bool, activation: Activation = .tanh
  ) throws -> Network<Double> {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: degrees.count))
    let own = Connections.hiddenDegrees(hidden, dimension: degrees.count)
    try build.maskedDense(
      "a", Connections(inputs: degrees, units: own, last: false), bias: bias,
      activation: activation)
    try build.maskedDense(
      "b", Connections(inputs: own, units: own, last: false), bias: bias, activation: activation)
    try build.maskedDense(
      "c", Connections(inputs: own, units: degrees, last: true), bias: bias)
    return try build.network(seed: 2)
  }

  /// Output d depends on the inputs of lower degree, and on no other to the bit.
  @Test(arguments: [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [2, 5, 1, 3, 4]], [true, false])
  func connectivity(degrees: [Int], bias: Bool) throws {
    let network = Fixture.randomised(try network(degrees: degrees, bias: bias), seed: 5)
    let x: [Double] = Fixture.numbers(5, seed: 6)
    let y = try network.outputs(of: [.dense(x)], matrices: OpenBLASMatrices())
    for i in 0..<5 {
      var moved = x
      moved[i] += 0.5
      let changed = try network.outputs(of: [.dense(moved)], matrices: OpenBLASMatrices())
      for d in 0..<5 { #expect((changed[d] != y[d]) == (degrees[d] > degrees[i])) }
    }
  }

  @Test(arguments: [true, false], [1, 2] as [UInt64])
  func gradients(bias: Bool, seed: UInt64) throws {
    let network = Fixture.randomised(
      try network(degrees: [2, 4, 1, 3], bias: bias), seed: seed)
    let samples = (0..<5).map {
      Sample<Double>(
        .dense(Fixture.numbers(4, seed: seed + 10 * UInt64($0))),
        target: Fixture.numbers(4, seed: seed + 100 * UInt64($0)))
    }
    let worst = try GradientCheck.worst(network, loss: MeanSquare(), samples: samples)
    #expect(worst < GradientTests.bound, "seed \(seed)")
    let gradient = try BatchGradient(network, loss: MeanSquare(), matrices: PlainMatrices())
      .evaluate(network, count: 5, threads: 1) { samples[$0] }
    // Weights outside the mask stay where they are.
    let masked = try #require(network.layers[0] as? MaskedDense<Double>)
    for (weight, isAllowed) in masked.connections.allowed.enumerated() where !isAllowed {
      #expect(gradient.weights[weight] == 0)
    }
    #expect(network.parameters.count == (bias ? 6 : 3))
  }

  @Test func oneNumber() throws {
    let network = Fixture.randomised(try network(degrees: [1], bias: true), seed: 5)
    let y = try network.outputs(of: [.dense([0.2]), .dense([7])], matrices: PlainMatrices())
    #expect(y[0] == y[1])
  }

  @Test func refusals() throws {
    let shape = TensorShape(pixels: 1, channels: 3)
    let connections = try Connections(inputs: [1, 2], units: [1], last: false)
    #expect(
      refusal { _ = try MaskedDense<Float>(input: shape, connections: connections) }
        .contains("found 2 inputs; accepted: 3"))
    #expect(
      refusal { _ = try Connections(inputs: [1], units: [], last: true) }
        .contains("1 inputs, 0 units"))
  }
}
