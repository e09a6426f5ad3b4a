// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
private import Synchronization

/// A network that is asked for a step again and again, always from the same weights.
final class FractionStep<Element: Scalar>: Sendable {
  private struct State: Sendable {
    /// What the step is taken on.
    var moved: Network<Element>
    var optimiser: OptimiserState<Element>
    var gradient = LossGradient<Element>()
  }

  private let gradients: BatchGradient<Element>
  private let network: Network<Element>
  private let samples: [Sample<Element>]
  private let state: Mutex<State>

  init(_ network: Network<Element>, _ samples: [Sample<Element>], lanes: Int) {
    (self.network, self.samples) = (network, samples)
    gradients = BatchGradient(
      network, loss: GaussianVariance(), matrices: OpenBLASMatrices<Element>(), lanes: lanes)
    state = Mutex(
      State(
        moved: network,
        optimiser: OptimiserState(.adam(), weights: network.weights.count)))
  }

  /// The loss and every 31st number of the gradient: turning all of them into doubles would take a
  /// time of its own.
  func step(threads: Int) throws(AssayError) -> [Double] {
    try state.withLock { (state) throws(AssayError) in
      try gradients.evaluate(
        network, count: samples.count, threads: threads, into: &state.gradient
      ) { samples[$0] }
      Element.step(
        .adam(), &state.optimiser, gradient: state.gradient.weights,
        weights: &state.moved.weights)
      state.moved.follow(state.gradient)
      let weights = state.gradient.weights
      return [state.gradient.loss]
        + stride(from: 0, to: weights.count, by: 31).map { Double(weights[$0]) }
    }
  }
}
