// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Scores of a sample, in rising order; high ones are anomalous, or the signal's.
public struct RankedScores: Sendable {
  public let values: [Double]

  /// - Parameters:
  ///   - scores: in any order; infinite ones are allowed.
  ///   - sample: what they are of, for refusals.
  ///
  /// Throws `badValue` for an empty sample and for a score that is not a number. Cost: see
  /// ``RadixSort``.
  public init(_ scores: [Double], of sample: String) throws(AssayError) {
    guard !scores.isEmpty else {
      throw .badValue(name: "scores of \(sample)", found: "none", accepted: "one or more")
    }
    if let bad = scores.firstIndex(where: \.isNaN) {
      throw .badValue(
        name: "scores of \(sample)", found: "not a number for event \(bad + 1)",
        accepted: "numbers")
    }
    values = RadixSort.sorted(scores)
  }

  public var count: Int { values.count }

  /// Scores below x.
  public func below(_ x: Double) -> Int { first { $0 >= x } }

  /// Scores at or below x.
  public func upTo(_ x: Double) -> Int { first { $0 > x } }

  /// The share of the sample below x, equal scores counted half: the background rank in [0, 1].
  public func rank(_ x: Double) -> Double {
    Double(below(x) + upTo(x)) / Double(2 * count)
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
