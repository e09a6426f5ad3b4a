// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A sample by its number, asked for on any thread.
typealias SampleDraw<Element: Scalar> =
  @Sendable (_ index: Int) throws(AssayError) -> Sample<Element>

/// What of an epoch is computing, on the CPU or on a device: it holds the weights, and what the
/// optimiser remembers, from batch to batch.
protocol TrainingEngine<Element> {
  associatedtype Element: Scalar

  /// Taken so far, those before a checkpoint included.
  var steps: Int { get }

  /// The most samples of a pass so far, where memory had no room for those asked for.
  var samplesPerPass: Int? { get }

  /// The mean loss of a batch in an epoch of `count` samples, and a step against its gradient; no
  /// step where the loss is no number.
  mutating func step(
    _ rule: Optimiser, batch: Range<Int>, of count: Int, sample: SampleDraw<Element>
  ) throws(AssayError) -> Double

  /// The weights as they are now, held against samples 0 ..< count.
  func validate(count: Int, sample: SampleDraw<Element>) throws(AssayError) -> Evaluation<Element>

  /// What a checkpoint keeps.
  func state() throws(AssayError) -> (weights: [Element], optimiser: OptimiserState<Element>)
}

/// The engine of the CPU, for networks of any kind.
struct HostEngine<Element: Scalar>: TrainingEngine {
  private var network: Network<Element>
  private var optimiser: OptimiserState<Element>
  private var result = LossGradient<Element>()
  private let gradients: BatchGradient<Element>
  private let threads: Int

  init(
    _ network: Network<Element>, _ optimiser: OptimiserState<Element>,
    _ gradients: BatchGradient<Element>, threads: Int
  ) {
    (self.network, self.optimiser) = (network, optimiser)
    (self.gradients, self.threads) = (gradients, threads)
  }

  var steps: Int { optimiser.steps }
  var samplesPerPass: Int? { nil }

  mutating func step(
    _ rule: Optimiser, batch: Range<Int>, of count: Int, sample: SampleDraw<Element>
  ) throws(AssayError) -> Double {
    let first = batch.lowerBound
    try gradients.evaluate(
      network, count: batch.count, threads: threads, step: optimiser.steps, into: &result
    ) { (index) throws(AssayError) in try sample(first + index) }
    guard result.loss.isFinite else { return result.loss }
    Element.step(rule, &optimiser, gradient: result.weights, weights: &network.weights)
    network.follow(result)
    return result.loss
  }

  func validate(count: Int, sample: SampleDraw<Element>) throws(AssayError) -> Evaluation<Element> {
    try network.evaluate(
      count: count, loss: gradients.loss, threads: threads, matrices: gradients.matrices,
      sample: sample)
  }

  func state() -> (weights: [Element], optimiser: OptimiserState<Element>) {
    (network.weights, optimiser)
  }
}
