// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of toys that are at least as significant as the data:
///
///     share = #{toys with ln p ≤ ln p of the data}/#toys                                       (1)
///
/// with the smallest p of a histogram it is p_channel, with the smallest of all histograms the
/// global p-value.
///
/// Toys equal to the data count: then the share is a p-value, P(share ≤ α) ≤ α but for the noise of
/// the toys, uniform where counts are large and ties rare, and smaller steps than α allows where
/// they are few. Without ties counted, one bin with one expected event would be below 0.05 with
/// a probability of 0.080; with them it is with 0.019.
///
/// Equal p-values of different windows may differ by the rounding of their backgrounds and of the
/// smeared integrals, 10⁻¹¹; what lies within ``rounding`` counts as equal.
///
/// Cost: O(n log n) once, O(log n) a share.
public struct ToyShare: Sendable {
  /// By how much, times max(1, |ln p|), a toy may lie above the data and still be equal.
  static let rounding = 1e-10

  private let sorted: [Double]
  private let strict: Bool

  /// - Parameter toys: ln p of each, at least one.
  public init(_ toys: [Double]) { self.init(toys, SearchConventions()) }

  init(_ toys: [Double], _ conventions: SearchConventions) {
    precondition(!toys.isEmpty, "a share of toys needs one")
    (sorted, strict) = (toys.sorted(), conventions.strictShare)
  }

  /// (1) with its binomial error, or that of one toy where no toy reaches the data.
  public func atMost(_ logP: Double) -> (share: Double, error: Double) {
    let rounding = logP.isFinite ? Self.rounding * max(1, logP.magnitude) : 0
    let limit = strict ? (logP - rounding).nextDown : logP + rounding
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    let n = Double(sorted.count)
    let share = Double(low) / n
    return (share, max((share * (1 - share) / n).squareRoot(), 1 / n))
  }
}
