// SPDX-License-Identifier: GPL-3.0-or-later

/// What the smallest p-value of a histogram means among its many regions.
public enum ChannelProbability {
  /// p_channel: the share of toys with a smaller smallest p-value than the data, as logarithms.
  ///
  /// Uniform under the background, up to the steps of 1 in the number of toys; ties, which whole
  /// numbers of events allow, make it smaller than their mean rank, never larger.
  public static func share(of toys: [Double], below logP: Double) -> Double {
    Double(toys.count { $0 < logP }) / Double(max(1, toys.count))
  }

  /// The largest distance of the distribution functions of two samples times √(nm/(n + m)):
  /// above 1.95 with a probability of 10⁻³ where both follow one continuous distribution.
  /// Cost O(n log n).
  public static func scaledDistance(_ a: [Double], _ b: [Double]) -> Double {
    let (a, b) = (a.sorted(), b.sorted())
    let (n, m) = (Double(a.count), Double(b.count))
    var (i, j, distance) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let x = min(a[i], b[j])
      while i < a.count, a[i] <= x { i += 1 }
      while j < b.count, b[j] <= x { j += 1 }
      distance = max(distance, (Double(i) / n - Double(j) / m).magnitude)
    }
    return distance * (n * m / (n + m)).squareRoot()
  }

  /// The same for one sample against the uniform distribution on (0, 1), times √n.
  public static func scaledDistanceFromUniform(_ sample: [Double]) -> Double {
    let n = Double(sample.count)
    var distance = 0.0
    for (i, x) in sample.sorted().enumerated() {
      distance = max(distance, (Double(i + 1) / n - x).magnitude, (x - Double(i) / n).magnitude)
    }
    return distance * n.squareRoot()
  }
}
