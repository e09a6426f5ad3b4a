// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing

@testable import Learning

/// A convolution whose gathered matrix is made in blocks of rows.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceConvolutionTests {
  private struct Result: Equatable {
    var output: [Float]
    var inputGradient: [Float]
    var weightGradient: [Float]
  }

  /// Forward and back, with blocks of about so many numbers and rows of 9 taps × 2 channels.
  private func run(
    _ device: Device, _ layer: Convolution<Float>, blockNumbers: Int, samples: Int
  ) throws -> Result {
    let own = try DeviceConvolution(layer, on: device, blockNumbers: blockNumbers)
    let matrices = try DeviceFixture.matrices(device)
    let weights = layer.parameters.reduce(0) { $0 + $1.count }
    func numbers(_ count: Int, seed: UInt64) throws -> DeviceBuffer<Float> {
      try device.buffer(Fixture.numbers(count, seed: seed))
    }
    let pass = DevicePass(
      samples: samples, input: try numbers(samples * layer.input.count, seed: 1),
      output: try numbers(samples * layer.output.count, seed: 2),
      weights: DeviceSlice(try numbers(weights, seed: 3)),
      chosen: try device.buffer(of: Int32.self, count: 0),
      gathered: try device.buffer(of: Float.self, count: own.gatheredCount(samples: samples)),
      partial: try device.buffer(
        of: Float.self, count: own.partialCount(samples: samples, matrices)),
      kernels: try NetworkKernels(device), matrices: matrices)
    // The input's gradient is written, whatever stood there; that of the weights is added to.
    let input = try numbers(samples * layer.input.count, seed: 4)
    let gradient = try numbers(weights, seed: 5)
    try own.forward(pass)
    try own.backward(
      pass,
      DeviceWayBack(
        outputGradient: try numbers(samples * layer.output.count, seed: 6), inputGradient: input,
        weightGradient: DeviceSlice(gradient)))
    return Result(
      output: try pass.output.read(), inputGradient: try input.read(),
      weightGradient: try gradient.read())
  }

  /// Blocks end within a sample, and pixels are seen from two of them.
  @Test(arguments: DeviceFixture.devices)
  func bitsDoNotDependOnBlocks(device: Device) throws {
    let layer = try Convolution<Float>(
      input: TensorShape(pixels: 300, channels: 2), table: .image(rows: 20, columns: 15, size: 3),
      filters: 3, bias: true, activation: .relu)
    let whole = try run(device, layer, blockNumbers: 1 << 20, samples: 4)
    let blocks = try run(device, layer, blockNumbers: 1, samples: 4)
    let same = whole == blocks
    #expect(same)
    let finite = whole.weightGradient.allSatisfy { $0.isFinite }
    #expect(finite)
  }
}
