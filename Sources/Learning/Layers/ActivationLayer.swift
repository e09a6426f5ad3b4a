// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// An activation as a layer of its own. Convolutions and dense layers can apply one themselves,
/// which saves two passes over memory.
public struct ActivationLayer<Element: Scalar>: Layer {
  public let input: TensorShape
  public var output: TensorShape { input }
  public let activation: Activation

  public init(input: TensorShape, _ activation: Activation) throws(AssayError) {
    try LayerRules.check(input, activation)
    (self.input, self.activation) = (input, activation)
  }

  public func forward(_ pass: ForwardPass<Element>) {
    let count = pass.samples * input.count
    pass.output.copy(from: pass.denseInput, count: count)
    Element.activate(activation, pass.output, count: count)
  }

  public func backward(_ pass: BackwardPass<Element>) {
    guard let inputGradient = pass.inputGradient else { return }
    let count = pass.samples * input.count
    inputGradient.copy(from: pass.outputGradient, count: count)
    Element.multiplyBySlope(of: activation, at: pass.output, inputGradient, count: count)
  }
}

/// What several layers refuse.
enum LayerRules {
  static func check(_ input: TensorShape, _ activation: Activation) throws(AssayError) {
    guard input.pixels > 0, input.channels > 0 else {
      throw .badValue(
        name: "input of a layer", found: "\(input.pixels) pixels × \(input.channels) channels",
        accepted: "positive numbers")
    }
    guard activation.isValid else {
      throw .badValue(
        name: "activation", found: "\(activation)", accepted: "a slope between 0 and 1")
    }
  }

  static func check(units: Int, _ name: String) throws(AssayError) {
    guard units > 0 else {
      throw .badValue(name: name, found: "\(units)", accepted: "a positive number")
    }
  }

  static func check(
    pixels: Int, of table: String, input: TensorShape
  ) throws(AssayError) {
    guard pixels == input.pixels else {
      throw .badValue(
        name: table, found: "a table for \(pixels) input pixels",
        accepted: "one for the \(input.pixels) pixels of the layer before")
    }
  }
}

extension ForwardPass {
  /// The input of a layer that does not accept sparse samples.
  public var denseInput: UnsafePointer<Element> {
    guard case .dense(let input) = input else { preconditionFailure("sparse input not accepted") }
    return input
  }
}

extension BackwardPass {
  /// The input of a layer that does not accept sparse samples.
  public var denseInput: UnsafePointer<Element> {
    guard case .dense(let input) = input else { preconditionFailure("sparse input not accepted") }
    return input
  }
}
