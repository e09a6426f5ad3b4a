// SPDX-License-Identifier: GPL-3.0-or-later
import Learning
import Numerics
import Testing

/// A layer of a study's own, made with what the library shows to all: y = s x², with s a parameter.
/// It keeps x² in the cache and takes sparse samples.
private struct ScaledSquare: Layer {
  let input: TensorShape
  var output: TensorShape { input }
  var parameters: [ParameterShape] {
    [ParameterShape(name: "scale", shape: [1], initialiser: .heNormal)]
  }
  var cacheBytes: Int { input.count * MemoryLayout<Double>.stride }
  var acceptsSparse: Bool { true }

  func forward(_ pass: ForwardPass<Double>) {
    let squares = pass.cache.assumingMemoryBound(to: Double.self)
    for (i, x) in values(pass.input, pass.samples).enumerated() {
      squares[i] = x * x
      pass.output[i] = pass.parameters[0] * squares[i]
    }
  }

  func backward(_ pass: BackwardPass<Double>) {
    let squares = pass.cache.assumingMemoryBound(to: Double.self)
    for (i, x) in values(pass.input, pass.samples).enumerated() {
      pass.parameterGradient[0] += pass.outputGradient[i] * squares[i]
      pass.inputGradient?[i] = 2 * pass.parameters[0] * x * pass.outputGradient[i]
    }
  }

  private func values(_ input: LayerInput<Double>, _ samples: Int) -> [Double] {
    switch input {
    case .dense(let values):
      return Array(UnsafeBufferPointer(start: values, count: samples * self.input.count))
    case .sparse(let samples):
      return samples.flatMap { sample in
        var values = [Double](repeating: 0, count: self.input.count)
        for event in sample.events {
          values[Int(event.pixel) * self.input.channels + Int(event.channel)] += event.value
        }
        return values
      }
    }
  }
}

@Suite struct OwnLayerTests {
  private func network() throws -> Network<Double> {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 5, channels: 2))
    build.append("first", ScaledSquare(input: build.shape))
    try build.dense("middle", units: 3, activation: .tanh)
    build.append("own", ScaledSquare(input: build.shape))
    build.flatten("flat")
    try build.dense("last", units: 1)
    return try build.network(seed: 4)
  }

  @Test func gradients() throws {
    let samples = (0..<3).map {
      Sample<Double>(.dense(Fixture.numbers(10, seed: UInt64($0) + 1)), target: [0.5])
    }
    let worst = try GradientCheck.worst(network(), loss: MeanSquare(), samples: samples)
    #expect(worst < 1e-7)
  }

  @Test func sparse() throws {
    let network = try network()
    let sample = try SparseSample<Double>(
      shape: network.input,
      events: [
        .init(pixel: 1, channel: 1, value: 0.5), .init(pixel: 4, channel: 0, value: -2),
      ])
    let outputs = try network.outputs(
      of: [.sparse(sample), .dense([0, 0, 0, 0.5, 0, 0, 0, 0, -2, 0])], matrices: PlainMatrices())
    let alone = try network.outputs(of: [.sparse(sample)], matrices: PlainMatrices())
    #expect(outputs[0] == outputs[1] && outputs[0] == alone[0] && outputs[0] != 0)
  }
}
