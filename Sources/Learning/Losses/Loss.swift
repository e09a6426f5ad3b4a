// SPDX-License-Identifier: GPL-3.0-or-later

/// What training minimises: a number for each sample, averaged over samples.
public protocol Loss<Element>: Sendable {
  associatedtype Element: Scalar

  /// Tells checkpoints apart.
  var name: String { get }
  /// Numbers that a network must have at its end for targets of `targets` numbers; nil where the
  /// loss has no such targets.
  func outputs(forTargets targets: Int) -> Int?
  /// The loss of one sample. Its gradient by the outputs is written, not added.
  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double
  /// Whether the output is on the target's side; nil where the loss knows no sides.
  func isRight(output: UnsafeBufferPointer<Element>, target: [Element]) -> Bool?
}

extension Loss {
  public func isRight(output: UnsafeBufferPointer<Element>, target: [Element]) -> Bool? { nil }
}

/// Binary cross-entropy of logits z and labels y in [0, 1], averaged over the outputs:
///
///     max(z, 0) − z y + ln(1 + e^−|z|),   gradient σ(z) − y
///
/// which is −y ln σ(z) − (1 − y) ln(1 − σ(z)) without overflow or cancellation.
public struct BinaryCrossEntropy<Element: Scalar>: Loss {
  public init() {}

  public var name: String { "binary cross-entropy" }
  public func outputs(forTargets targets: Int) -> Int? { targets }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    target.withUnsafeBufferPointer { target in
      guard let output = output.baseAddress, let wanted = target.baseAddress,
        let gradient = gradient.baseAddress
      else { return 0 }
      return Double(
        Element.crossEntropy(count: target.count, output, wanted, gradient: gradient))
    }
  }

  /// All logits positive where the label is above one half, and not where it is not.
  public func isRight(output: UnsafeBufferPointer<Element>, target: [Element]) -> Bool? {
    zip(output, target).allSatisfy { ($0 > 0) == ($1 > 0.5) }
  }
}

/// The squared difference of outputs and targets, averaged over the outputs.
public struct MeanSquare<Element: Scalar>: Loss {
  public init() {}

  public var name: String { "mean square" }
  public func outputs(forTargets targets: Int) -> Int? { targets }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    target.withUnsafeBufferPointer { target in
      guard let output = output.baseAddress, let wanted = target.baseAddress,
        let gradient = gradient.baseAddress
      else { return 0 }
      return Double(
        Element.meanSquare(count: target.count, output, wanted, gradient: gradient))
    }
  }
}
