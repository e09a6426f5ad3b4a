// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics

/// A layer on a device. As ``Layer``, with the same sums in a fixed order, whatever the device.
protocol DeviceLayer: Sendable {
  /// Numbers for each sample of which child was chosen.
  var chosenCount: Int { get }
  /// Numbers of a gathered matrix, at once.
  func gatheredCount(samples: Int) -> Int
  /// Numbers of partial sums, at once.
  func partialCount(samples: Int, _ matrices: any DeviceMatrices) -> Int
  /// Writes all of `pass.output`.
  func forward(_ pass: DevicePass) throws(DeviceError)
  /// Adds to `back.weightGradient` and, where it is wanted, writes all of `back.inputGradient`.
  func backward(_ pass: DevicePass, _ back: DeviceWayBack) throws(DeviceError)
}

extension DeviceLayer {
  var chosenCount: Int { 0 }
  func gatheredCount(samples: Int) -> Int { 0 }
  func partialCount(samples: Int, _ matrices: any DeviceMatrices) -> Int { 0 }
}

/// What a layer needs for the outputs of a few samples.
struct DevicePass: Sendable {
  let samples: Int
  let input: DeviceBuffer<Float>
  let output: DeviceBuffer<Float>
  /// Its slice of the parameter vector.
  let weights: DeviceSlice
  let chosen: DeviceBuffer<Int32>
  let gathered: DeviceBuffer<Float>
  let partial: DeviceBuffer<Float>
  let kernels: NetworkKernels
  let matrices: any DeviceMatrices

  func multiply(
    _ shape: MatrixProduct, _ left: DeviceSlice, _ right: DeviceSlice, _ result: DeviceSlice
  ) throws(DeviceError) {
    try matrices.multiply(shape, left, right, result, scratch: partial)
  }
}

/// What it needs beside that for the gradients.
struct DeviceWayBack: Sendable {
  /// By the outputs; may be overwritten.
  let outputGradient: DeviceBuffer<Float>
  /// Nil where it is not wanted, as in the first layer.
  let inputGradient: DeviceBuffer<Float>?
  let weightGradient: DeviceSlice
}

/// A layer that has kernels for devices.
protocol DeviceReady {
  /// Its tables go to the device.
  func onDevice(_ device: Device) throws(DeviceError) -> any DeviceLayer
  /// What of it has no kernel; nil where all has.
  var missingKernel: String? { get }
}

extension DeviceReady {
  var missingKernel: String? { nil }
}
