// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The largest child of each output pixel, channel by channel.
///
/// The gradient goes to one child, the first of equal ones.
public struct MaximumPool<Element: Scalar>: Layer {
  public let input: TensorShape
  public let output: TensorShape
  public let table: PoolTable

  /// Throws `badValue` where the table does not fit the input.
  public init(input: TensorShape, table: PoolTable) throws(AssayError) {
    try LayerRules.check(input, .identity)
    try LayerRules.check(pixels: table.inputs, of: "pool table", input: input)
    (self.input, self.table) = (input, table)
    output = TensorShape(pixels: table.outputs, channels: input.channels)
  }

  public var cacheBytes: Int { output.count * MemoryLayout<Int32>.stride }

  public func forward(_ pass: ForwardPass<Element>) {
    Element.poolMaximum(
      rows: pass.samples * table.outputs, of: pass.denseInput, channels: input.channels,
      through: table, into: pass.output, chosen: pass.cache.assumingMemoryBound(to: Int32.self))
  }

  public func backward(_ pass: BackwardPass<Element>) {
    guard let inputGradient = pass.inputGradient else { return }
    inputGradient.clear(count: pass.samples * input.count)
    Element.unpoolMaximum(
      rows: pass.samples * table.outputs, of: pass.outputGradient, channels: input.channels,
      through: table, chosen: pass.cache.assumingMemoryBound(to: Int32.self),
      onto: inputGradient)
  }
}

/// The mean of the children of each output pixel, channel by channel.
public struct AveragePool<Element: Scalar>: Layer {
  public let input: TensorShape
  public let output: TensorShape
  public let table: PoolTable

  /// Throws `badValue` where the table does not fit the input.
  public init(input: TensorShape, table: PoolTable) throws(AssayError) {
    try LayerRules.check(input, .identity)
    try LayerRules.check(pixels: table.inputs, of: "pool table", input: input)
    (self.input, self.table) = (input, table)
    output = TensorShape(pixels: table.outputs, channels: input.channels)
  }

  public func forward(_ pass: ForwardPass<Element>) {
    Element.poolAverage(
      rows: pass.samples * table.outputs, of: pass.denseInput, channels: input.channels,
      through: table, into: pass.output)
  }

  public func backward(_ pass: BackwardPass<Element>) {
    guard let inputGradient = pass.inputGradient else { return }
    inputGradient.clear(count: pass.samples * input.count)
    Element.unpoolAverage(
      rows: pass.samples * table.outputs, of: pass.outputGradient, channels: input.channels,
      through: table, onto: inputGradient)
  }
}
