// SPDX-License-Identifier: GPL-3.0-or-later

/// ln p of pairs of window and count, each computed once: among many toys the same few come again and
/// again.
///
/// A window has places for counts within 9 standard deviations of its background, ``most`` at most;
/// others are computed each time. Memory: 8 bytes a place, 1 MB for 285 windows of 300 events.
struct KnownLogP: Sendable {
  /// Counts of a window that are kept: all for a background of 12 000 events, and for larger ones,
  /// whose counts seldom come again, those nearest to it.
  static let most = 2048

  private let scan: RegionScan
  /// Smallest count and first place of each window, and the end.
  private let lowest: [Int]
  private let first: [Int]
  /// NaN where nothing is known yet.
  private var values: [Double]

  init(_ scan: RegionScan) {
    self.scan = scan
    var (lowest, first) = ([Int](), [0])
    for background in scan.background {
      let reach = min(Self.most / 2, Int(9 * background.squareRoot()) + 20)
      lowest.append(max(0, Int(background) - reach))
      first.append(first[first.count - 1] + Int(background) + reach - lowest[lowest.count - 1])
    }
    (self.lowest, self.first) = (lowest, first)
    values = [Double](repeating: .nan, count: first[first.count - 1])
  }

  mutating func logP(window: Int, observed: Int) -> Double {
    let place = first[window] + observed - lowest[window]
    guard observed >= lowest[window], place < first[window + 1] else {
      return scan.logP(window: window, observed: observed)
    }
    if values[place].isNaN { values[place] = scan.logP(window: window, observed: observed) }
    return values[place]
  }
}
