// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A whole search: the region of every histogram, ranked, and the global curves.
public struct SearchAnswer: Sendable {
  /// A histogram with its most significant region.
  public struct Row: Sendable {
    /// Index of the histogram in the search.
    public var histogram: Int
    public var region: RegionScan.Found
    /// Share of toys whose smallest p-value in this histogram is as small or smaller.
    public var pChannel: Double
    /// Its binomial error; that of one toy where no toy is as significant.
    public var pChannelError: Double
    /// p-value of the region on a second sample, where there is one.
    public var stepTwo: Double?
  }

  /// The classes of one variable together.
  public struct VariableCurve: Sendable {
    public var variable: String
    public var toys: GlobalCurve
    /// Classes of the data whose smallest p-value lies at or below each threshold of the curve.
    public var found: [Int]
    /// Share of toy experiments whose most significant class in this variable is at least as
    /// significant as that of the data, and its binomial error.
    public var globalP: Double
    public var globalPError: Double
  }

  /// Most significant first.
  public var rows: [Row]
  /// One for each variable, in the order of their first histograms.
  public var curves: [VariableCurve]
  public var regions: Int
  public var toys: Int
  /// Share of toy experiments whose most significant histogram of all variables is at least as
  /// significant as that of the data, and its binomial error. Toys draw the variables of one class
  /// independently, more chances than data have where both are filled from the same events: with
  /// several variables the share is too large rather than too small.
  public var globalP: Double
  public var globalPError: Double
}

extension GeneralSearch {
  /// Searches the data and as many toy experiments.
  ///
  /// Thresholds of the curves run from 1 down to a decade below the smallest p-value of data or
  /// toys, ten to a decade. Refused are toys beyond 2 GB, histograms without a region of the
  /// widths asked for, and a second sample with other histograms.
  ///
  /// - Parameters:
  ///   - second: histograms of an independent sample with the names and bins of the search's own; each
  ///     region found is tested on it. Their own background is used.
  public func answer(
    toys count: Int, seed: UInt64, threads: Int = 1, second: [SearchHistogram]? = nil,
    finished: (@Sendable () -> Void)? = nil
  ) throws(AssayError) -> SearchAnswer {
    try check(toys: count)
    let toys = self.toys(
      count, seed: seed, stream: Philox.stream(of: "general-search solve"), threads: threads,
      finished: finished)
    let best = self.best()
    var rows: [SearchAnswer.Row] = []
    for (i, region) in best.enumerated() {
      let channel = ToyShare(toys[i]).atMost(region.logP)
      rows.append(
        SearchAnswer.Row(
          histogram: i, region: region, pChannel: channel.share, pChannelError: channel.error,
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
    var variables: [String] = []
    for histogram in histograms where !variables.contains(histogram.variable) {
      variables.append(histogram.variable)
    }
    let curves = variables.map { variable in
      let own = histograms.indices.filter { histograms[$0].variable == variable }
      let global = Self.global(own, best, toys)
      return SearchAnswer.VariableCurve(
        variable: variable,
        toys: GlobalCurve(logP: own.map { toys[$0] }, thresholds: thresholds),
        found: thresholds.map { level in own.count { best[$0].logP <= log(level) } },
        globalP: global.share, globalPError: global.error)
    }
    let global = Self.global(Array(histograms.indices), best, toys)
    return SearchAnswer(
      rows: rows, curves: curves, regions: regions, toys: count, globalP: global.share,
      globalPError: global.error)
  }

  /// Share of toys whose most significant histogram of some is as significant as that of the data.
  private static func global(
    _ own: [Int], _ best: [RegionScan.Found], _ toys: [[Double]]
  ) -> (share: Double, error: Double) {
    let smallest = toys[own[0]].indices.map { toy in own.reduce(0) { min($0, toys[$1][toy]) } }
    return ToyShare(smallest).atMost(own.reduce(0) { min($0, best[$1].logP) })
  }

  /// Bytes that a toy needs beside its smallest p-values and shifts: an array of shifts, the
  /// smallest of all, copies for sorting.
  private static let bytesOfToy = 96
  private static let mostBytes = 2_000_000_000

  private func check(toys count: Int) throws(AssayError) {
    guard !histograms.isEmpty else {
      throw .badValue(name: "histograms", found: "none", accepted: "at least one")
    }
    let most = Self.mostBytes / (8 * (histograms.count + sources) + Self.bytesOfToy)
    guard count >= 1, count <= most else {
      throw .badValue(
        name: "toys", found: "\(count) of \(histograms.count) histograms",
        accepted: "1 to \(most), which fill 2 GB")
    }
    for (scan, histogram) in zip(scans, histograms) where scan.windows.count == 0 {
      throw .badValue(
        name: "widths",
        found: "no region of such width in \(histogram.name), with \(scan.windows.range.count) "
          + "bins from the first to the last with background",
        accepted: "widths of which every histogram has one")
    }
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
