// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a sample of p-values is from being uniform.
enum KolmogorovDistance {
  /// The largest distance of the sample's distribution function from that of the uniform distribution
  /// on (0, 1), times √n: above 1.95 with a probability of 10⁻³. Cost O(n log n).
  static func scaledFromUniform(_ sample: [Double]) -> Double {
    let n = Double(sample.count)
    var distance = 0.0
    for (i, x) in sample.sorted().enumerated() {
      distance = max(distance, (Double(i + 1) / n - x).magnitude, (x - Double(i) / n).magnitude)
    }
    return distance * n.squareRoot()
  }
}
