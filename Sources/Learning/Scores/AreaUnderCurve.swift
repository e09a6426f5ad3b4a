// SPDX-License-Identifier: GPL-3.0-or-later

/// How often a score of a signal is above one of the background,
///
///     AUC = P(s > b) + P(s = b)/2                                                          (1)
///
/// over all pairs of the two samples. Pairs are counted, so the bits do not depend on threads.
///
/// Error of (1) after DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988) 837: the variances over
/// each sample of an event's share of pairs won. Cost: one pass over both samples.
public struct AreaUnderCurve: Sendable, Equatable {
  /// Pairs with s > b, and with s = b.
  public let won: Int
  public let tied: Int
  public let pairs: Double
  public let standardError: Double

  /// (1).
  public var value: Double { (Double(won) + 0.5 * Double(tied)) / pairs }

  /// The samples have no weights that differ: pairs are counted.
  public init(background: RankedScores, signal: RankedScores) {
    precondition(background.sums == nil && signal.sums == nil, "pairs are counted, not weighed")
    let (b, s) = (background.values, signal.values)
    let (backgrounds, signals) = (Double(b.count), Double(s.count))
    // Whole numbers, exact up to 2⁶³.
    var (won, tied) = (0, 0)
    // Squares of the shares of pairs won, for the variances.
    var (signalSquares, backgroundSquares) = (0.0, 0.0)
    var (i, j) = (0, 0)
    while i < b.count || j < s.count {
      let value =
        i == b.count ? s[j] : j == s.count ? b[i] : min(b[i], s[j])
      let (firstB, firstS) = (i, j)
      while i < b.count, b[i] == value { i += 1 }
      while j < s.count, s[j] == value { j += 1 }
      let (equalB, equalS) = (i - firstB, j - firstS)
      won += equalS * firstB
      tied += equalS * equalB
      let wonBySignal = (Double(firstB) + 0.5 * Double(equalB)) / backgrounds
      let wonOverBackground = (Double(s.count - j) + 0.5 * Double(equalS)) / signals
      signalSquares += Double(equalS) * wonBySignal * wonBySignal
      backgroundSquares += Double(equalB) * wonOverBackground * wonOverBackground
    }
    pairs = backgrounds * signals
    let mean = (Double(won) + 0.5 * Double(tied)) / pairs
    let variance =
      max(0, signalSquares / signals - mean * mean) / signals
      + max(0, backgroundSquares / backgrounds - mean * mean) / backgrounds
    standardError = variance.squareRoot()
    (self.won, self.tied) = (won, tied)
  }
}
