// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

@Suite struct LayerTests {
  /// Sums in other orders differ by a few times this.
  static let rounding = 1e-13

  /// Equation (1) of `Convolution`, term by term, with missing neighbours and more rows than a block.
  @Test(arguments: [true, false]) func convolutionIsItsDefinition(bias: Bool) throws {
    let table = try SphereTables.neighbours(nside: 4)
    let (channels, filters, samples) = (70, 5, 9)
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 192, channels: channels))
    try build.convolve("a", table, filters: filters, bias: bias, activation: .tanh)
    let network = Fixture.randomised(try build.network(seed: 1), seed: 1)
    let inputs = (0..<samples).map {
      Fixture.numbers(192 * channels, seed: UInt64($0 + 2), of: Double.self)
    }
    let kernel = try #require(network.values(of: "a.kernel"))
    let found = try network.outputs(
      of: inputs.map { .dense($0) }, matrices: OpenBLASMatrices())
    var wanted: [Double] = []
    for x in inputs {
      for p in 0..<192 {
        for f in 0..<filters {
          var sum = network.values(of: "a.bias")?[f] ?? 0
          for k in 0..<9 where table.entries[p * 9 + k] >= 0 {
            for c in 0..<channels {
              sum +=
                x[Int(table.entries[p * 9 + k]) * channels + c]
                * kernel[(k * channels + c) * filters + f]
            }
          }
          wanted.append(Double.hyperbolicTangent(sum))
        }
      }
    }
    #expect(deviation(found, wanted) < Self.rounding)
  }

  /// Sparse samples are the same as dense ones, forward and in the gradient; two events at one
  /// place add up.
  @Test(arguments: [1, 2, 3] as [UInt64]) func sparseIsDense(seed: UInt64) throws {
    let shape = TensorShape(pixels: 192, channels: 2)
    var build = NetworkBuilder<Double>(input: shape)
    try build.convolve(
      "a", SphereTables.neighbours(nside: 4), filters: 3, bias: seed == 2, activation: .softplus)
    try build.poolMaximum("b", SphereTables.pool(nside: 4))
    build.flatten("c")
    try build.dense("d", units: 1)
    let network = Fixture.randomised(try build.network(seed: 1), seed: seed)
    var random = Philox(seed: seed, stream: 1)
    var sparse: [Sample<Double>] = []
    var dense: [Sample<Double>] = []
    for _ in 0..<7 {
      var values = [Double](repeating: 0, count: shape.count)
      var events: [SparseSample<Double>.Event] = []
      for _ in 0..<12 {
        let (pixel, channel) = (Int(random.next() % 60), Int(random.next() % 2))
        let value = random.uniform()
        events.append(.init(pixel: Int32(pixel), channel: Int32(channel), value: value))
        values[pixel * 2 + channel] += value
      }
      sparse.append(
        Sample(.sparse(try SparseSample(shape: shape, events: events)), target: [0.5]))
      dense.append(Sample(.dense(values), target: [0.5]))
    }
    let mixed = [sparse[0], dense[1], sparse[2], sparse[3]] + dense[4...]
    let results = try [dense, sparse, mixed].map { samples in
      try BatchGradient(network, loss: MeanSquare(), matrices: OpenBLASMatrices(), lanes: 2)
        .evaluate(network, count: samples.count, threads: 1, inputsWanted: true) {
          (i) throws(AssayError) in samples[i]
        }
    }
    for other in results.dropFirst() {
      #expect(abs(other.loss - results[0].loss) < Self.rounding * abs(results[0].loss))
      #expect(deviation(other.weights, results[0].weights) < Self.rounding)
      #expect(deviation(other.inputs, results[0].inputs) < Self.rounding)
    }
    let outputs = try [dense, sparse, mixed].map {
      try network.outputs(of: $0.map(\.input), matrices: OpenBLASMatrices())
    }
    #expect(deviation(outputs[1], outputs[0]) < Self.rounding)
    #expect(deviation(outputs[2], outputs[0]) < Self.rounding)
  }

  /// The kernels of `Float` choose as the loops of `Double` do, among numbers that both have and
  /// with many equal ones, for any number of channels.
  @Test(arguments: [1, 3, 16, 76]) func kernelsChooseAlike(channels: Int) throws {
    func run<Element: Scalar>(_: Element.Type) throws -> (outputs: [Double], inputs: [Double]) {
      var build = NetworkBuilder<Element>(input: TensorShape(pixels: 192, channels: channels))
      try build.activate("a", .relu)
      try build.poolMaximum("b", SphereTables.pool(nside: 4))
      let network = try build.network(seed: 1)
      let samples = (0..<5).map { number in
        let values: [Double] = Fixture.numbers(network.input.count, seed: UInt64(number))
        return Sample<Element>(
          .dense(values.map { Element(($0 * 3).rounded()) }),
          target: values.prefix(network.output.count).map { Element(($0 * 64).rounded()) })
      }
      let evaluator = BatchGradient(
        network, loss: SumOfProducts<Element>(), matrices: PlainMatrices<Element>(), lanes: 1)
      let gradient = try evaluator.evaluate(network, count: 5, threads: 1, inputsWanted: true) {
        (i) throws(AssayError) in samples[i]
      }
      let outputs = try network.outputs(of: samples.map(\.input), matrices: PlainMatrices())
      // The mean over 5 samples is rounded; five times it is whole again.
      return (outputs.map(Double.init), gradient.inputs.map { (Double($0) * 5).rounded() })
    }
    let (single, double) = (try run(Float.self), try run(Double.self))
    #expect(single.outputs == double.outputs)
    #expect(single.inputs == double.inputs)
    #expect(double.inputs.contains { $0 != 0 } && double.outputs.contains { $0 == 3 })
  }

  /// Of equal children the first has the gradient.
  @Test func maximumOfEqualChildren() throws {
    let table = try PoolTable(inputs: 4, outputs: 1, children: 4, entries: [2, 0, 1, 3])
    let network = try Network<Double>([
      ("pool", try MaximumPool(input: TensorShape(pixels: 4, channels: 2), table: table))
    ])
    let input = [1.0, 5, 3, 5, 3, 5, 2, 4]
    let outputs = try network.outputs(of: [.dense(input)], matrices: PlainMatrices())
    #expect(outputs == [3, 5])
    let gradient = try BatchGradient(
      network, loss: MeanSquare(), matrices: PlainMatrices(), lanes: 1
    ).evaluate(network, count: 1, threads: 1, inputsWanted: true) { (_) throws(AssayError) in
      Sample(.dense(input), target: [2, 3])
    }
    #expect(gradient.inputs == [0, 0, 0, 0, 1, 2, 0, 0])
  }

  @Test func activationsFarOut() {
    for x in [-1e4, -50, -1e-9, 0, 1e-9, 50, 1e4] {
      #expect(Double.sigmoid(x).isFinite && Double.softplus(x).isFinite)
      #expect(abs(Double.sigmoid(x) + Double.sigmoid(-x) - 1) <= 2 * Double.ulpOfOne)
      #expect(abs(Double.softplus(x) - Double.softplus(-x) - x) <= 2 * abs(x).ulp + 2e-16)
    }
    #expect(Double.softplus(-50) > 0 && Double.sigmoid(-700) > 0)
  }

  @Test func refusals() throws {
    let shape = TensorShape(pixels: 4, channels: 1)
    let table = try NeighbourTable.image(rows: 2, columns: 3, size: 3)
    #expect(
      refusal { _ = try Convolution<Float>(input: shape, table: table, filters: 2) }
        == "neighbour table: found a table for 6 input pixels; accepted: one for the 4 pixels of "
        + "the layer before")
    #expect(
      refusal { _ = try Dense<Float>(input: shape, units: 0) }.contains("units of a dense layer"))
    #expect(
      refusal { _ = try ActivationLayer<Float>(input: shape, .leaky(slope: -1)) }
        .contains("a slope between 0 and 1"))
    #expect(refusal { _ = try Network<Float>([]) }.contains("no layers"))
    let dense = try Dense<Float>(input: shape, units: 2)
    #expect(refusal { _ = try Network([("a", dense), ("a", dense)]) }.contains("no other layer"))
    #expect(refusal { _ = try Network([("a", dense), ("b", dense)]) }.contains("4 × 2"))
    var network = try Network([("a", dense)])
    #expect(refusal { try network.set("b.kernel", []) }.contains("a.kernel, a.bias"))
    #expect(refusal { try network.set("a.kernel", [1]) }.contains("2 values"))
    #expect(
      refusal { _ = try network.outputs(of: [.dense([1, 2, 3])], matrices: PlainMatrices()) }
        == "sample: found 3 values, or another shape; accepted: 4 pixels × 1 channels")
    #expect(
      refusal {
        _ = try SparseSample<Float>(
          shape: shape, events: [.init(pixel: 4, channel: 0, value: 1)])
      }
        == "event 0 of a sample: found pixel 4, channel 0; accepted: pixels below 4, channels below 1"
    )
  }
}

/// Σ output × target, whose gradient is the target.
private struct SumOfProducts<Element: Scalar>: Loss {
  let name = "sum of products"
  func outputs(forTargets targets: Int) -> Int? { targets }
  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    var sum: Element = 0
    for i in output.indices {
      sum += output[i] * target[i]
      gradient[i] = target[i]
    }
    return Double(sum)
  }
}
