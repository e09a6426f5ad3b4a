// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// One transform of a flow as a layer: every number x_d goes to z_d by a monotone function whose
/// numbers a `Conditioner` gives from the numbers before it in the order.
///
/// The Jacobian is triangular in that order, so ln|det| is the sum of ln|dz_d/dx_d|. It travels
/// with the numbers as one channel more: in are (x_1 … x_D, ℓ), or x alone in the first transform,
/// out are (z_1 … z_D, ℓ + Σ_d ln|dz_d/dx_d|). The order takes the place of a permutation between
/// transforms: the numbers stay where they are.
public struct AutoregressiveTransform<Element: Scalar>: Layer {
  public let dimension: Int
  /// Place of each dimension in the order, from 1.
  public let degrees: [Int]
  public let hidden: [Int]
  public let kind: FlowKind
  public let activation: Activation
  /// Whether the input has the channel ℓ.
  public let isFirst: Bool
  let conditioner: Conditioner<Element>

  /// Throws `badValue` where the degrees are not an order of the dimensions, a number of hidden units
  /// is not positive, or the kind of transform has numbers out of range.
  public init(
    degrees: [Int], hidden: [Int], kind: FlowKind, activation: Activation = .relu, isFirst: Bool
  ) throws(AssayError) {
    guard !degrees.isEmpty, degrees.sorted() == Array(1...degrees.count) else {
      throw .badValue(
        name: "order of an autoregressive transform", found: "\(degrees)",
        accepted: "each of 1 … D once, D at least 1")
    }
    for units in hidden { try LayerRules.check(units: units, "hidden units of a transform") }
    try kind.check()
    try LayerRules.check(TensorShape(pixels: 1, channels: degrees.count), activation)
    dimension = degrees.count
    (self.degrees, self.hidden, self.kind) = (degrees, hidden, kind)
    (self.activation, self.isFirst) = (activation, isFirst)
    conditioner = try Conditioner(
      degrees: degrees, hidden: hidden, numbers: kind.numbers, activation: activation)
  }

  public var input: TensorShape {
    TensorShape(pixels: 1, channels: isFirst ? dimension : dimension + 1)
  }
  public var output: TensorShape { TensorShape(pixels: 1, channels: dimension + 1) }
  public var parameters: [ParameterShape] { conditioner.parameters }
  public var configuration: String { "\(kind), hidden \(hidden), \(activation), order \(degrees)" }

  public var cost: LayerCost {
    let products = conditioner.products
    return LayerCost(forward: products, parameterGradient: products, inputGradient: products)
  }

  private static var stride: Int { MemoryLayout<Element>.stride }

  public var cacheBytes: Int { conditioner.kept * Self.stride }

  public func scratchBytes(samples: Int) -> Int {
    (2 * (dimension + 1) + conditioner.scratch) * samples * Self.stride
  }

  /// The masked weights.
  public func prepare(
    _ parameters: UnsafePointer<Element>, reusing old: (any Sendable)?
  ) -> (any Sendable)? {
    MaskedWeights.make(parameters, mask: conditioner.mask, reusing: old)
  }

  public func finish(_ state: AnyObject?, parameterGradient: UnsafeMutablePointer<Element>) {
    conditioner.mask.withUnsafeBufferPointer { mask in
      guard let start = mask.baseAddress else { return }
      Element.multiply(
        UnsafePointer(parameterGradient), by: start, count: mask.count, into: parameterGradient)
    }
  }

  public func forward(_ pass: ForwardPass<Element>) {
    let (n, channels) = (pass.samples, input.channels)
    let kept = pass.cache.assumingMemoryBound(to: Element.self)
    let outputs = pass.scratch.assumingMemoryBound(to: Element.self)
    let sums = outputs + dimension * n
    Element.transpose(
      rows: n, columns: dimension, pass.denseInput, stride: channels, into: kept, stride: n)
    sums.clear(count: n)
    if !isFirst {
      Element.transpose(
        rows: n, columns: 1, pass.denseInput + dimension, stride: channels, into: sums, stride: n)
    }
    conditioner.forward(
      samples: n, MaskedWeights.read(pass.prepared), kept: kept, pass.matrices)
    let numbers = kept + conditioner.place(conditioner.layers, samples: n)
    for d in 0..<dimension {
      Element.transform(
        kind, count: n, kept + d * n, numbers: numbers + d * kind.numbers * n,
        into: outputs + d * n, logDeterminant: sums)
    }
    Element.transpose(
      rows: dimension + 1, columns: n, outputs, stride: n, into: pass.output,
      stride: dimension + 1)
  }

  public func backward(_ pass: BackwardPass<Element>) {
    let (n, channels) = (pass.samples, input.channels)
    let kept = pass.cache.assumingMemoryBound(to: Element.self)
    let outputs = pass.scratch.assumingMemoryBound(to: Element.self)
    let inputs = outputs + (dimension + 1) * n
    Element.transpose(
      rows: n, columns: dimension + 1, pass.outputGradient, stride: dimension + 1, into: outputs,
      stride: n)
    let sums = outputs + dimension * n
    let numbers = kept + conditioner.place(conditioner.layers, samples: n)
    for d in 0..<dimension {
      Element.transformGradient(
        kind, count: n, kept + d * n, numbers: numbers + d * kind.numbers * n,
        output: outputs + d * n, logDeterminant: sums, into: inputs + d * n)
    }
    conditioner.backward(
      samples: n, MaskedWeights.read(pass.prepared), kept: kept,
      scratch: inputs + (dimension + 1) * n, onto: pass.parameterGradient,
      input: pass.inputGradient == nil ? nil : inputs, pass.matrices)
    guard let inputGradient = pass.inputGradient else { return }
    // ∂ℓ_out/∂ℓ_in = 1.
    if !isFirst { (inputs + dimension * n).copy(from: sums, count: n) }
    Element.transpose(
      rows: channels, columns: n, inputs, stride: n, into: inputGradient, stride: channels)
  }
}
