// SPDX-License-Identifier: GPL-3.0-or-later

/// One step of a network, from samples of one shape to samples of another.
///
/// A layer holds no numbers of its own: its parameters are a slice of the network's one vector,
/// what `forward` leaves for `backward` stands in the pass's cache, and both may be called on many
/// threads at once. So a study can add a layer, say one with a fused kernel, and train it with the
/// same loop. A sum must not depend on anything but the pass, or runs are no longer repeatable.
public protocol Layer<Element>: Sendable {
  associatedtype Element: Scalar

  var input: TensorShape { get }
  var output: TensorShape { get }
  /// In the order in which they stand in the slice.
  var parameters: [ParameterShape] { get }
  /// Work of one dense sample.
  var cost: LayerCost { get }
  /// Bytes for each sample that `forward` leaves for `backward`.
  var cacheBytes: Int { get }
  /// Whether `forward` and `backward` take sparse samples; only the first layer is given some.
  var acceptsSparse: Bool { get }
  /// Whether the output is the input in another shape. Such a layer is never called.
  var isView: Bool { get }
  /// What else decides its outputs, in a few words: a checkpoint of another one is refused. Empty
  /// where the type, the shapes and the weights tell all.
  var configuration: String { get }

  /// Bytes that one call may use as it likes.
  func scratchBytes(samples: Int) -> Int
  /// Its parameters in the form that its passes read, made once for many of them; nil where they
  /// read the slice itself.
  ///
  /// - Parameter old: what the layer prepared for other weights, which nobody reads any more: its
  ///   memory may be used again.
  func prepare(
    _ parameters: UnsafePointer<Element>, reusing old: (any Sendable)?
  ) -> (any Sendable)?
  /// What a workspace of so many samples keeps for this layer from pass to pass; nil for nothing.
  func makeState(samples: Int, forGradients: Bool) -> AnyObject?
  /// Writes all of `pass.output`.
  func forward(_ pass: ForwardPass<Element>)
  /// Adds to `pass.parameterGradient` and, where it is wanted, writes all of `pass.inputGradient`.
  func backward(_ pass: BackwardPass<Element>)
  /// Called after the last backward pass of a sum of gradients, for a layer that has kept a part of
  /// the sum in its state: adds it and begins anew.
  func finish(_ state: AnyObject?, parameterGradient: UnsafeMutablePointer<Element>)
}

extension Layer {
  public var parameters: [ParameterShape] { [] }
  public var cost: LayerCost { LayerCost() }
  public var cacheBytes: Int { 0 }
  public var acceptsSparse: Bool { false }
  public var isView: Bool { false }
  public var configuration: String { "" }
  public func scratchBytes(samples: Int) -> Int { 0 }
  public func prepare(
    _ parameters: UnsafePointer<Element>, reusing old: (any Sendable)?
  ) -> (any Sendable)? { nil }
  public func makeState(samples: Int, forGradients: Bool) -> AnyObject? { nil }
  public func finish(_ state: AnyObject?, parameterGradient: UnsafeMutablePointer<Element>) {}
}

/// A parameter tensor of a layer.
public struct ParameterShape: Sendable, Equatable {
  /// Within the layer: "kernel", "bias".
  public var name: String
  /// Row-major.
  public var shape: [Int]
  public var initialiser: Initialiser

  public init(name: String, shape: [Int], initialiser: Initialiser) {
    (self.name, self.shape, self.initialiser) = (name, shape, initialiser)
  }

  public var count: Int { shape.reduce(1, *) }
}

/// Floating-point operations for one sample; a multiplication with an addition counts as two.
///
/// Counted are the matrix products alone: additions of biases, activations and comparisons of
/// pooling are less than a hundredth of them in networks with tens of filters.
public struct LayerCost: Sendable, Equatable {
  public var forward: Double
  public var parameterGradient: Double
  public var inputGradient: Double
  /// Forward and parameter gradient for each non-zero value of a sparse sample.
  public var perEvent: Double

  public init(
    forward: Double = 0, parameterGradient: Double = 0, inputGradient: Double = 0,
    perEvent: Double = 0
  ) {
    (self.forward, self.parameterGradient) = (forward, parameterGradient)
    (self.inputGradient, self.perEvent) = (inputGradient, perEvent)
  }
}
