// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// Finds the smallest p-value of a histogram's windows without computing more than one or two.
///
/// p falls monotonically with the distance of the counts from the background, so whether a window's p
/// lies below a level is a comparison of whole numbers with its ``CriticalCounts``. The hardest
/// level that any window reaches is bisected over all windows at once; only the windows that
/// reach it are candidates, and their p-values are computed exactly. The answer is the same bits
/// as that of ``RegionScan/best(_:)``.
///
/// Cost: 0.2 µs for 285 windows, and about 1.3 exact p-values.
struct CriticalLadder: Sendable {
  let scan: RegionScan
  let groups: [AssayWindowGroup]
  /// Windows rounded up to whole vectors.
  let stride: Int
  let high: [Int32]
  let low: [Int32]
  /// Levels whose critical counts are known for all windows.
  let known: Int

  init(_ scan: RegionScan) {
    self.scan = scan
    let windows = scan.windows
    groups = windows.groups.map {
      // A fault may make windows lose their last bin.
      AssayWindowGroup(
        width: Int32($0.width - windows.lost), count: Int32($0.count), base: Int32($0.base))
    }
    stride = (windows.count + 15) / 16 * 16
    let levels = CriticalCounts.levels.count
    var high = [Int32](repeating: CriticalCounts.none, count: levels * stride)
    var low = [Int32](repeating: -1, count: levels * stride)
    var known = levels
    for window in 0..<windows.count {
      let counts = CriticalCounts(
        test: scan.test, background: scan.background[window],
        uncertainty: scan.uncertainty[window])
      known = min(known, counts.known)
      for level in 0..<levels {
        high[level * stride + window] = counts.high[level]
        low[level * stride + window] = counts.low[level]
      }
    }
    (self.high, self.low, self.known) = (high, low, known)
  }

  func withLadder<Result>(_ body: (AssayLadder) -> Result) -> Result {
    groups.withUnsafeBufferPointer { groups in
      high.withUnsafeBufferPointer { high in
        low.withUnsafeBufferPointer { low in
          body(
            AssayLadder(
              groups: groups.baseAddress, group_count: Int32(groups.count),
              step: Int32(scan.windows.step), stride: Int32(stride),
              levels: Int32(CriticalCounts.levels.count), high: high.baseAddress,
              low: low.baseAddress))
        }
      }
    }
  }

  /// The window with the smallest ln p of a toy, from its summary; `counts` gives its events where
  /// the summary does not suffice.
  func smallest(
    _ summary: AssayToySummary, counts: () -> [Int]
  ) -> (window: Int, logP: Double) {
    smallest(summary, counts: counts) { scan.logP(window: $0, observed: $1) }
  }

  /// The same with the p-values of single windows from elsewhere.
  func smallest(
    _ summary: AssayToySummary, counts: () -> [Int],
    logP: (_ window: Int, _ observed: Int) -> Double
  ) -> (window: Int, logP: Double) {
    let level = Int(summary.level)
    // Where the next level is not known a window may reach beyond without being a candidate.
    guard level >= 0, summary.found <= Int32(ASSAY_CANDIDATES),
      level + 1 < known || known == CriticalCounts.levels.count
    else { return all(counts()) }
    var best = (window: 0, logP: 0.0)
    withUnsafeBytes(of: summary.window) { window in
      withUnsafeBytes(of: summary.observed) { observed in
        let windows = window.bindMemory(to: Int32.self)
        let events = observed.bindMemory(to: Int32.self)
        for i in 0..<Int(summary.found) {
          let logP = logP(Int(windows[i]), Int(events[i]))
          if logP < best.logP { best = (Int(windows[i]), logP) }
        }
      }
    }
    // So close to the level a window that just missed it may be the smaller one.
    if best.logP > CriticalCounts.levels[level] - 2 * CriticalCounts.margin(scan.test) {
      return all(counts())
    }
    return best
  }

  /// The same for counts of all bins, with scratch that is kept between calls.
  func smallest(_ counts: [Int], _ scratch: inout LadderScratch) -> (window: Int, logP: Double) {
    for (i, bin) in scan.windows.range.enumerated() {
      scratch.prefix[i + 1] = scratch.prefix[i] + Int32(clamping: counts[bin])
    }
    var summary = AssayToySummary()
    withLadder { ladder in
      var ladder = ladder
      assay_ladder_summary(&ladder, scratch.prefix, &scratch.counts, &summary)
    }
    return smallest(summary) { counts }
  }

  private func all(_ counts: [Int]) -> (window: Int, logP: Double) {
    let logP = scan.logP(counts)
    let best = logP.indices.min { logP[$0] < logP[$1] } ?? 0
    return (best, logP.isEmpty ? 0 : logP[best])
  }
}

/// Room for the sums of one histogram.
struct LadderScratch {
  fileprivate(set) var prefix: [Int32]
  fileprivate(set) var counts: [Int32]

  init(_ ladder: CriticalLadder) {
    prefix = [Int32](repeating: 0, count: ladder.scan.windows.range.count + 1)
    counts = [Int32](repeating: 0, count: ladder.stride)
  }
}
