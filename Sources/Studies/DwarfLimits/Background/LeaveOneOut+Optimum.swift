// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

extension LeaveOneOut {
  /// The kernel widths that maximise the leave-one-out likelihood.
  public struct Optimum: Sendable, Equatable {
    /// [deg]
    public var sigma: Double
    public var varsigma: Double
    public var logLikelihood: Double
  }

  /// A coarse grid, then the simplex method in (ln σ, ln ς) to a size of 1e-5.
  ///
  /// Searched within 0.1° ≤ σ ≤ 20° and 0.005 ≤ ς ≤ 5. Cost: about 50 evaluations at one point.
  public func optimum(threads: Int = 1) throws(AssayError) -> Optimum {
    let sigmas = [1.0, 2, 4]
    let varsigmas = [0.05, 0.1, 0.2, 0.4]
    let coarse = try grid(sigmas: sigmas, varsigmas: varsigmas, threads: threads)
    var start = (0, 0)
    for s in sigmas.indices {
      for v in varsigmas.indices where coarse[s][v] > coarse[start.0][start.1] { start = (s, v) }
    }
    let domain = (log(0.1)...log(20.0), log(0.005)...log(5.0))
    let best = try Minimum.simplex(
      from: [log(sigmas[start.0]), log(varsigmas[start.1])], step: [0.15, 0.15], tolerance: 1e-5
    ) { x in
      guard domain.0.contains(x[0]) && domain.1.contains(x[1]) else { return .infinity }
      let value = try? logLikelihood(sigma: exp(x[0]), varsigma: exp(x[1]), threads: threads)
      return value.map { -$0 } ?? .infinity
    }
    return Optimum(sigma: exp(best.x[0]), varsigma: exp(best.x[1]), logLikelihood: -best.value)
  }

  /// ln L written out pair by pair: the specification of the fast function.
  public static func reference(
    l: [Double], b: [Double], counts: [Double], sigma: Double, varsigma: Double
  ) -> Double {
    let kept = counts.indices.filter { counts[$0] > 0 }
    let norm =
      pow(2 * .pi, 1.5) * sigma * sigma * varsigma * Double(kept.count - 1)
    return kept.reduce(0) { total, i in
      let sum = kept.reduce(0.0) { sum, j in
        if j == i { return sum }
        let r2 = SkyMetric.euclidean.squaredDistance(l[i], b[i], l[j], b[j])
        let z = (log(counts[i]) - log(counts[j])) / varsigma
        return sum + exp(-0.5 * r2 / (sigma * sigma)) * exp(-0.5 * z * z)
      }
      return total + log(sum / (norm * counts[i]))
    }
  }
}
