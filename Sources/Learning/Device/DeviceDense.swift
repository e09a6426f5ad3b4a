// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// A ``Dense`` layer on a device.
struct DeviceDense: DeviceLayer {
  let input: TensorShape
  let units: Int
  let bias: Bool
  let activation: Activation

  init(_ layer: Dense<Float>) {
    (input, units, bias, activation) = (layer.input, layer.units, layer.bias, layer.activation)
  }

  private func weightProduct(_ rows: Int) -> MatrixProduct {
    MatrixProduct(
      rows: input.channels, columns: units, inner: rows, leftTransposed: true, accumulates: true)
  }

  func partialCount(samples: Int, _ matrices: any DeviceMatrices) -> Int {
    let rows = samples * input.pixels
    return max(
      matrices.scratchCount(weightProduct(rows)),
      bias ? NetworkKernels.sumsCount(rows: rows, columns: units) : 0)
  }

  func forward(_ pass: DevicePass) throws(DeviceError) {
    let rows = pass.samples * input.pixels
    if bias {
      try pass.kernels.fill(
        rows: rows, with: pass.weights.advanced(by: input.channels * units), columns: units,
        pass.output)
    }
    try pass.multiply(
      MatrixProduct(rows: rows, columns: units, inner: input.channels, accumulates: bias),
      DeviceSlice(pass.input), pass.weights, DeviceSlice(pass.output))
    try pass.kernels.activate(activation, pass.output, count: rows * units)
  }

  func backward(_ pass: DevicePass, _ back: DeviceWayBack) throws(DeviceError) {
    let rows = pass.samples * input.pixels
    try pass.kernels.multiplyBySlope(
      of: activation, at: pass.output, back.outputGradient, count: rows * units)
    if bias {
      try pass.kernels.addColumnSums(
        rows: rows, of: back.outputGradient, columns: units,
        onto: back.weightGradient.advanced(by: input.channels * units), scratch: pass.partial)
    }
    let gradient = DeviceSlice(back.outputGradient)
    try pass.multiply(
      weightProduct(rows), DeviceSlice(pass.input), gradient, back.weightGradient)
    guard let inputGradient = back.inputGradient else { return }
    try pass.multiply(
      MatrixProduct(rows: rows, columns: input.channels, inner: units, rightTransposed: true),
      gradient, pass.weights, DeviceSlice(inputGradient))
  }
}

extension Dense: DeviceReady where Element == Float {
  func onDevice(_ device: Device) throws(DeviceError) -> any DeviceLayer { DeviceDense(self) }

  var missingKernel: String? { activation.isOnDevices ? nil : "\(activation)" }
}
