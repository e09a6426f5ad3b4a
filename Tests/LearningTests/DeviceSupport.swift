// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Learning
import Numerics
import Testing

/// What the tests of networks on devices share.
enum DeviceFixture {
  static let devices = DeviceInventory.devices
  static let reason: Comment = "no accelerator here"

  /// Division and square root may be rounded otherwise where a device says so: a few units in the
  /// last place of single precision.
  static func divisionBound(_ device: Device) -> Double {
    device.info.hasExactDivision ? 0 : 1e-6
  }

  /// Products of the smallest tile, which compiles soonest; the bits are those of any tile.
  static func matrices(_ device: Device, separate: Bool = false) throws -> TiledMatrices {
    try TiledMatrices(device, tile: ProductTile(rows: 1, columns: 1), separate: separate)
  }

  /// A table in which pixels are missing, seen once and seen often.
  static func neighbours(
    inputs: Int, outputs: Int, taps: Int, seed: UInt64
  ) throws -> NeighbourTable {
    var random = Philox(seed: seed, stream: 78)
    return try NeighbourTable(
      inputs: inputs, outputs: outputs, taps: taps,
      entries: (0..<outputs * taps).map { _ in
        Int32(random.uniform() * Double(inputs + 1)) - 1
      })
  }

  /// Numbers of few values, so that maxima are shared.
  static func rough(_ count: Int, seed: UInt64) -> [Float] {
    Fixture.numbers(count, seed: seed, of: Float.self).map { ($0 * 3).rounded() }
  }

  /// Convolutions, pools and dense layers of odd sizes on a flat image, with biases.
  static func network(_ activation: Activation = .relu, seed: UInt64) throws -> Network<Float> {
    var build = NetworkBuilder<Float>(input: TensorShape(pixels: 42, channels: 3))
    try build.convolve(
      "first", .image(rows: 6, columns: 7, size: 3), filters: 5, bias: true,
      activation: activation)
    try build.poolMaximum("pool", .image(rows: 6, columns: 7, size: 2))
    try build.convolve(
      "second", .image(rows: 3, columns: 3, size: 3), filters: 7, activation: activation)
    build.flatten("flat")
    try build.dense("dense", units: 4, activation: activation)
    try build.dense("last", units: 2)
    return Fixture.randomised(try build.network(seed: seed), seed: seed)
  }

  static func samples(_ count: Int, _ network: Network<Float>, seed: UInt64) -> [Sample<Float>] {
    (0..<UInt64(count)).map { number in
      Sample(
        .dense(Fixture.numbers(network.input.count, seed: seed &+ 1000 &+ number)),
        target: Fixture.numbers(network.output.count, seed: seed &+ 2000 &+ number).map {
          $0 > 0 ? 1 : 0
        })
    }
  }

  /// The gradient of the CPU in one lane, so that its sums begin like the device's.
  static func gradient(
    _ network: Network<Float>, _ samples: [Sample<Float>], loss: any Loss<Float>
  ) throws -> LossGradient<Float> {
    try BatchGradient(network, loss: loss, matrices: PlainMatrices(), lanes: 1).evaluate(
      network, count: samples.count, threads: 1
    ) { (number) throws(AssayError) in samples[number] }
  }
}
