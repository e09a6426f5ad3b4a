// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// A ``Convolution`` on a device: gathers through a table and matrix products, in blocks of rows so
/// that the gathered matrix takes no more than ``blockNumbers`` numbers, and none of its bits depend
/// on the blocks.
struct DeviceConvolution: DeviceLayer {
  /// Numbers of a block: 32 MiB, which stays in the second-level cache of the larger accelerators
  /// between the gather that writes and the product that reads it.
  static let blockNumbers = 1 << 23

  let table: DeviceTable
  let channels: Int
  let filters: Int
  let bias: Bool
  let activation: Activation
  private let blockNumbers: Int

  init(
    _ layer: Convolution<Float>, on device: Device, blockNumbers: Int = Self.blockNumbers
  ) throws(DeviceError) {
    table = try DeviceTable(layer.table, on: device)
    (channels, filters, bias) = (layer.input.channels, layer.filters, layer.bias)
    (activation, self.blockNumbers) = (layer.activation, blockNumbers)
  }

  private var width: Int { table.width * channels }

  /// Rows of a block: whole slices of the products, so that sums do not depend on blocks.
  private var blockRows: Int {
    max(1, blockNumbers / width / TiledMatrices.slice) * TiledMatrices.slice
  }

  private func weightProduct(_ rows: Int) -> MatrixProduct {
    MatrixProduct(
      rows: width, columns: filters, inner: rows, leftTransposed: true, accumulates: true)
  }

  func gatheredCount(samples: Int) -> Int { min(blockRows, samples * table.outputs) * width }

  func partialCount(samples: Int, _ matrices: any DeviceMatrices) -> Int {
    let rows = samples * table.outputs
    return max(
      matrices.scratchCount(weightProduct(min(blockRows, rows))),
      bias ? NetworkKernels.sumsCount(rows: rows, columns: filters) : 0)
  }

  func forward(_ pass: DevicePass) throws(DeviceError) {
    let rows = pass.samples * table.outputs
    if bias {
      try pass.kernels.fill(
        rows: rows, with: pass.weights.advanced(by: width * filters), columns: filters,
        pass.output)
    }
    for block in Passes.ranges(rows, size: blockRows) {
      try pass.kernels.gather(
        rows: block, of: pass.input, channels: channels, through: table, into: pass.gathered)
      try pass.multiply(
        MatrixProduct(rows: block.count, columns: filters, inner: width, accumulates: bias),
        DeviceSlice(pass.gathered), pass.weights,
        DeviceSlice(pass.output, from: block.lowerBound * filters))
    }
    try pass.kernels.activate(activation, pass.output, count: rows * filters)
  }

  func backward(_ pass: DevicePass, _ back: DeviceWayBack) throws(DeviceError) {
    let rows = pass.samples * table.outputs
    try pass.kernels.multiplyBySlope(
      of: activation, at: pass.output, back.outputGradient, count: rows * filters)
    if bias {
      try pass.kernels.addColumnSums(
        rows: rows, of: back.outputGradient, columns: filters,
        onto: back.weightGradient.advanced(by: width * filters), scratch: pass.partial)
    }
    let gathered = DeviceSlice(pass.gathered)
    for block in Passes.ranges(rows, size: blockRows) {
      let gradient = DeviceSlice(back.outputGradient, from: block.lowerBound * filters)
      try pass.kernels.gather(
        rows: block, of: pass.input, channels: channels, through: table, into: pass.gathered)
      try pass.multiply(weightProduct(block.count), gathered, gradient, back.weightGradient)
      guard let inputGradient = back.inputGradient else { continue }
      try pass.multiply(
        MatrixProduct(rows: block.count, columns: width, inner: filters, rightTransposed: true),
        gradient, pass.weights, gathered)
      try pass.kernels.scatterAdd(
        rows: block, from: pass.gathered, channels: channels, through: table,
        onto: inputGradient)
    }
  }
}

extension Convolution: DeviceReady where Element == Float {
  func onDevice(_ device: Device) throws(DeviceError) -> any DeviceLayer {
    try DeviceConvolution(self, on: device)
  }

  var missingKernel: String? { activation.isOnDevices ? nil : "\(activation)" }
}
