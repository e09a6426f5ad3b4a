// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// The compiled kernels of networks on one device, but for the products. Each call launches and
/// returns at once; the loops of the same names in `Scalar` are the specification.
struct NetworkKernels: Sendable {
  let device: Device
  private let kernels: [Name: DeviceKernel]

  enum Name: String, CaseIterable {
    case gather, scatter
    case setPlaces = "set_places"
    case poolMaximum = "pool_maximum"
    case unpoolMaximum = "unpool_maximum"
    case relu, leaky, tanh
    case reluSlope = "relu_slope"
    case leakySlope = "leaky_slope"
    case tanhSlope = "tanh_slope"
    case fillRows = "fill_rows"
    case columnSums = "column_sums"
    case addSlices = "add_slices"
    case crossEntropy = "cross_entropy"
    case meanSquare = "mean_square"
    case adam, adadelta, descent
  }

  init(_ device: Device) throws(DeviceError) {
    self.device = device
    var kernels: [Name: DeviceKernel] = [:]
    for name in Name.allCases {
      kernels[name] = try device.kernel("assay_device_\(name.rawValue)", of: NetworkTexts.elements)
    }
    self.kernels = kernels
  }

  func launch(_ name: Name, items: Int, _ arguments: [KernelArgument]) throws(DeviceError) {
    guard let kernel = kernels[name] else { preconditionFailure("all names are compiled") }
    try device.launch(kernel, items: items, group: 256, arguments)
  }

  /// Numbers at places, none of which comes twice.
  func set(
    _ values: DeviceBuffer<Float>, at places: DeviceBuffer<Int32>, count: Int,
    of input: DeviceBuffer<Float>
  ) throws(DeviceError) {
    try launch(
      .setPlaces, items: count,
      [.buffer(places), .buffer(values), .count(count), .buffer(input)])
  }
}
