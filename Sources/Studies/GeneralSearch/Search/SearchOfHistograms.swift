// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A general search: the most significant region of every histogram, and what such a region means
/// among so many.
///
/// A region is a contiguous range of bins with background. Its p-value is two-sided and smeared with
/// the uncertainty of the background: the linear sum of each systematic source, and the quadratic
/// sum of the simulation's statistics. Toys draw one shift per source, common to all histograms, the
/// simulation's error of each bin, and then the counts; p_channel of a histogram is the share of
/// its toys with a smaller smallest p than the data.
///
/// The scheme is that of the ATLAS general search, arXiv:1807.07447; its treatment of details is
/// recollection and choice here.
/// Cost of a toy: some 20 ns a region and one or two exact p-values, 10 µs each, a histogram.
public struct GeneralSearch: Sendable {
  public let histograms: [SearchHistogram]
  public let test: RegionTest
  public let scans: [RegionScan]
  private let conventions: SearchConventions

  /// - Parameters:
  ///   - histograms: checked ones, ``SearchHistogram/check(file:place:)``.
  ///   - widths: of the regions in bins; all by default.
  public init(
    _ histograms: [SearchHistogram], test: RegionTest = RegionTest(.gauss, .both),
    widths: ClosedRange<Int>? = nil
  ) {
    self.init(histograms, test: test, widths: widths, SearchConventions())
  }

  init(
    _ histograms: [SearchHistogram], test: RegionTest = RegionTest(.gauss, .both),
    widths: ClosedRange<Int>? = nil, _ conventions: SearchConventions
  ) {
    (self.histograms, self.conventions) = (histograms, conventions)
    var test = test
    test.conventions = conventions
    self.test = test
    scans = histograms.map { histogram in
      let first = histogram.background.firstIndex { $0 > 0 } ?? 0
      let last = histogram.background.lastIndex { $0 > 0 } ?? 0
      return RegionScan(
        background: histogram.background, shifts: histogram.shifts,
        statistical: histogram.statistical,
        windows: Windows(range: first..<last + 1, widths: widths, step: 1, conventions), test: test)
    }
  }

  /// Number of regions of all histograms.
  public var regions: Int { scans.reduce(0) { $0 + $1.windows.count } }

  /// The most significant region of every histogram.
  public func best() -> [RegionScan.Found] {
    zip(scans, histograms).map { $0.best($1.observed) }
  }

  /// Smallest ln p of every histogram in every toy experiment: `[histogram][toy]`.
  ///
  /// The numbers of a toy depend on seed, stream, its index and the order of histograms alone.
  ///
  /// - Parameter finished: told the number of histograms done, in any order; may be called from
  ///   several threads.
  public func toys(
    _ count: Int, seed: UInt64, stream: UInt64, threads: Int = 1,
    finished: (@Sendable () -> Void)? = nil
  ) -> [[Double]] {
    let shifts = (0..<count).map { self.shifts(toy: $0, seed: seed, stream: stream) }
    return Parallel.map(histograms.count, threads: threads) { channel in
      let toys = self.toys(of: channel, shifts, seed, stream)
      finished?()
      return toys
    }
  }

  /// The counts of one histogram in one toy experiment.
  public func counts(channel: Int, toy: Int, seed: UInt64, stream: UInt64) -> [Int] {
    counts(channel, toy, shifts(toy: toy, seed: seed, stream: stream), seed, stream)
  }

  // MARK: Toys

  private var sources: Int { histograms.map(\.shifts.count).max() ?? 0 }

  /// Every histogram of every toy has a stream of its own, the common shifts another.
  private func random(_ toy: Int, _ slot: Int, _ seed: UInt64, _ stream: UInt64) -> Philox {
    let slots = UInt64(histograms.count + 1)
    return Philox(seed: seed, stream: stream &+ UInt64(toy) &* slots &+ UInt64(slot))
  }

  /// Shifts of all sources in standard deviations.
  private func shifts(toy: Int, seed: UInt64, stream: UInt64) -> [Double] {
    var random = random(toy, 0, seed, stream)
    let drawn = (0..<sources).map { _ in random.normal() }
    return conventions.toysWithoutShift ? drawn.map { _ in 0 } : drawn
  }

  private func counts(
    _ channel: Int, _ toy: Int, _ shifts: [Double], _ seed: UInt64, _ stream: UInt64
  ) -> [Int] {
    let histogram = histograms[channel]
    var random = random(toy, channel + 1, seed, stream)
    return (0..<histogram.bins).map { bin in
      var mean = histogram.background[bin]
      for (source, shift) in histogram.shifts.enumerated() { mean += shifts[source] * shift[bin] }
      if histogram.statistical[bin] > 0 { mean += random.normal() * histogram.statistical[bin] }
      return mean > 0 ? random.poisson(conventions.toyScale * mean) : 0
    }
  }

  private func toys(
    of channel: Int, _ shifts: [[Double]], _ seed: UInt64, _ stream: UInt64
  ) -> [Double] {
    let ladder = CriticalLadder(scans[channel])
    var scratch = LadderScratch(ladder)
    return shifts.indices.map { toy in
      ladder.smallest(counts(channel, toy, shifts[toy], seed, stream), &scratch).logP
    }
  }
}
