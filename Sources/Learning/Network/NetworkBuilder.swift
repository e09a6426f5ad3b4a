// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Joins layers one after the other; each takes the shape that the one before has left.
///
///     var build = NetworkBuilder<Float>(input: TensorShape(pixels: 12288, channels: 15))
///     try build.convolve("conv1", table, filters: 76, activation: .relu)
///     try build.poolMaximum("pool1", pool)
///     try build.flatten("flat")
///     try build.dense("dense1", units: 1)
///     let network = try build.network(seed: 1)
public struct NetworkBuilder<Element: Scalar>: Sendable {
  private let input: TensorShape
  private var layers: [(name: String, layer: any Layer<Element>)] = []

  public init(input: TensorShape) { self.input = input }

  /// The shape that the next layer will be given.
  public var shape: TensorShape { layers.last?.layer.output ?? input }

  /// Adds any layer; a layer of a study's own comes in here.
  public mutating func append(_ name: String, _ layer: any Layer<Element>) {
    layers.append((name, layer))
  }

  public mutating func convolve(
    _ name: String, _ table: NeighbourTable, filters: Int, bias: Bool = false,
    activation: Activation = .identity, initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    append(
      name,
      try Convolution(
        input: shape, table: table, filters: filters, bias: bias, activation: activation,
        initialiser: initialiser))
  }

  public mutating func dense(
    _ name: String, units: Int, bias: Bool = true, activation: Activation = .identity,
    initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    append(
      name,
      try Dense(
        input: shape, units: units, bias: bias, activation: activation, initialiser: initialiser))
  }

  public mutating func maskedDense(
    _ name: String, _ connections: Connections, bias: Bool = true,
    activation: Activation = .identity, initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    append(
      name,
      try MaskedDense(
        input: shape, connections: connections, bias: bias, activation: activation,
        initialiser: initialiser))
  }

  public mutating func normaliseBatch(
    _ name: String, momentum: Double = 0.1, epsilon: Double = 1e-5
  ) throws(AssayError) {
    append(name, try BatchNormalisation(input: shape, momentum: momentum, epsilon: epsilon))
  }

  /// - Parameter seed: of the draws, which differ between layers of different names.
  public mutating func dropOut(
    _ name: String, rate: Double, seed: UInt64
  ) throws(AssayError) {
    append(name, try Dropout(input: shape, rate: rate, seed: seed, name: name))
  }

  public mutating func activate(_ name: String, _ activation: Activation) throws(AssayError) {
    append(name, try ActivationLayer(input: shape, activation))
  }

  public mutating func poolMaximum(_ name: String, _ table: PoolTable) throws(AssayError) {
    append(name, try MaximumPool(input: shape, table: table))
  }

  public mutating func poolAverage(_ name: String, _ table: PoolTable) throws(AssayError) {
    append(name, try AveragePool(input: shape, table: table))
  }

  public mutating func flatten(_ name: String) {
    append(name, Flatten(input: shape))
  }

  /// The network with weights drawn by the initialisers.
  public func network(seed: UInt64) throws(AssayError) -> Network<Element> {
    var network = try Network(layers)
    network.initialise(seed: seed)
    return network
  }
}
