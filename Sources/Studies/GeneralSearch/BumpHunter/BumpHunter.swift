// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The BumpHunter: the most significant window of a histogram, and how often the reference alone
/// gives one as significant.
///
/// For all widths w and positions i, d and b are the sums of data and reference in the window. Where
/// d > b the local p-value is P(≥ d | b), else 1; the test statistic is t = −ln min p. The global
/// p-value is the share of Poisson toys of the reference with t as large or larger. The scan runs
/// from the first to the last bin with a positive reference.
///
/// Two things to know: the reference is taken as exact even where it is itself a finite sample, and the
/// toys fluctuate it so; and the local p-value is one-sided.
///
/// Source: Choudalakis, arXiv:1101.0390; the conventions are those of pyBumpHunter 0.5.1
/// (scikit-hep/pyBumpHunter), whose expected values were checked with the original C++ program.
public struct BumpHunter: Sendable {
  public let scan: RegionScan
  let reference: [Double]
  let conventions: SearchConventions

  /// Largest reference of a bin: sums of counts must fit 32 bits in the toys.
  public static let largest = 1e8

  /// Refuses a reference that is negative, not finite, too large or zero everywhere.
  ///
  /// - Parameters:
  ///   - widths: of the windows, in bins.
  ///   - step: bins between neighbouring positions.
  ///   - sides: which deviations count; an excess in the original.
  ///   - sidebands: whether the reference of a window is scaled to the data outside it.
  public init(
    reference: [Double], widths: ClosedRange<Int>, step: Int = 1,
    sides: RegionTest.Sides = .excess, sidebands: Bool = false
  ) throws(AssayError) {
    try self.init(
      reference: reference, widths: widths, step: step, sides: sides, sidebands: sidebands,
      SearchConventions())
  }

  init(
    reference: [Double], widths: ClosedRange<Int>, step: Int = 1,
    sides: RegionTest.Sides = .excess, sidebands: Bool = false, _ conventions: SearchConventions
  ) throws(AssayError) {
    guard reference.allSatisfy({ $0 >= 0 && $0 <= Self.largest }), reference.reduce(0, +) < 1e9
    else {
      throw .badValue(
        name: "reference histogram", found: "a bin or a sum that is negative or too large",
        accepted: "bins in 0...1e8 with a sum below 1e9")
    }
    guard let first = reference.firstIndex(where: { $0 > 0 }),
      let last = reference.lastIndex(where: { $0 > 0 })
    else {
      throw .badValue(
        name: "reference histogram", found: "\(reference.count) bins, all zero",
        accepted: "at least one positive bin")
    }
    guard widths.lowerBound >= 1, step >= 1, widths.lowerBound <= last - first + 1 else {
      throw .badValue(
        name: "windows", found: "widths \(widths.lowerBound) to \(widths.upperBound), step \(step)",
        accepted: "widths from 1 to \(last - first + 1) bins and a step of 1 or more")
    }
    self.reference = reference
    self.conventions = conventions
    scan = RegionScan(
      background: reference,
      windows: Windows(range: first..<last + 1, widths: widths, step: step, conventions),
      test: RegionTest(.poisson, sides, conventions), scalesToSidebands: sidebands)
  }

  /// The most significant window of the data.
  public func best(_ data: [Int]) throws(AssayError) -> RegionScan.Found {
    try check(data)
    return scan.best(data)
  }

  /// All windows of the data in the order of their local p-values.
  public func ranked(_ data: [Int]) throws(AssayError) -> [RegionScan.Found] {
    try check(data)
    return scan.ranked(data)
  }

  private func check(_ data: [Int]) throws(AssayError) {
    guard data.count == reference.count, data.allSatisfy({ $0 >= 0 && $0 <= 1 << 40 }) else {
      throw .badValue(
        name: "data histogram",
        found: data.count == reference.count
          ? "a count that is negative or above 2^40" : "\(data.count) bins",
        accepted: "\(reference.count) counts as in the reference")
    }
  }

  /// The share of toys whose smallest ln p does not exceed `logP`, with its binomial error.
  ///
  /// Where no toy reaches it, the error is that of one toy.
  static func share(of toys: [Double], atMost logP: Double) -> (share: Double, error: Double) {
    let reached = toys.count { $0 <= logP }
    let n = Double(toys.count)
    let share = Double(reached) / n
    return (share, max((share * (1 - share) / n).squareRoot(), 1 / n))
  }
}
