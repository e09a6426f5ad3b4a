// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Errors of statistics whose independent pieces are fields: observers of one field share its long
/// waves, so that they count as one.
enum FieldResampling {
  /// A statistic of all fields, with the jackknife's standard error:
  /// σ² = (n − 1)/n Σ_k (θ_k − θ̄)², θ_k without field k. For smooth statistics.
  static func jackknife<Field>(
    _ fields: [Field], _ statistic: ([Field]) -> Double
  ) -> Estimate {
    let n = fields.count
    guard n > 1 else { return Estimate(statistic(fields)) }
    let parts = fields.indices.map { k in
      statistic(Array(fields[..<k] + fields[(k + 1)...]))
    }
    let mean = parts.reduce(0, +) / Double(n)
    let sum = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(
      statistic(fields), standardError: (sum * Double(n - 1) / Double(n)).squareRoot())
  }

  /// A statistic of all fields, with the scatter of `rounds` bootstrap samples of fields as its
  /// error. For medians, which the jackknife cannot judge (Efron 1982).
  static func bootstrap<Field>(
    _ fields: [Field], seed: UInt64, stream: UInt64, rounds: Int = 1000,
    _ statistic: ([Field]) -> Double
  ) -> Estimate {
    let n = fields.count
    guard n > 1 else { return Estimate(statistic(fields)) }
    var random = Philox(seed: seed, stream: stream)
    var (sum, squares) = (0.0, 0.0)
    let value = statistic(fields)
    for _ in 0..<rounds {
      let sample = (0..<n).map { _ in fields[Int(random.uniform() * Double(n))] }
      let difference = statistic(sample) - value
      sum += difference
      squares += difference * difference
    }
    let mean = sum / Double(rounds)
    let variance = (squares / Double(rounds) - mean * mean) * Double(rounds) / Double(rounds - 1)
    return Estimate(value, standardError: max(0, variance).squareRoot())
  }

  /// The middle value; the mean of the two middle ones where their number is even.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
