// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Gradients held against central differences, in double precision.
public enum GradientCheck {
  /// The largest |g − (L(x + h) − L(x − h)) / 2h|, divided by the largest |g|, over all weights and
  /// all input values.
  ///
  /// With h = 10⁻⁵ the differences of smooth losses of order 1 are good to about 10⁻¹⁰; a sample
  /// within h of a kink (of a ReLU, or of two equal children of a pool) is not fit for the check.
  /// Losses are those of training, so that layers that see the whole batch and dropout, whose draws
  /// are those of one step, are checked as they train. Cost: two gradients a number.
  public static func worst(
    _ network: Network<Double>, loss: any Loss<Double>, samples: [Sample<Double>],
    step: Double = 1e-5
  ) throws(AssayError) -> Double {
    let gradients = BatchGradient(network, loss: loss, matrices: PlainMatrices(), lanes: 2)
    let analytic = try gradients.evaluate(
      network, count: samples.count, threads: 1, inputsWanted: true
    ) { (index) throws(AssayError) in samples[index] }
    let value = { (network: Network<Double>, samples: [Sample<Double>]) throws(AssayError) in
      try gradients.evaluate(network, count: samples.count, threads: 1) {
        (index) throws(AssayError) in samples[index]
      }.loss
    }
    var gaps: [Double] = []
    for i in network.weights.indices {
      var (up, down) = (network, network)
      up.weights[i] += step
      down.weights[i] -= step
      let difference = (try value(up, samples) - value(down, samples)) / (2 * step)
      gaps.append(abs(analytic.weights[i] - difference))
    }
    for (number, sample) in samples.enumerated() {
      guard case .dense(let values) = sample.input else { continue }
      for i in values.indices {
        var (up, down) = (samples, samples)
        up[number].input = .dense(values.moved(i, by: step))
        down[number].input = .dense(values.moved(i, by: -step))
        let difference = (try value(network, up) - value(network, down)) / (2 * step)
        gaps.append(abs(analytic.inputs[number * values.count + i] - difference))
      }
    }
    let scale = (analytic.weights + analytic.inputs).map(abs).max() ?? 1
    return (gaps.max() ?? 0) / scale
  }
}

extension [Double] {
  fileprivate func moved(_ index: Int, by step: Double) -> [Double] {
    var moved = self
    moved[index] += step
    return moved
  }
}
