// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// How often an ensemble's intervals hold the truth.
struct Coverage: Sendable {
  /// χ² of each map: of each label alone, then of all together.
  private let squares: [[Double]]
  private let labels: Int
  /// Squared deviations of each map, by label.
  private let deviations: [[Double]]
  /// Truth and estimate of the last label, map by map.
  let last: [(truth: Double, estimate: Estimate)]
  /// Roots of the mean parts of the variance, by label.
  let aleatoric: [Double]
  let epistemic: [Double]

  init(
    _ ensemble: SkyEnsemble, _ sky: PlaneSky, _ count: Int, _ conventions: CentreConventions,
    threads: Int
  ) throws(AssayError) {
    let maps = Parallel.map(count, threads: threads) { sky.map($0) }
    let estimates = try ensemble.estimates(maps.map(\.counts), threads: threads)
    let labels = ensemble.question.names.count
    var (squares, deviations) = ([[Double]](), [[Double]]())
    var last: [(truth: Double, estimate: Estimate)] = []
    var parts = (
      aleatoric: [Double](repeating: 0, count: labels),
      epistemic: [Double](repeating: 0, count: labels)
    )
    for (map, estimate) in zip(maps, estimates) {
      let truth = ensemble.question.labels(map.truth)
      let gaps = zip(truth, estimate.mean).map { $0 - $1 }
      // A fault quarters the covariance.
      let covariance = estimate.total.map { row in
        row.map { conventions.quartersCovariance ? $0 / 4 : $0 }
      }
      let joint = try GaussianUncertainty.whitened(gaps, covariance).squares
      squares.append(gaps.indices.map { gaps[$0] * gaps[$0] / covariance[$0][$0] } + [joint])
      deviations.append(gaps.map { $0 * $0 })
      let end = labels - 1
      last.append(
        (
          truth[end],
          Estimate(estimate.mean[end], standardError: covariance[end][end].squareRoot())
        ))
      for i in 0..<labels {
        parts.aleatoric[i] += estimate.aleatoric[i][i] / Double(count)
        parts.epistemic[i] += estimate.epistemic[i][i] / Double(count)
      }
    }
    (self.squares, self.labels, self.deviations) = (squares, labels, deviations)
    self.last = last
    aleatoric = parts.aleatoric.map { $0.squareRoot() }
    epistemic = parts.epistemic.map { $0.squareRoot() }
  }

  /// Share of maps with χ² below the quantile of a level; of a label, or of all where it is the last.
  ///
  /// - Parameter factor: of the standard deviations.
  func share(_ quantity: Int, _ level: Double, factor: Double = 1) -> Estimate {
    let bound =
      factor * factor * Special.chi2Quantile(level, dof: quantity == labels ? Double(labels) : 1)
    let inside = squares.count { $0[quantity] < bound }
    let share = Double(inside) / Double(squares.count)
    return Estimate(
      share, standardError: (level * (1 - level) / Double(squares.count)).squareRoot())
  }

  /// Root of the mean squared error of a label.
  func error(_ label: Int) -> Estimate {
    let count = Double(deviations.count)
    let mean = deviations.reduce(0) { $0 + $1[label] } / count
    let squares = deviations.reduce(0) { $0 + ($1[label] - mean) * ($1[label] - mean) } / count
    return Estimate(
      mean.squareRoot(), standardError: (squares / count).squareRoot() / 2 / mean.squareRoot())
  }
}
