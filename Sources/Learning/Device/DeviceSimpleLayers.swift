// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// A ``MaximumPool`` on a device.
struct DeviceMaximumPool: DeviceLayer {
  let table: DeviceTable
  let channels: Int

  init(_ layer: MaximumPool<Float>, on device: Device) throws(DeviceError) {
    table = try DeviceTable(layer.table, on: device)
    channels = layer.input.channels
  }

  var chosenCount: Int { table.outputs * channels }

  func forward(_ pass: DevicePass) throws(DeviceError) {
    try pass.kernels.poolMaximum(
      samples: pass.samples, of: pass.input, channels: channels, through: table,
      into: pass.output, chosen: pass.chosen)
  }

  func backward(_ pass: DevicePass, _ back: DeviceWayBack) throws(DeviceError) {
    guard let inputGradient = back.inputGradient else { return }
    try pass.kernels.unpoolMaximum(
      samples: pass.samples, of: back.outputGradient, channels: channels, through: table,
      chosen: pass.chosen, into: inputGradient)
  }
}

extension MaximumPool: DeviceReady where Element == Float {
  func onDevice(_ device: Device) throws(DeviceError) -> any DeviceLayer {
    try DeviceMaximumPool(self, on: device)
  }
}

/// A view: the output is the input, and the gradients are the same too.
struct DeviceView: DeviceLayer {
  func forward(_ pass: DevicePass) throws(DeviceError) {}
  func backward(_ pass: DevicePass, _ back: DeviceWayBack) throws(DeviceError) {}
}

extension Flatten: DeviceReady where Element == Float {
  func onDevice(_ device: Device) throws(DeviceError) -> any DeviceLayer { DeviceView() }
}
