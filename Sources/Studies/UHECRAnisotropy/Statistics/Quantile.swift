// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantiles of a sample, linear between its order statistics as numpy's default: at the place
/// (n − 1)q from 0 (type 7 of Hyndman and Fan, Am. Stat. 50 (1996) 361).
public enum Quantile {
  /// - Parameters:
  ///   - sorted: rising, at least one value.
  ///   - share: q in 0...1.
  public static func linear(_ sorted: [Double], _ share: Double) -> Double {
    precondition(!sorted.isEmpty && (0...1).contains(share), "a sample and a share of it")
    let place = Double(sorted.count - 1) * share
    let low = Int(place)
    guard low + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let (a, b) = (sorted[low], sorted[low + 1])
    let t = place - Double(low)
    // As numpy: from the nearer end, so that it is monotone and exact at both.
    return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t)
  }

  /// The median of values in any order.
  public static func median(_ values: [Double]) -> Double { linear(values.sorted(), 0.5) }
}
