// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

extension Activation {
  /// Whether kernels of it are there.
  var isOnDevices: Bool {
    switch self {
    case .identity, .relu, .leaky, .tanh: true
    case .sigmoid, .softplus: false
    }
  }
}

extension NetworkKernels {
  func activate(
    _ kind: Activation, _ values: DeviceBuffer<Float>, count: Int
  ) throws(DeviceError) {
    let arguments: [KernelArgument] = [.buffer(values), .place(count)]
    switch kind {
    case .identity: return
    case .relu: try launch(.relu, items: count, arguments)
    case .leaky(let slope):
      try launch(.leaky, items: count, arguments + [.single(Float(slope))])
    case .tanh: try launch(.tanh, items: count, arguments)
    case .sigmoid, .softplus: preconditionFailure("refused when the network was made")
    }
  }

  func multiplyBySlope(
    of kind: Activation, at outputs: DeviceBuffer<Float>, _ gradient: DeviceBuffer<Float>,
    count: Int
  ) throws(DeviceError) {
    let arguments: [KernelArgument] = [.buffer(outputs), .buffer(gradient), .place(count)]
    switch kind {
    case .identity: return
    case .relu: try launch(.reluSlope, items: count, arguments)
    case .leaky(let slope):
      try launch(.leakySlope, items: count, arguments + [.single(Float(slope))])
    case .tanh: try launch(.tanhSlope, items: count, arguments)
    case .sigmoid, .softplus: preconditionFailure("refused when the network was made")
    }
  }

  func fill(
    rows: Int, with bias: DeviceSlice, columns: Int, _ output: DeviceBuffer<Float>
  ) throws(DeviceError) {
    try launch(
      .fillRows, items: rows * columns,
      [
        .buffer(bias.buffer), .place(bias.start), .count(rows), .count(columns), .buffer(output),
      ])
  }

  /// Numbers of memory that the sums over columns need.
  static func sumsCount(rows: Int, columns: Int) -> Int {
    (rows + TiledMatrices.slice - 1) / TiledMatrices.slice * columns
  }

  /// In slices of rows, which are added in rising order.
  func addColumnSums(
    rows: Int, of values: DeviceBuffer<Float>, columns: Int, onto sums: DeviceSlice,
    scratch: DeviceBuffer<Float>
  ) throws(DeviceError) {
    let slice = TiledMatrices.slice
    let count = Self.sumsCount(rows: rows, columns: columns)
    try launch(
      .columnSums, items: count,
      [.buffer(values), .count(rows), .count(columns), .count(slice), .buffer(scratch)])
    try launch(
      .addSlices, items: columns,
      [
        .buffer(scratch), .count(count / columns), .count(columns), .buffer(sums.buffer),
        .place(sums.start),
      ])
  }
}
