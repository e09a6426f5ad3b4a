// SPDX-License-Identifier: GPL-3.0-or-later

/// The contiguous windows of a histogram: widths in rising order, for each its positions in rising
/// order. n bins have n (n + 1)/2 windows of all widths.
///
/// The order decides ties: of equally significant windows the narrowest counts, then the lowest.
public struct Windows: Sendable, Equatable {
  /// Windows of one width.
  public struct Group: Sendable, Equatable {
    public var width: Int
    /// Number of windows.
    public var count: Int
    /// Index of its first window.
    public var base: Int
  }

  /// Bins scanned.
  public let range: Range<Int>
  /// Bins between neighbouring positions.
  public let step: Int
  public let groups: [Group]
  /// Number of windows.
  public let count: Int
  /// Bins left out at a window's end; only faults have any.
  let lost: Int

  /// - Parameters:
  ///   - range: bins scanned.
  ///   - widths: in bins; those wider than the range have no window. All by default.
  ///   - step: bins between neighbouring positions.
  public init(range: Range<Int>, widths: ClosedRange<Int>? = nil, step: Int = 1) {
    self.init(range: range, widths: widths, step: step, SearchConventions())
  }

  init(range: Range<Int>, widths: ClosedRange<Int>?, step: Int, _ conventions: SearchConventions) {
    precondition(step > 0 && (widths?.lowerBound ?? 1) > 0, "widths and step are 1 or more")
    let step = step * conventions.stepFactor
    var groups: [Group] = []
    var base = 0
    let last =
      conventions.singleBins && widths == nil
      ? 1 : min(widths?.upperBound ?? range.count, range.count)
    for width in stride(from: widths?.lowerBound ?? 1, through: last, by: 1) {
      let count = (range.count - width) / step + 1
      groups.append(Group(width: width, count: count, base: base))
      base += count
    }
    (self.range, self.step, self.groups, count) = (range, step, groups, base)
    lost = conventions.windowsOffByOne ? 1 : 0
  }

  /// The bins of a window.
  public func bins(_ window: Int) -> Range<Int> {
    let group = groups.last { $0.base <= window }!
    let first = range.lowerBound + (window - group.base) * step
    return first..<first + group.width
  }

  /// Sums over the bins of every window, given sums of the first 0, 1, … bins.
  func sums<Number: AdditiveArithmetic>(prefix: [Number]) -> [Number] {
    var sums: [Number] = []
    sums.reserveCapacity(count)
    for group in groups {
      for i in 0..<group.count {
        let first = range.lowerBound + i * step
        sums.append(prefix[max(first, first + group.width - lost)] - prefix[first])
      }
    }
    return sums
  }

  /// Sums of the first 0, 1, … bins.
  static func prefix<Number: AdditiveArithmetic>(_ values: [Number]) -> [Number] {
    var sums: [Number] = [.zero]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums.last! + value) }
    return sums
  }
}
