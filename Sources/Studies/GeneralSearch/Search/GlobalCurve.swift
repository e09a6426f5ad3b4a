// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// How often toy experiments without a signal have at least k histograms with a region as
/// significant as a threshold.
public struct GlobalCurve: Sendable, Equatable {
  /// Thresholds of the smallest p-value of a histogram, falling.
  public let thresholds: [Double]
  /// `[k − 1][threshold]`: the share of toy experiments with k histograms or more below it.
  public let share: [[Double]]
  public let toys: Int

  /// - Parameters:
  ///   - logP: smallest ln p, `[histogram][toy]`.
  ///   - largest: k runs from 1 to this.
  public init(logP: [[Double]], thresholds: [Double], largest: Int = 3) {
    self.thresholds = thresholds
    toys = logP.first?.count ?? 0
    var counts = [[Int]](repeating: [Int](repeating: 0, count: thresholds.count), count: largest)
    let logs = thresholds.map { log($0) }
    for toy in 0..<toys {
      // Only the k smallest of a toy matter.
      let smallest = logP.map { $0[toy] }.sorted().prefix(largest)
      for (k, value) in smallest.enumerated() {
        for (t, threshold) in logs.enumerated() where value <= threshold { counts[k][t] += 1 }
      }
    }
    let all = Double(max(1, toys))
    share = counts.map { $0.map { Double($0) / all } }
  }

  /// Binomial error of a share.
  public func error(k: Int, at threshold: Int) -> Double {
    let p = share[k - 1][threshold]
    let n = Double(max(1, toys))
    return max((p * (1 - p) / n).squareRoot(), 1 / n)
  }

  /// Thresholds of equal ratio, from the first to the last.
  public static func thresholds(from first: Double, to last: Double, count: Int) -> [Double] {
    (0..<count).map { first * pow(last / first, Double($0) / Double(count - 1)) }
  }
}
