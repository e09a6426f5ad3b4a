// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// Losses and steps of optimisers, by the text of the kernels that accelerators run too. The bodies
/// in `Scalar` are their specification, to the bit.
extension Float {
  public static func crossEntropy(
    count: Int, _ output: UnsafePointer<Float>, _ target: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>
  ) -> Float {
    assay_cross_entropy(output, target, Int32(count), gradient)
  }

  public static func meanSquare(
    count: Int, _ output: UnsafePointer<Float>, _ target: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>
  ) -> Float {
    assay_mean_square_loss(output, target, Int32(count), gradient)
  }

  public static func adadelta(
    _ rate: Float, _ decay: Float, _ epsilon: Float, count: Int, gradient: UnsafePointer<Float>,
    square: UnsafeMutablePointer<Float>, changes: UnsafeMutablePointer<Float>,
    weights: UnsafeMutablePointer<Float>
  ) {
    assay_adadelta(rate, decay, epsilon, gradient, square, changes, weights, Int64(count))
  }

  public static func adam(
    _ rate: Float, _ first: Float, _ second: Float, _ epsilon: Float, count: Int,
    gradient: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    assay_adam(rate, first, second, epsilon, gradient, mean, square, weights, Int64(count))
  }

  public static func descent(
    _ rate: Float, _ momentum: Float, count: Int, gradient: UnsafePointer<Float>,
    velocity: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    assay_descent(rate, momentum, gradient, velocity, weights, Int64(count))
  }
}
