// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Hardware
@testable import Learning

/// Training steps on a device against those of the CPU.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceNetworkTests {
  /// Sums of up to 63 terms through four layers, whose terms are rounded once here and twice there:
  /// some 1e-6 of the largest number; 6e-7 is seen.
  static let bound = 1e-5

  /// With products rounded apart, a batch of one slice and a loss without exponentials, every sum is
  /// the CPU's.
  @Test(arguments: DeviceFixture.devices, [Activation.relu, .leaky(slope: 0.2)])
  func equalsTheCPU(device: Device, activation: Activation) throws {
    let network = try DeviceFixture.network(activation, seed: 3)
    let samples = DeviceFixture.samples(5, network, seed: 4)
    let there = try DeviceNetwork(
      network, on: device, loss: MeanSquare<Float>(),
      matrices: DeviceFixture.matrices(device, separate: true))
    let loss = try there.evaluate(samples)
    let wanted = try DeviceFixture.gradient(network, samples, loss: MeanSquare())
    #expect(loss == wanted.loss)
    let same = try there.gradient() == wanted.weights
    #expect(same)
    #expect(
      try there.outputs(of: samples.map(\.input))
        == network.outputs(of: samples.map(\.input), matrices: PlainMatrices()))
  }

  /// Gradients and steps together, all on the device, and the same again from the beginning.
  @Test(arguments: DeviceFixture.devices, [Optimiser.adadelta(), .adam()])
  func trainingEqualsTheCPU(device: Device, rule: Optimiser) throws {
    var network = try DeviceFixture.network(seed: 12)
    let samples = DeviceFixture.samples(5, network, seed: 13)
    let there = try DeviceNetwork(
      network, on: device, loss: MeanSquare<Float>(), optimiser: rule,
      matrices: DeviceFixture.matrices(device, separate: true))
    var state = OptimiserState<Float>(rule, weights: network.weights.count)
    for _ in 1...3 {
      let wanted = try DeviceFixture.gradient(network, samples, loss: MeanSquare())
      Float.step(rule, &state, gradient: wanted.weights, weights: &network.weights)
    }
    for _ in 1...2 {
      try there.restart()
      for _ in 1...3 {
        _ = try there.evaluate(samples)
        try there.step()
      }
      // Other roundings of division grow from step to step.
      let bound = 1000 * DeviceFixture.divisionBound(device)
      #expect(deviation(try there.weights(), network.weights) <= bound)
    }
  }

  /// Three steps on the sphere, where pixels lack neighbours and are seen by unequal numbers.
  @Test(arguments: DeviceFixture.devices, [Optimiser.adadelta(), .adam()])
  func threeSteps(device: Device, rule: Optimiser) throws {
    var network = try TinyNetwork.network(of: Float.self)
    let samples = TinyNetwork.samples(of: Float.self)
    let there = try DeviceNetwork(
      network, on: device, loss: BinaryCrossEntropy<Float>(), optimiser: rule,
      matrices: DeviceFixture.matrices(device))
    var state = OptimiserState<Float>(rule, weights: network.weights.count)
    for _ in 1...3 {
      let loss = try there.evaluate(samples)
      let wanted = try DeviceFixture.gradient(network, samples, loss: BinaryCrossEntropy())
      #expect((loss - wanted.loss).magnitude <= Self.bound * wanted.loss)
      #expect(deviation(try there.gradient(), wanted.weights) <= Self.bound)
      Float.step(rule, &state, gradient: wanted.weights, weights: &network.weights)
      try there.step()
      // The same weights for the next step: Adam turns a gradient near zero into a whole step.
      #expect(deviation(try there.weights(), network.weights) <= 1e-3)
      try there.set(weights: network.weights)
    }
  }

  @Test(arguments: DeviceFixture.devices)
  func partsOfABatch(device: Device) throws {
    let network = try DeviceFixture.network(.tanh, seed: 5)
    let samples = DeviceFixture.samples(7, network, seed: 6)
    func run(_ most: Int) throws -> (loss: Double, gradient: [Float]) {
      let there = try DeviceNetwork(
        network, on: device, loss: BinaryCrossEntropy<Float>(),
        matrices: DeviceFixture.matrices(device), most: most)
      return (try there.evaluate(samples), try there.gradient())
    }
    let (whole, parts) = (try run(7), try run(3))
    #expect(whole.loss == parts.loss)
    #expect(deviation(parts.gradient, whole.gradient) <= Self.bound)
  }

  /// With one byte less than a batch takes it is worked in halves, now and in the next step.
  @Test(arguments: DeviceFixture.devices)
  func memoryRunsOut(device: Device) throws {
    let network = try DeviceFixture.network(seed: 10)
    let samples = DeviceFixture.samples(7, network, seed: 11)
    func run(_ device: Device) throws -> (losses: [Double], gradient: [Float], bytes: Int) {
      let there = try DeviceNetwork(
        network, on: device, loss: MeanSquare<Float>(), matrices: DeviceFixture.matrices(device))
      let losses = [try there.evaluate(samples), try there.evaluate(samples)]
      #expect(there.capacity == (device.notes.isEmpty ? 7 : 4))
      return (losses, try there.gradient(), device.bytesInUse)
    }
    let whole = try run(Device(device.driver))
    let tight = Device(device.driver, memory: whole.bytes - 1)
    let halves = try run(tight)
    #expect(tight.notes.count == 1)
    #expect(halves.losses == whole.losses)
    #expect(deviation(halves.gradient, whole.gradient) <= Self.bound)
  }

  /// Events give the bits of the same maps written out.
  @Test(arguments: DeviceFixture.devices)
  func eventsAreMaps(device: Device) throws {
    let network = try DeviceFixture.network(seed: 7)
    let events: [SparseSample<Float>.Event] = [
      .init(pixel: 41, channel: 2, value: 0.5), .init(pixel: 3, channel: 1, value: -2),
      .init(pixel: 41, channel: 2, value: 0.25),
    ]
    var dense = [Float](repeating: 0, count: network.input.count)
    dense[41 * 3 + 2] = 0.75
    dense[3 * 3 + 1] = -2
    let there = try DeviceNetwork(
      network, on: device, loss: MeanSquare<Float>(), matrices: DeviceFixture.matrices(device))
    let sparse = SampleInput.sparse(try SparseSample(shape: network.input, events: events))
    let empty = SampleInput<Float>.sparse(try SparseSample(shape: network.input, events: []))
    let zeros = [Float](repeating: 0, count: network.input.count)
    #expect(
      try there.outputs(of: [sparse, .dense(zeros), empty])
        == there.outputs(of: [.dense(dense), .dense(zeros), .dense(zeros)]))
  }

  /// A weight that is a thousandth off is caught by the bound.
  @Test(arguments: DeviceFixture.devices)
  func otherWeightsAreCaught(device: Device) throws {
    let network = try DeviceFixture.network(seed: 8)
    let samples = DeviceFixture.samples(3, network, seed: 9)
    var other = network.weights
    other[0] *= 1.001
    let there = try DeviceNetwork(
      network, on: device, loss: MeanSquare<Float>(), matrices: DeviceFixture.matrices(device))
    try there.set(weights: other)
    _ = try there.evaluate(samples)
    let wanted = try DeviceFixture.gradient(network, samples, loss: MeanSquare())
    #expect(deviation(try there.gradient(), wanted.weights) > Self.bound)
  }

  @Test(arguments: DeviceFixture.devices)
  func refusals(device: Device) throws {
    let network = try DeviceFixture.network(seed: 1)
    let there = try DeviceNetwork(
      network, on: device, loss: MeanSquare<Float>(), matrices: DeviceFixture.matrices(device))
    #expect(refusal { _ = try there.evaluate([]) }.contains("none"))
    #expect(
      refusal { _ = try there.evaluate([Sample(.dense([1]), target: [0, 0])]) }
        .contains("42 pixels × 3 channels"))
    let input = SampleInput<Float>.dense([Float](repeating: 0, count: 126))
    #expect(
      refusal { _ = try there.evaluate([Sample(input, target: [0])]) }.contains("1 numbers"))
    #expect(refusal { try there.set(weights: [1]) }.contains("1 numbers"))
    #expect(
      refusal {
        _ = try DeviceNetwork(
          DeviceFixture.network(.softplus, seed: 1), on: device, loss: MeanSquare<Float>())
      }.contains("softplus"))
    #expect(
      refusal {
        _ = try DeviceNetwork(network, on: device, loss: GaussianVariance<Float>())
      }.contains("Gaussian"))
  }
}
