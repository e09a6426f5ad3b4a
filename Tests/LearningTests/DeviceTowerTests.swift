// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

@testable import Learning

/// A direct tower on a device, where it is its convolutions and pools.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceTowerTests {
  private static func network(_ fixture: DirectFixture) throws -> Network<Float> {
    let tower = try fixture.tower()
    var build = NetworkBuilder<Float>(
      input: TensorShape(pixels: fixture.pixels, channels: fixture.inputs))
    build.append("sphere", DirectConvolutions(tower))
    build.flatten("flat")
    try build.dense("last", units: 1)
    return try build.network(seed: fixture.seed)
  }

  /// Some events a sample, so that most of the maps is empty and many maxima are 0.
  private static func samples(_ fixture: DirectFixture) throws -> [Sample<Float>] {
    var random = Philox(seed: fixture.seed, stream: 79)
    return try (0..<5).map { number in
      let events = (0..<7).map { _ in
        SparseSample<Float>.Event(
          pixel: Int32(random.uniform() * Double(fixture.pixels)),
          channel: Int32(random.uniform() * Double(fixture.inputs)))
      }
      let shape = TensorShape(pixels: fixture.pixels, channels: fixture.inputs)
      return Sample(
        .sparse(try SparseSample(shape: shape, events: events)), target: [Float(number % 2)])
    }
  }

  @Test(
    arguments: DeviceFixture.devices,
    [
      DirectFixture(seed: 1, pixels: 192, levels: 3, inputs: 1, filters: 4),
      DirectFixture(seed: 2, pixels: 48, levels: 2, inputs: 3, filters: 5, crowded: true),
    ])
  func equalsTheTower(device: Device, fixture: DirectFixture) throws {
    let network = try Self.network(fixture)
    let samples = try Self.samples(fixture)
    let there = try DeviceNetwork(
      network, on: device, loss: BinaryCrossEntropy<Float>(),
      matrices: DeviceFixture.matrices(device))
    let wanted = try DeviceFixture.gradient(network, samples, loss: BinaryCrossEntropy())
    let loss = try there.evaluate(samples)
    #expect((loss - wanted.loss).magnitude <= DeviceNetworkTests.bound * wanted.loss)
    #expect(deviation(try there.gradient(), wanted.weights) <= DeviceNetworkTests.bound)
    #expect(try there.weights() == network.weights)
  }

  /// What an optimiser remembers goes out and in, and other numbers are refused.
  @Test(arguments: DeviceFixture.devices)
  func optimiserState(device: Device) throws {
    let fixture = DirectFixture(seed: 3, pixels: 48, levels: 1, inputs: 1, filters: 2)
    let network = try Self.network(fixture)
    let samples = try Self.samples(fixture)
    func make() throws -> DeviceNetwork {
      try DeviceNetwork(
        network, on: device, loss: BinaryCrossEntropy<Float>(), optimiser: .adam(),
        matrices: DeviceFixture.matrices(device))
    }
    let (one, other) = (try make(), try make())
    for _ in 1...3 {
      _ = try one.evaluate(samples)
      try one.step()
      // The other one is told all by the first before each step.
      try other.set(optimiser: try one.optimiserState())
      try other.set(weights: try one.weights())
    }
    for network in [one, other] {
      _ = try network.evaluate(samples)
      try network.step()
    }
    #expect(try one.weights() == other.weights())
    #expect(try one.optimiserState() == other.optimiserState())
    #expect(try one.optimiserState().steps == 4)
    let wrong = OptimiserState<Float>(.descent(rate: 1), weights: network.weights.count)
    #expect(refusal { try one.set(optimiser: wrong) }.contains("accepted: 2 times"))
  }
}
