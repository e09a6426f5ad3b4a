// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// How good estimates of known fractions are.
struct EstimateQuality: Sendable {
  /// estimate - truth.
  let errors: [Double]
  let deviations: [Double]

  init(_ estimates: [FractionEstimate], truths: [Double]) {
    precondition(estimates.count == truths.count, "a truth for each estimate")
    errors = zip(estimates, truths).map { $0.mean - $1 }
    deviations = estimates.map(\.deviation)
  }

  /// √⟨e²⟩, with the error that the spread of e² gives it.
  var rootMeanSquare: Estimate { Self.rootMeanSquare(errors) }

  static func rootMeanSquare(_ errors: [Double]) -> Estimate {
    let squares = mean(errors.map { $0 * $0 })
    let root = squares.value.squareRoot()
    return Estimate(root, standardError: root > 0 ? (squares.standardError ?? 0) / (2 * root) : 0)
  }

  var bias: Estimate { Self.mean(errors) }

  /// Share of |e| below so many deviations; error binomial.
  func coverage(_ deviations: Double) -> Estimate {
    let inside = zip(errors, self.deviations).count { abs($0) < deviations * $1 }
    let n = Double(errors.count)
    let share = Double(inside) / n
    // At 0 and 1 as if half an event were on the other side.
    let kept = min(max(share, 0.5 / n), 1 - 0.5 / n)
    return Estimate(share, standardError: (kept * (1 - kept) / n).squareRoot())
  }

  /// Standard deviations either side of a central interval.
  static func deviations(ofCentral probability: Double) -> Double {
    Special.normalQuantile(0.5 + probability / 2)
  }

  static func mean(_ values: [Double]) -> Estimate {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(mean, standardError: (square / (n * max(1, n - 1))).squareRoot())
  }
}
