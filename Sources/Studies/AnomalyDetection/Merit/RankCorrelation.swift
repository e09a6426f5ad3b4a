// SPDX-License-Identifier: GPL-3.0-or-later

/// Spearman's rank correlation: the linear correlation of ranks, equal values sharing the mean of
/// theirs.
public enum RankCorrelation {
  /// Between −1 and 1; not a number where all values of a list are equal.
  public static func spearman(_ a: [Double], _ b: [Double]) -> Double {
    spearman(a, b, MeritConventions())
  }

  static func spearman(_ a: [Double], _ b: [Double], _ conventions: MeritConventions) -> Double {
    precondition(a.count == b.count, "two lists of one length")
    let (x, y) = (ranks(a, conventions), ranks(b, conventions))
    let mean = Double(a.count + 1) / 2
    var (xy, xx, yy) = (0.0, 0.0, 0.0)
    for (p, q) in zip(x, y) {
      xy += (p - mean) * (q - mean)
      xx += (p - mean) * (p - mean)
      yy += (q - mean) * (q - mean)
    }
    return xy / (xx * yy).squareRoot()
  }

  /// From 1.
  static func ranks(_ values: [Double], _ conventions: MeritConventions) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while !conventions.forgetsTiedRanks, last + 1 < order.count,
        values[order[last + 1]] == values[order[first]]
      { last += 1 }
      for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }
}
