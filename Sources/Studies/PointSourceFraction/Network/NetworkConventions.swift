// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning

/// What faults can spoil of the network, its training and its answers.
struct NetworkConventions: Sendable, Equatable {
  /// What is trained, and counted.
  var shape = FractionNetwork()
  var training = TrainingConventions()
  /// Labels in an order of their own: nothing can be learnt.
  var shufflesLabels = false
  /// The control keeps its labels.
  var keepsControlLabels = false
  /// What training images are drawn from, where it is not what tests are drawn from.
  var trainingSpread: Double?
  /// Added to every estimate.
  var bias = 0.0
  /// exp(v) for a standard deviation instead of exp(v/2).
  var takesVarianceForDeviation = false
}

/// What faults can spoil of the steps of a training: losses, rates and turns come from here, both for
/// ``FractionTraining`` and for the statements that hold them against their definitions.
struct TrainingConventions: Sendable, Equatable {
  var halvesGradient = false
  var forgetsLogarithm = false
  var seedsByThreads = false
  var keepsRate = false
  var turns: ImageTurns.Fault?

  /// Of the warm-up: ten times the mean square.
  func squares<Element: Scalar>() -> any Loss<Element> {
    spoilt(SquareOfMean<Element>(weight: 10))
  }

  /// Of the other epochs.
  func likelihood<Element: Scalar>() -> any Loss<Element> {
    forgetsLogarithm
      ? spoilt(WithoutLogarithm<Element>()) : spoilt(GaussianVariance<Element>())
  }

  private func spoilt<Element: Scalar>(_ loss: any Loss<Element>) -> any Loss<Element> {
    halvesGradient ? HalvedGradient(base: loss) : loss
  }

  func optimiser(_ cycle: RateCycle, at step: Int) -> Optimiser {
    keepsRate ? .adam(rate: cycle.top) : cycle.optimiser(at: step)
  }
}

/// A loss whose gradient is half of what it ought to be: a fault.
private struct HalvedGradient<Element: Scalar>: Loss {
  let base: any Loss<Element>

  var name: String { "half of " + base.name }

  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let value = base.value(output: output, target: target, gradient: gradient)
    for i in gradient.indices { gradient[i] /= 2 }
    return value
  }
}

/// The Gaussian likelihood without the logarithm of its variance: a fault.
private struct WithoutLogarithm<Element: Scalar>: Loss {
  private let base = GaussianVariance<Element>()

  var name: String { base.name + ", without its logarithm" }

  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let value = base.value(output: output, target: target, gradient: gradient)
    let v = base.clipped(output[1])
    if v == output[1] { gradient[1] -= 1 / 2 }
    return value - Double(v) / 2
  }
}
