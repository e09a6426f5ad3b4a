// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

extension SampleStatistics {
  /// Two-sided p of the signed-rank test that differences are symmetric about 0.
  ///
  /// Zeros are dropped, equal sizes share their mean rank. Up to ``exactRanks`` differences the
  /// distribution over all signs is counted out, given the ties; above, the normal approximation
  /// with the tie and continuity corrections. 1 where no difference is left.
  /// Source: Wilcoxon, Biometrics Bulletin 1 (1945) 80, doi:10.2307/3001968. Cost: O(n³).
  public static func wilcoxon(_ differences: [Double]) -> Double {
    let kept = differences.filter { $0 != 0 && !$0.isNaN }
    guard !kept.isEmpty else { return 1 }
    let ranks = doubledRanks(kept.map(\.magnitude))
    let positive = zip(kept, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    return kept.count <= exactRanks
      ? exactP(ranks, sum: positive) : normalP(ranks, sum: positive)
  }

  static let exactRanks = 100

  /// Twice the rank of each value, so that the mean rank of ties is whole.
  static func doubledRanks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Int](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      // Ranks first + 1 ... end have the mean (first + 1 + end)/2.
      for place in first..<end { ranks[order[place]] = first + 1 + end }
      first = end
    }
    return ranks
  }

  /// Over all choices of signs, the share whose sum of positive ranks is as far from the middle.
  static func exactP(_ ranks: [Int], sum: Int) -> Double {
    let total = ranks.reduce(0, +)
    var share = [Double](repeating: 0, count: total + 1)
    share[0] = 1
    var reach = 0
    for rank in ranks {
      reach += rank
      for s in stride(from: reach, through: 0, by: -1) {
        share[s] = 0.5 * (share[s] + (s >= rank ? share[s - rank] : 0))
      }
    }
    let lower = min(sum, total - sum)
    return min(1, 2 * share[...lower].reduce(0, +))
  }

  static func normalP(_ ranks: [Int], sum: Int) -> Double {
    // In doubled ranks: mean Σr/2 and variance Σr²/4, which has the ties in it.
    let mean = 0.5 * Double(ranks.reduce(0, +))
    let variance = 0.25 * ranks.reduce(0.0) { $0 + Double($1) * Double($1) }
    let distance = max(0, (Double(sum) - mean).magnitude - 1)
    return erfc(distance / (2 * variance).squareRoot())
  }
}
