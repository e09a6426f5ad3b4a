// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The engine of a device: weights and optimiser stay there through an epoch; threads draw samples.
struct DeviceEngine: TrainingEngine {
  /// As the caller has it: for the sizes of targets.
  private let network: Network<Float>
  private let there: DeviceNetwork
  private let threads: Int
  private let batch: Int
  private var ahead: SamplesAhead
  private(set) var steps: Int

  /// - Parameter batch: samples of a validation pass too, for which there is room already.
  init(
    _ network: Network<Float>, _ optimiser: OptimiserState<Float>, _ there: DeviceNetwork,
    batch: Int, threads: Int
  ) throws(AssayError) {
    try there.set(weights: network.weights)
    try there.set(optimiser: optimiser)
    (self.network, self.there, self.batch, self.threads) = (network, there, batch, threads)
    (ahead, steps) = (SamplesAhead(threads: threads), optimiser.steps)
  }

  mutating func step(
    _ rule: Optimiser, batch: Range<Int>, of count: Int, sample: SampleDraw<Float>
  ) throws(AssayError) -> Double {
    let loss = try ahead.work(on: batch, of: count, sample: sample) {
      [there] (samples) throws(AssayError) in
      let loss = try there.evaluate(samples)
      if loss.isFinite { try there.step(rule) }
      return loss
    }
    if loss.isFinite { steps += 1 }
    return loss
  }

  func validate(count: Int, sample: SampleDraw<Float>) throws(AssayError) -> Evaluation<Float> {
    var ahead = SamplesAhead(threads: threads)
    var tally = Tally<Float>()
    for part in Passes.ranges(count, size: batch) {
      let (samples, outputs) = try ahead.work(on: part, of: count, sample: sample) {
        [there] (samples) throws(AssayError) in
        (samples, try there.outputs(of: samples.map(\.input)))
      }
      for sample in samples { try network.check(sample.target, there.loss) }
      outputs.withUnsafeBufferPointer { tally.add(samples, outputs: $0, there.loss) }
    }
    return tally.evaluation(of: count)
  }

  var samplesPerPass: Int? { there.samplesPerPass }

  func state() throws(AssayError) -> (weights: [Float], optimiser: OptimiserState<Float>) {
    (try there.weights(), try there.optimiserState())
  }
}
