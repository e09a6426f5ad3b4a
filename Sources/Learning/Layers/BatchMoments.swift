// SPDX-License-Identifier: GPL-3.0-or-later

/// Moments of a batch by column: the number N of rows, then the means, then the sums of squared
/// differences from them.
enum BatchMoments {
  /// Those of two parts together, by Chan, Golub & LeVeque's formula, which does not cancel.
  static func merged(_ first: [Double], _ second: [Double]) -> [Double] {
    var merged = first
    let columns = (first.count - 1) / 2
    merged[0] = first[0] + second[0]
    for c in 1...columns {
      let gap = second[c] - first[c]
      merged[c] = first[c] + gap * (second[0] / merged[0])
      let between = gap * gap * (first[0] * second[0] / merged[0])
      merged[c + columns] = first[c + columns] + second[c + columns] + between
    }
    return merged
  }

  /// Running mean and variance follow: r ← (1 − m) r + m × batch, the variance divided by N − 1.
  static func follow<Element: Scalar>(
    _ statistics: [Double], momentum: Double, mean: UnsafeMutablePointer<Element>,
    variance: UnsafeMutablePointer<Element>
  ) {
    let columns = (statistics.count - 1) / 2
    for c in 0..<columns {
      let spread = statistics[1 + columns + c] / max(1, statistics[0] - 1)
      mean[c] += Element(momentum) * (Element(statistics[1 + c]) - mean[c])
      variance[c] += Element(momentum) * (Element(spread) - variance[c])
    }
  }
}
