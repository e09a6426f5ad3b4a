// SPDX-License-Identifier: GPL-3.0-or-later

/// All windows of one histogram with their background and its uncertainty, ready to be held
/// against observed counts.
///
/// Sums over windows are differences of sums over the first bins, O(1) a window.
public struct RegionScan: Sendable {
  public let test: RegionTest
  public let windows: Windows
  /// Background of each window.
  public let background: [Double]
  /// Uncertainty of each window's background.
  public let uncertainty: [Double]
  /// Whether the background of a window is scaled by data over background in the scanned bins
  /// outside it, so that its own normalisation does not matter.
  public let scalesToSidebands: Bool

  /// Background of all scanned bins.
  private let total: Double

  /// A window and what was seen in it.
  public struct Found: Sendable, Equatable {
    public var window: Int
    public var bins: Range<Int>
    public var observed: Int
    public var background: Double
    public var uncertainty: Double
    /// ln of the p-value, 0 where no window deviates.
    public var logP: Double
  }

  /// - Parameters:
  ///   - background: of each bin, not negative.
  ///   - shifts: of each source of systematic uncertainty, the change of each bin by one standard
  ///     deviation; a source moves all bins together, so its shifts add up linearly.
  ///   - statistical: standard deviation of each bin's background from finite simulation;
  ///     independent from bin to bin, so the squares add up.
  public init(
    background: [Double], shifts: [[Double]] = [], statistical: [Double]? = nil, windows: Windows,
    test: RegionTest, scalesToSidebands: Bool = false
  ) {
    (self.windows, self.test, self.scalesToSidebands) = (windows, test, scalesToSidebands)
    total = windows.range.reduce(0) { $0 + background[$1] }
    // Differences of large sums would lose digits of a steeply falling tail: whole numbers are
    // exact, others are summed window by window from the high end.
    self.background = windows.accurateSums(background)
    var squares = windows.accurateSums((statistical ?? []).map { $0 * $0 })
    if statistical == nil { squares = [Double](repeating: 0, count: windows.count) }
    for shift in shifts {
      for (i, sum) in windows.accurateSums(shift).enumerated() { squares[i] += sum * sum }
    }
    uncertainty = squares.map { $0.squareRoot() }
  }

  /// Observed events of every window.
  public func observed(_ counts: [Int]) -> [Int] { windows.sums(prefix: Windows.prefix(counts)) }

  /// ln p of every window: the specification that all faster ways must equal.
  public func logP(_ counts: [Int]) -> [Double] {
    let observed = observed(counts)
    guard scalesToSidebands else {
      return observed.indices.map { logP(window: $0, observed: observed[$0]) }
    }
    return observed.indices.map {
      let b = background(of: $0, observed[$0], counts)
      let s = background[$0] > 0 ? uncertainty[$0] * b / background[$0] : 0
      return test.logP(observed[$0], background: b, uncertainty: s)
    }
  }

  /// Background of a window, scaled to its sidebands where that is asked.
  private func background(of window: Int, _ observed: Int, _ counts: [Int]) -> Double {
    let b = background[window]
    guard scalesToSidebands, total > b else { return b }
    let all = windows.range.reduce(0) { $0 + counts[$1] }
    return b * (Double(all - observed) / (total - b))
  }

  public func logP(window: Int, observed: Int) -> Double {
    test.logP(observed, background: background[window], uncertainty: uncertainty[window])
  }

  /// The most significant window; the first of equal ones.
  public func best(_ counts: [Int]) -> Found {
    let logP = logP(counts)
    let best = logP.indices.min { logP[$0] < logP[$1] }!
    return found(best, counts, logP[best])
  }

  /// The windows in the order of their p-values, equal ones in the order of the windows.
  public func ranked(_ counts: [Int]) -> [Found] {
    let logP = logP(counts)
    let order = logP.indices.sorted { (logP[$0], $0) < (logP[$1], $1) }
    return order.map { found($0, counts, logP[$0]) }
  }

  private func found(_ window: Int, _ counts: [Int], _ logP: Double) -> Found {
    let observed = observed(counts)[window]
    return Found(
      window: window, bins: windows.bins(window), observed: observed,
      background: background(of: window, observed, counts), uncertainty: uncertainty[window],
      logP: logP)
  }
}

extension Windows {
  /// Sums over every window without the cancellation of prefix sums: each width is the one below
  /// plus a bin, where both are there; O(1) a window.
  func accurateSums(_ values: [Double]) -> [Double] {
    guard !values.isEmpty else { return [] }
    var sums: [Double] = []
    sums.reserveCapacity(count)
    var previous: [Double] = []
    for width in 1...max(1, groups.last?.width ?? 1) {
      let positions = max(0, range.count - width + 1)
      var current = [Double](repeating: 0, count: positions)
      for i in 0..<positions {
        let last = values[range.lowerBound + i + width - 1]
        current[i] = (previous.isEmpty ? 0 : previous[i]) + last
      }
      if let group = groups.first(where: { $0.width == width }) {
        for i in 0..<group.count {
          let source = lost == 0 ? current : previous
          sums.append(source.isEmpty ? 0 : source[i * step])
        }
      }
      previous = current
    }
    return sums
  }
}
