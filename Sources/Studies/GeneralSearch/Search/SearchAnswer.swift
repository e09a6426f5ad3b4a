// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A whole search: the region of every histogram, ranked, and the global curve.
public struct SearchAnswer: Sendable {
  /// A histogram with its most significant region.
  public struct Row: Sendable {
    /// Index of the histogram in the search.
    public var histogram: Int
    public var region: RegionScan.Found
    /// Share of toys with a smaller smallest p-value in this histogram.
    public var pChannel: Double
    /// Its binomial error; that of one toy where no toy is below.
    public var pChannelError: Double
    /// p-value of the region on a second sample, where there is one.
    public var stepTwo: Double?
  }

  /// Most significant first.
  public var rows: [Row]
  public var curve: GlobalCurve
  /// Histograms whose smallest p-value lies at or below each threshold of the curve.
  public var found: [Int]
  public var regions: Int
  public var toys: Int
  /// Share of toy experiments whose most significant histogram is at least as significant as that of
  /// the data, and its binomial error.
  public var globalP: Double
  public var globalPError: Double
}

extension GeneralSearch {
  /// Searches the data and as many toy experiments.
  ///
  /// Thresholds of the curve run from 1 down to a decade below the smallest p-value of data or toys,
  /// ten to a decade.
  ///
  /// - Parameters:
  ///   - second: histograms of an independent sample with the names and bins of the search's own; each
  ///     region found is tested on it. Their own background is used.
  public func answer(
    toys count: Int, seed: UInt64, threads: Int = 1, second: [SearchHistogram]? = nil,
    finished: (@Sendable () -> Void)? = nil
  ) throws(AssayError) -> SearchAnswer {
    guard (1...100_000_000).contains(count), count * histograms.count <= 2_000_000_000 else {
      throw .badValue(
        name: "toys", found: "\(count) of \(histograms.count) histograms",
        accepted: "1 to 1e8, and no more than 2e9 in all")
    }
    let toys = self.toys(
      count, seed: seed, stream: Philox.stream(of: "general-search solve"), threads: threads,
      finished: finished)
    let best = self.best()
    var rows: [SearchAnswer.Row] = []
    for (i, region) in best.enumerated() {
      let share = ChannelProbability.share(of: toys[i], below: region.logP)
      let n = Double(count)
      rows.append(
        SearchAnswer.Row(
          histogram: i, region: region, pChannel: share,
          pChannelError: max((share * (1 - share) / n).squareRoot(), 1 / n),
          stepTwo: try second.map { second throws(AssayError) in
            try stepTwo(i, region, second)
          }))
    }
    rows.sort { ($0.region.logP, $0.histogram) < ($1.region.logP, $1.histogram) }
    let lowest = min(best.map(\.logP).min() ?? 0, toys.compactMap { $0.min() }.min() ?? 0)
    // Beyond 10⁻³⁰⁰ a p-value is no number any more.
    let decades = min(300, max(2, Int((-lowest / log(10.0)).rounded(.up)) + 1))
    let thresholds = GlobalCurve.thresholds(
      from: 1, to: pow(10, -Double(decades)), count: 10 * decades + 1)
    let curve = GlobalCurve(logP: toys, thresholds: thresholds)
    let found = thresholds.map { threshold in best.count { $0.logP <= log(threshold) } }
    let smallest = (0..<count).map { toy in toys.reduce(0) { min($0, $1[toy]) } }
    let global = BumpHunter.share(of: smallest, atMost: rows.first?.region.logP ?? 0)
    return SearchAnswer(
      rows: rows, curve: curve, found: found, regions: regions, toys: count, globalP: global.share,
      globalPError: global.error)
  }

  /// The p-value of a found region on an independent sample: uniform without a signal, with no
  /// trial factor.
  private func stepTwo(
    _ index: Int, _ region: RegionScan.Found, _ second: [SearchHistogram]
  ) throws(AssayError) -> Double {
    let own = histograms[index]
    guard let other = second.first(where: { $0.name == own.name }) else {
      // An absent class of events has neither data nor background there.
      throw .badValue(
        name: "second sample", found: "no histogram \(own.name)",
        accepted: "the histograms of the first")
    }
    guard other.edges == own.edges, other.shifts.count == own.shifts.count else {
      throw .badValue(
        name: "second sample", found: "other bins or sources in \(own.name)",
        accepted: "those of the first")
    }
    let bins = region.bins
    func sum(_ values: [Double]) -> Double { bins.reduce(0) { $0 + values[$1] } }
    var square = sum(other.statistical.map { $0 * $0 })
    for shift in other.shifts { square += sum(shift) * sum(shift) }
    let observed = bins.reduce(0) { $0 + other.observed[$1] }
    return exp(
      test.logP(observed, background: sum(other.background), uncertainty: square.squareRoot()))
  }
}
