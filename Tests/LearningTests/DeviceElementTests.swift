// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Testing

@testable import Learning

/// The kernels of networks against the loops of the same names in `Scalar`, to the bit.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceElementTests {
  @Test(arguments: DeviceFixture.devices, [1, 63, 1000])
  func activations(device: Device, count: Int) throws {
    let kernels = try NetworkKernels(device)
    var x: [Float] = Fixture.numbers(count, seed: 1).map { 4 * $0 }
    x[0] = 0
    let g: [Float] = Fixture.numbers(count, seed: 2)
    for kind in [Activation.identity, .relu, .leaky(slope: 0.1), .tanh] {
      // Hyperbolic tangents divide.
      let bound = kind == .tanh ? DeviceFixture.divisionBound(device) : 0
      let (values, gradient) = (try device.buffer(x), try device.buffer(g))
      try kernels.activate(kind, values, count: count)
      try kernels.multiplyBySlope(of: kind, at: values, gradient, count: count)
      var (y, h) = (x, g)
      Float.activate(kind, &y, count: count)
      Float.multiplyBySlope(of: kind, at: y, &h, count: count)
      #expect(deviation(try values.read(), y) <= bound, "\(kind)")
      #expect(deviation(try gradient.read(), h) <= bound, "\(kind)")
    }
  }

  /// Whatever rows are gathered at once, back through the table the sums have the same bits.
  @Test(arguments: DeviceFixture.devices, [(1, 1, 1, 1, 1), (13, 7, 5, 3, 3), (20, 31, 9, 7, 2)])
  func gatherAndScatter(device: Device, sizes: (Int, Int, Int, Int, Int)) throws {
    let (inputs, outputs, taps, channels, samples) = sizes
    let kernels = try NetworkKernels(device)
    let table = try DeviceFixture.neighbours(
      inputs: inputs, outputs: outputs, taps: taps, seed: UInt64(inputs))
    let there = try DeviceTable(table, on: device)
    let (rows, width) = (samples * outputs, taps * channels)
    let x: [Float] = Fixture.numbers(samples * inputs * channels, seed: 3)
    let g: [Float] = Fixture.numbers(rows * width, seed: 4)
    var (gathered, back) = (g, x.map { _ in Float(0) })
    Float.gather(rows: 0..<rows, of: x, channels: channels, through: table, into: &gathered)
    Float.scatterAdd(rows: 0..<rows, from: g, channels: channels, through: table, onto: &back)
    let (input, sums) = (try device.buffer(x), try device.buffer(x))
    for size in [rows, 4] {
      for block in Passes.ranges(rows, size: size) {
        let part = try device.buffer(of: Float.self, count: block.count * width)
        try kernels.gather(rows: block, of: input, channels: channels, through: there, into: part)
        let own = block.lowerBound * width..<block.upperBound * width
        let same = try part.read() == Array(gathered[own])
        #expect(same)
        try part.write(Array(g[own]))
        try kernels.scatterAdd(
          rows: block, from: part, channels: channels, through: there, onto: sums)
      }
      let same = try sums.read() == back
      #expect(same, "blocks of \(size) rows")
    }
  }

  @Test(arguments: DeviceFixture.devices, [(1, 1, 2, 1), (7, 5, 2, 3)])
  func pools(device: Device, sizes: (Int, Int, Int, Int)) throws {
    let (rows, columns, channels, samples) = (sizes.0 * 2, sizes.1 * 2 + 1, sizes.2, sizes.3)
    let kernels = try NetworkKernels(device)
    let table = try PoolTable.image(rows: rows, columns: columns, size: 2)
    let there = try DeviceTable(table, on: device)
    let x = DeviceFixture.rough(samples * table.inputs * channels, seed: 5)
    let count = samples * table.outputs * channels
    let g: [Float] = Fixture.numbers(count, seed: 6)
    var (y, back, which) = (g, x.map { _ in Float(0) }, [Int32](repeating: 0, count: count))
    Float.poolMaximum(
      rows: samples * table.outputs, of: x, channels: channels, through: table, into: &y,
      chosen: &which)
    Float.unpoolMaximum(
      rows: samples * table.outputs, of: g, channels: channels, through: table, chosen: which,
      onto: &back)
    let (output, chosen) = (try device.buffer(g), try device.buffer(which.map { _ in Int32(-1) }))
    try kernels.poolMaximum(
      samples: samples, of: device.buffer(x), channels: channels, through: there, into: output,
      chosen: chosen)
    let input = try device.buffer(x)
    try kernels.unpoolMaximum(
      samples: samples, of: device.buffer(g), channels: channels, through: there, chosen: chosen,
      into: input)
    let same = try (output.read() == y, chosen.read() == which, input.read() == back)
    #expect(same == (true, true, true))
  }

  @Test(arguments: DeviceFixture.devices)
  func biases(device: Device) throws {
    let kernels = try NetworkKernels(device)
    let (rows, columns, slice) = (1100, 7, TiledMatrices.slice)
    let values: [Float] = Fixture.numbers(rows * columns, seed: 8)
    let start: [Float] = Fixture.numbers(columns + 2, seed: 9)
    let sums = try device.buffer(start)
    let scratch = try device.buffer(
      of: Float.self, count: NetworkKernels.sumsCount(rows: rows, columns: columns))
    try kernels.addColumnSums(
      rows: rows, of: device.buffer(values), columns: columns, onto: DeviceSlice(sums, from: 2),
      scratch: scratch)
    var wanted = start
    for part in Passes.ranges(rows, size: slice) {
      var own = [Float](repeating: 0, count: columns)
      Float.addColumnSums(
        rows: part.count, of: Array(values[part.lowerBound * columns..<part.upperBound * columns]),
        columns: columns, onto: &own)
      for j in 0..<columns { wanted[2 + j] += own[j] }
    }
    #expect(try sums.read() == wanted)
    let filled = try device.buffer(of: Float.self, count: 3 * columns)
    try kernels.fill(rows: 3, with: DeviceSlice(sums, from: 2), columns: columns, filled)
    let bias = Array(wanted.dropFirst(2))
    #expect(try filled.read() == bias + bias + bias)
  }

  /// Far out too, where 1 + e^-|z| is 1 in single precision: the loss of a sample that is right
  /// is small, and not 0.
  @Test(arguments: DeviceFixture.devices)
  func crossEntropy(device: Device) throws {
    let kernels = try NetworkKernels(device)
    let logits = (-600...600).map { Float($0) / 10 }
    for label in [0, 1] as [Float] {
      let labels = logits.map { _ in label }
      let losses = try device.buffer(of: Float.self, count: logits.count)
      let gradients = try device.buffer(of: Float.self, count: logits.count)
      try kernels.losses(
        .crossEntropy, samples: logits.count, width: 1, share: 1,
        outputs: device.buffer(logits), targets: device.buffer(labels), losses: losses,
        gradients: gradients)
      for (logit, found) in zip(logits, try losses.read()) {
        let away = Double(label == 0 ? logit : -logit)
        let wanted = max(away, 0) + log1p(exp(-abs(away)))
        #expect(abs(Double(found) / wanted - 1) < 5e-7, "logit \(logit), label \(label)")
      }
      #expect(try gradients.read().allSatisfy { label == 0 ? $0 >= 0 : $0 <= 0 })
    }
  }
}
