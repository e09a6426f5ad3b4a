// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A set of samples whose statistic is wanted.
public struct DetectionSet: Sendable, Hashable {
  /// n of every sample; 0 for isotropic ones.
  public var fromSource: Int
  /// n that the statistic is to be best for, if it depends on it.
  public var tunedTo: Int
  /// How many samples: those of index 0, 1, ...
  public var samples: Int
}

/// The smallest number of events from a source at which isotropy is rejected, from sets of samples
/// with a fixed number of them: one isotropic set, and one for each number that the search visits.
///
/// With β(n) the share of samples with n events from the source at or below the quantile 1 − α of
/// isotropic ones, the result is the first n with β(n) < β. β falls with n but for noise, so n is
/// doubled until β(n) < β, then bisected, then lowered as long as noise could hide a crossing below:
/// until β(n) exceeds β by `margin` standard deviations at two n in a row. For the interval, n above
/// are visited until β(n) is clearly below β.
public struct DetectionSearch: Sendable, Equatable {
  /// N: the largest n.
  public var events: Int
  public var rates: ErrorRates
  /// Isotropic samples.
  public var isotropic: Int
  /// Samples for each n.
  public var mixed: Int
  /// Binomial standard deviations of β.
  public var margin = 4.0
  /// Resampled searches for the interval; 0 for none.
  public var resamples = 400

  public init(
    events: Int, isotropic: Int = 10_000, mixed: Int = 2000, rates: ErrorRates = .published
  ) {
    (self.events, self.isotropic, self.mixed, self.rates) = (events, isotropic, mixed, rates)
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - dependsOnCount: whether the statistic is tuned to n, so that every n has a threshold of
  ///     its own.
  ///   - statistic: ξ of each sample of a set; it must depend on the set alone.
  ///   - seed, stream: of the resampling.
  /// - Throws: where a number is outside its range, or what `statistic` throws; where a statistic is
  ///   not a number or not one a sample.
  public func run(
    dependsOnCount: Bool, seed: UInt64, stream: UInt64,
    _ statistic: (DetectionSet) throws(AssayError) -> [Double]
  ) throws(AssayError) -> Detection {
    try check()
    var state = SearchState(search: self, dependsOnCount: dependsOnCount)
    let high = try state.expand(statistic)
    let first = try state.bisect(high, statistic)
    try state.lower(from: first, statistic)
    if resamples > 0 { try state.raise(from: first, statistic) }
    return state.result(seed: seed, stream: stream)
  }

  private func check() throws(AssayError) {
    try rates.check()
    let accepted = "1 event or more, 2 samples or more of each kind"
    guard events > 0, isotropic > 1, mixed > 1, margin >= 0, resamples >= 0 else {
      throw .badValue(
        name: "search for a minimal fraction",
        found: "\(events) events, \(isotropic) and \(mixed) samples", accepted: accepted)
    }
  }
}

/// What a search found.
public struct Detection: Sendable, Equatable {
  /// One visited n.
  public struct Point: Sendable, Equatable {
    public var fromSource: Int
    /// β(n).
    public var missed: Double
    public var threshold: Double
  }

  /// N.
  public var events: Int
  /// The first n with β(n) < β; nil where even N is missed too often.
  public var smallest: Int?
  /// Where β(n), linear between the n about the first crossing, equals β: a smoother measure than a
  /// whole number.
  public var crossing: Double?
  /// 16 % and 84 % quantiles of the first n over resampled sets.
  public var interval: ClosedRange<Double>?
  /// By rising n.
  public var points: [Point]

  /// n/N in percent; 100 where no n does.
  public var percent: Double { 100 * Double(smallest ?? events) / Double(events) }
}
