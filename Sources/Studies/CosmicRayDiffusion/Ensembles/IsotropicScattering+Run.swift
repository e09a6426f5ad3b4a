// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension IsotropicScattering {
  /// The moments of scattered particles, in groups that stand for field realisations.
  ///
  /// - Parameter times: sampling times, moved to whole numbers of 1e−3 of the first.
  /// - Throws: for times and counts that are not positive.
  public func run(
    times: [Double], particles: Int, groups: Int, seed: UInt64, stream: UInt64, threads: Int = 1
  ) throws(AssayError) -> EnsembleResult {
    let step = 1e-3 * (times.min() ?? 0)
    let population = try Population(
      larmor: 1, step: step > 0 ? step : 1, times: times, particles: particles)
    guard groups > 0 else {
      throw .badValue(name: "groups", found: "\(groups)", accepted: "at least 1")
    }
    return EnsembleResult(
      realisations: Parallel.map(groups, threads: threads) { group in
        var random = Philox(seed: seed, stream: stream &+ UInt64(group))
        let start = random.particles(particles, box: 1)
        return TransportSeries(start, samples: population.samples, step: population.step) {
          advance(&$0, length: Double($1) * population.step, &random)
        }
      }, particles: particles)
  }
}
