// SPDX-License-Identifier: GPL-3.0-or-later

/// What a layer reads: samples one after the other, or, in the first layer, their non-zero values.
public enum LayerInput<Element: Scalar> {
  case dense(UnsafePointer<Element>)
  case sparse([SparseSample<Element>])
}

/// What a pass is for.
public enum PassMode: Sendable, Equatable {
  /// Outputs alone.
  case inference
  /// Outputs and gradients of a batch.
  ///
  /// - Parameters:
  ///   - step: steps of the optimiser before this one, so that random numbers differ from step to
  ///     step and are the same after a resumption.
  ///   - first: number within the batch of the pass's first sample.
  case training(step: Int, first: Int)
}

/// What a layer needs to compute the outputs of a few samples. The pointers are good for the call.
public struct ForwardPass<Element: Scalar> {
  public let samples: Int
  public let input: LayerInput<Element>
  /// The layer's slice of the parameter vector.
  public let parameters: UnsafePointer<Element>
  /// samples × the output shape, in any state; all of it is to be written.
  public let output: UnsafeMutablePointer<Element>
  /// Kept until `backward`: samples × `cacheBytes`, aligned to 64 bytes.
  public let cache: UnsafeMutableRawPointer
  /// Aligned to 64 bytes.
  public let scratch: UnsafeMutableRawPointer
  /// What `prepare` and `makeState` of the layer gave.
  public let prepared: (any Sendable)?
  public let state: AnyObject?
  public let mode: PassMode
  /// Of the whole batch, for a `BatchLayer` in training; otherwise empty.
  public let statistics: [Double]
  public let matrices: any MatrixBackend<Element>
}

/// What a layer needs to turn the gradient of its outputs into those of its inputs and parameters.
public struct BackwardPass<Element: Scalar> {
  public let samples: Int
  /// The input and output of `forward`.
  public let input: LayerInput<Element>
  public let output: UnsafePointer<Element>
  public let parameters: UnsafePointer<Element>
  /// Of the loss by the output; may be overwritten.
  public let outputGradient: UnsafeMutablePointer<Element>
  /// In any state, to be written; nil where it is not wanted, as in the first layer.
  public let inputGradient: UnsafeMutablePointer<Element>?
  /// To be added to.
  public let parameterGradient: UnsafeMutablePointer<Element>
  public let cache: UnsafeMutableRawPointer
  public let scratch: UnsafeMutableRawPointer
  /// What `prepare` and `makeState` of the layer gave.
  public let prepared: (any Sendable)?
  public let state: AnyObject?
  public let mode: PassMode
  /// As in `forward`.
  public let statistics: [Double]
  /// Sums of the whole batch, for a `BatchLayer` in training; otherwise empty.
  public let gradientSums: [Double]
  public let matrices: any MatrixBackend<Element>
}
