// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Scores of a sample, in rising order; high ones are anomalous, or the signal's.
///
/// Events may have weights w; n events of weight 1 count as one event of weight n. Where all weights
/// are equal they say nothing and are forgotten, so that all is counted in whole numbers.
public struct RankedScores: Sendable {
  public let values: [Double]
  /// The sum of the weights of the first k scores, k from 0 to their number; nil for equal weights.
  public let sums: [Double]?
  /// (Σ w)²/Σ w²: as many events of equal weight know as much.
  public let effectiveCount: Double

  /// - Parameters:
  ///   - scores: in any order; infinite ones are allowed.
  ///   - weights: one a score, none below zero; nil where all count alike.
  ///   - sample: what they are of, for refusals.
  ///
  /// Throws `badValue` for an empty sample, for a score that is not a number, for a weight that is
  /// negative or not finite, and for weights that are all zero. Cost: see ``RadixSort``; with weights
  /// that differ, a comparison sort.
  public init(
    _ scores: [Double], weights: [Double]? = nil, of sample: String
  ) throws(AssayError) {
    guard !scores.isEmpty else {
      throw .badValue(name: "scores of \(sample)", found: "none", accepted: "one or more")
    }
    if let bad = scores.firstIndex(where: \.isNaN) {
      throw .badValue(
        name: "scores of \(sample)", found: "not a number for event \(bad + 1)",
        accepted: "numbers")
    }
    guard let weights else {
      (values, sums, effectiveCount) = (RadixSort.sorted(scores), nil, Double(scores.count))
      return
    }
    precondition(weights.count == scores.count, "a weight a score")
    try Self.check(weights, of: sample)
    guard let first = weights.first, weights.contains(where: { $0 != first }) else {
      (values, sums, effectiveCount) = (RadixSort.sorted(scores), nil, Double(scores.count))
      return
    }
    // Equal scores in the order of the events, so that the sums are the same bits always.
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    values = order.map { scores[$0] + 0 }
    var sums = [0.0]
    for event in order { sums.append(sums[sums.count - 1] + weights[event]) }
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    effectiveCount = sums[sums.count - 1] * sums[sums.count - 1] / squares
    self.sums = sums
  }

  private static func check(_ weights: [Double], of sample: String) throws(AssayError) {
    if let bad = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badValue(
        name: "weights of \(sample)", found: "\(weights[bad]) for event \(bad + 1)",
        accepted: "finite numbers >= 0")
    }
    guard weights.contains(where: { $0 > 0 }) else {
      throw .badValue(name: "weights of \(sample)", found: "all 0", accepted: "a sum above 0")
    }
  }

  public var count: Int { values.count }

  /// Scores below x.
  public func below(_ x: Double) -> Int { first { $0 >= x } }

  /// Scores at or below x.
  public func upTo(_ x: Double) -> Int { first { $0 > x } }

  /// The share of the sample below x, equal scores counted half: the background rank in [0, 1].
  public func rank(_ x: Double) -> Double {
    if let sums { return (sums[below(x)] + sums[upTo(x)]) / (2 * sums[count]) }
    return Double(below(x) + upTo(x)) / Double(2 * count)
  }

  /// The first place where a condition that turns once holds.
  private func first(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
