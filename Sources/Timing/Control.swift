// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// A variant timed against itself on this host (A/A): what a measurement shows when nothing has
/// changed, and so the smallest change that it can see.
public struct Control: Codable, Sendable, Equatable {
  public var workload: String
  public var variant: String
  public var threads: Int
  public var kind: TimeKind
  public var pairs: [SamplePair]

  public init(
    workload: String, variant: String, threads: Int, kind: TimeKind, pairs: [SamplePair]
  ) {
    (self.workload, self.variant, self.threads) = (workload, variant, threads)
    (self.kind, self.pairs) = (kind, pairs)
  }

  /// The 95 % quantile of |median log-ratio| over all stretches of `rounds` pairs in a row, those
  /// of half the control where it has not twice as many. Infinite without pairs: nothing is seen.
  ///
  /// Stretches in a row, not draws from all pairs, keep the slow drifts of the machine in it.
  public func floor(rounds: Int) -> Double {
    let ratios = pairs.map { $0.logGain(kind) }
    let width = min(max(1, rounds), max(1, ratios.count / 2))
    guard ratios.count >= 2 else { return .infinity }
    let medians = (0...(ratios.count - width)).map {
      SampleStatistics.median(Array(ratios[$0..<($0 + width)])).magnitude
    }
    return SampleStatistics.quantile(medians, 0.95)
  }
}
