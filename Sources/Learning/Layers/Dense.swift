// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A dense layer, for each pixel by itself: y = a(x W + b).
///
/// W is stored input by input, element (i, u) at i × units + u, the layout of Keras's Dense.
/// Cost: 2 × pixels × inputs × units flops, three times that with both gradients.
public struct Dense<Element: Scalar>: Layer {
  public let input: TensorShape
  public let units: Int
  public let bias: Bool
  public let activation: Activation
  private let initialiser: Initialiser

  public init(
    input: TensorShape, units: Int, bias: Bool = true, activation: Activation = .identity,
    initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    try LayerRules.check(input, activation)
    try LayerRules.check(units: units, "units of a dense layer")
    (self.input, self.units, self.bias) = (input, units, bias)
    (self.activation, self.initialiser) = (activation, initialiser)
  }

  public var output: TensorShape { TensorShape(pixels: input.pixels, channels: units) }

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

  public func forward(_ pass: ForwardPass<Element>) {
    let rows = pass.samples * input.pixels
    if bias {
      Element.fill(
        rows: rows, with: pass.parameters + input.channels * units, columns: units, pass.output)
    }
    pass.matrices.multiply(
      MatrixProduct(rows: rows, columns: units, inner: input.channels, accumulates: bias),
      pass.denseInput, pass.parameters, pass.output)
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
      pass.outputGradient, pass.parameters, inputGradient)
  }
}
