// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The statistics of repeated timings.
public enum SampleStatistics {
  /// The middle value, or the mean of the middle two; NaN of nothing.
  public static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// median |x − median x|, without the factor 1.4826 that would make it a standard deviation.
  public static func medianDeviation(_ values: [Double]) -> Double {
    let middle = median(values)
    return median(values.map { ($0 - middle).magnitude })
  }

  /// The quantile of order p, linear between the order statistics at (n − 1) p (type 7 of Hyndman
  /// and Fan, Am. Stat. 50 (1996) 361); NaN of nothing.
  public static func quantile(_ values: [Double], _ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a quantile's order lies in 0...1")
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let place = p * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  public static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// 95 % interval of the mean by the percentile bootstrap (Efron 1979, Ann. Stat. 7, 1).
  ///
  /// The draws are those of Philox: equal samples and generator, equal interval. Its coverage falls
  /// below 95 % for few samples: about 90 % at ten. Cost: draws × count random words.
  public static func bootstrapMean(
    _ values: [Double], draws: Int = 2000, random: inout Philox
  ) -> ClosedRange<Double> {
    interval((0..<draws).map { _ in resampledMean(values, &random) })
  }

  /// 95 % interval of mean(a) − mean(b) of independent samples, each resampled by itself.
  public static func bootstrapDifference(
    _ a: [Double], _ b: [Double], draws: Int = 2000, random: inout Philox
  ) -> ClosedRange<Double> {
    interval((0..<draws).map { _ in resampledMean(a, &random) - resampledMean(b, &random) })
  }

  private static func resampledMean(_ values: [Double], _ random: inout Philox) -> Double {
    var sum = 0.0
    for _ in values { sum += values[Int(random.uniform() * Double(values.count))] }
    return sum / Double(values.count)
  }

  private static func interval(_ means: [Double]) -> ClosedRange<Double> {
    let (low, high) = (quantile(means, 0.025), quantile(means, 0.975))
    return low.isNaN || high.isNaN ? -Double.infinity...Double.infinity : low...high
  }

  /// Slope of the straight line y = a + b x of least squares, with its standard error from the
  /// scatter (NaN for two points); nil below two different x.
  public static func slope(
    _ x: [Double], _ y: [Double]
  ) -> (slope: Double, standardError: Double)? {
    precondition(x.count == y.count)
    let (mx, my) = (mean(x), mean(y))
    let sxx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    guard x.count >= 2, sxx > 0 else { return nil }
    let b = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / sxx
    let rest = zip(x, y).reduce(0) {
      let r = $1.1 - my - b * ($1.0 - mx)
      return $0 + r * r
    }
    return (b, x.count > 2 ? (rest / Double(x.count - 2) / sxx).squareRoot() : .nan)
  }
}
