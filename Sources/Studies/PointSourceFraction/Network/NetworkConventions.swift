// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning

/// What faults can spoil of the network, its training and its answers.
struct NetworkConventions: Sendable, Equatable {
  /// Labels in an order of their own: nothing can be learnt.
  var shufflesLabels = false
  /// The control keeps its labels.
  var keepsControlLabels = false
  /// Added to every estimate.
  var bias = 0.0
  /// exp(v) for a standard deviation instead of exp(v/2).
  var takesVarianceForDeviation = false
  /// What training images are drawn from, where it is not what tests are drawn from.
  var trainingSpread: Double?
  /// Weights stay as they were drawn.
  var isUntrained = false
  var halvesGradient = false
  var forgetsLogarithm = false
  var seedsByThreads = false
  var mirrorsTurns = false
  var keepsRate = false
  /// Normalisation of the specification.
  var epsilon = 1e-5
  /// Side of the kernels that are counted.
  var kernelSize = 3
}

/// A loss whose gradient is half of what it ought to be: a fault.
struct HalvedGradient: Loss {
  let base: any Loss<Double>

  var name: String { "half of " + base.name }

  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Double>, target: [Double],
    gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let value = base.value(output: output, target: target, gradient: gradient)
    for i in gradient.indices { gradient[i] /= 2 }
    return value
  }
}
