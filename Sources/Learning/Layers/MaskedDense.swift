// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A dense layer some of whose weights are held at zero: y = a(x (W ∘ M) + b), M the mask.
///
/// Weights outside the mask may have any value; they are not read, and their gradient is exactly
/// zero. So an output does not depend on a masked input, to the bit, as long as that input is
/// finite. Cost: that of `Dense`; the products run over the zeros too.
public struct MaskedDense<Element: Scalar>: Layer {
  public let input: TensorShape
  public let connections: Connections
  public let bias: Bool
  public let activation: Activation
  private let initialiser: Initialiser
  private let mask: [Element]

  /// Throws `badValue` where the connections do not fit the input's channels.
  public init(
    input: TensorShape, connections: Connections, bias: Bool = true,
    activation: Activation = .identity, initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    try LayerRules.check(input, activation)
    guard connections.inputs == input.channels else {
      throw .badValue(
        name: "connections of a masked layer", found: "\(connections.inputs) inputs",
        accepted: "\(input.channels), the channels of the layer before")
    }
    (self.input, self.connections, self.bias) = (input, connections, bias)
    (self.activation, self.initialiser) = (activation, initialiser)
    mask = connections.mask()
  }

  private var units: Int { connections.units }

  public var output: TensorShape { TensorShape(pixels: input.pixels, channels: units) }

  public var configuration: String {
    "\(activation), mask " + connections.allowed.map { $0 ? "1" : "0" }.joined()
  }

  public var parameters: [ParameterShape] {
    let kernel = ParameterShape(
      name: "kernel", shape: [input.channels, units], initialiser: initialiser)
    return bias
      ? [kernel, ParameterShape(name: "bias", shape: [units], initialiser: .zeros)] : [kernel]
  }

  public var cost: LayerCost {
    let product = 2 * Double(input.count) * Double(units)
    return LayerCost(forward: product, parameterGradient: product, inputGradient: product)
  }

  /// The masked weights.
  public func prepare(
    _ parameters: UnsafePointer<Element>, reusing old: (any Sendable)?
  ) -> (any Sendable)? {
    MaskedWeights.make(parameters, mask: mask, reusing: old)
  }

  public func forward(_ pass: ForwardPass<Element>) {
    let rows = pass.samples * input.pixels
    if bias {
      Element.fill(
        rows: rows, with: pass.parameters + input.channels * units, columns: units, pass.output)
    }
    pass.matrices.multiply(
      MatrixProduct(rows: rows, columns: units, inner: input.channels, accumulates: bias),
      pass.denseInput, MaskedWeights.read(pass.prepared), pass.output)
    Element.activate(activation, pass.output, count: rows * units)
  }

  public func backward(_ pass: BackwardPass<Element>) {
    let rows = pass.samples * input.pixels
    Element.multiplyBySlope(
      of: activation, at: pass.output, pass.outputGradient, count: rows * units)
    if bias {
      Element.addColumnSums(
        rows: rows, of: pass.outputGradient, columns: units,
        onto: pass.parameterGradient + input.channels * units)
    }
    pass.matrices.multiply(
      MatrixProduct(
        rows: input.channels, columns: units, inner: rows, leftTransposed: true,
        accumulates: true),
      pass.denseInput, pass.outputGradient, pass.parameterGradient)
    guard let inputGradient = pass.inputGradient else { return }
    pass.matrices.multiply(
      MatrixProduct(rows: rows, columns: input.channels, inner: units, rightTransposed: true),
      pass.outputGradient, MaskedWeights.read(pass.prepared), inputGradient)
  }

  /// The gradient of masked weights is set to zero, once for the whole sum.
  public func finish(_ state: AnyObject?, parameterGradient: UnsafeMutablePointer<Element>) {
    mask.withUnsafeBufferPointer { mask in
      guard let start = mask.baseAddress else { return }
      Element.multiply(
        UnsafePointer(parameterGradient), by: start, count: mask.count, into: parameterGradient)
    }
  }
}
