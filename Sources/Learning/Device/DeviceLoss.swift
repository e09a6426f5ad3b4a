// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// A loss that has a kernel, Kernels/Devices/NetworkLosses.h.
protocol DeviceLoss {
  var kernel: NetworkKernels.Name { get }
}

extension BinaryCrossEntropy: DeviceLoss where Element == Float {
  var kernel: NetworkKernels.Name { .crossEntropy }
}

extension MeanSquare: DeviceLoss where Element == Float {
  var kernel: NetworkKernels.Name { .meanSquare }
}

extension NetworkKernels {
  /// The loss of each sample, and its gradient by the outputs times the sample's share of the batch.
  func losses(
    _ name: Name, samples: Int, width: Int, share: Float, outputs: DeviceBuffer<Float>,
    targets: DeviceBuffer<Float>, losses: DeviceBuffer<Float>, gradients: DeviceBuffer<Float>
  ) throws(DeviceError) {
    try launch(
      name, items: samples,
      [
        .buffer(outputs), .buffer(targets), .count(samples), .count(width), .single(share),
        .buffer(losses), .buffer(gradients),
      ])
  }
}
