// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Numerics

/// The little statistics that judging needs.
enum Statistics {
  static func log(_ x: Double) -> Double { Foundation.log(x) }
  static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }
  static func power(of base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// Half a unit of the last of `digits` significant decimal digits of x: 5·10^(e − digits), with
  /// e the decimal exponent of x as printed; 0 for x = 0.
  static func halfUnit(of x: Double, digits: Int) -> Double {
    guard x != 0, x.isFinite else { return x == 0 ? 0 : .nan }
    let printed = String(format: "%.*e", max(0, digits - 1), x)
    // "1.25e-08": the printed form knows the exponent after rounding, log10 may be off by one.
    guard let mark = printed.firstIndex(of: "e"),
      let exponent = Int(printed[printed.index(after: mark)...])
    else { return .nan }
    return Double("5e\(exponent - digits)") ?? .nan
  }

  /// x with `digits` significant decimal digits, so that it prints the same everywhere.
  static func rounded(_ x: Double, digits: Int) -> Double {
    Double(String(format: "%.*e", digits - 1, x)) ?? x
  }

  /// Probability that a standard normal variable lies beyond ±`sigmas`.
  static func twoSidedP(sigmas: Double) -> Double { erfc(sigmas / 2.0.squareRoot()) }

  /// Probability of a χ² as large as this or larger.
  static func chi2P(_ chi2: Double, _ dof: Int) -> Double {
    chi2.isFinite ? Special.chi2Survival(chi2, dof: Double(dof)) : 0
  }

  /// The χ² whose survival probability is p.
  static func chi2Critical(p: Double, dof: Int) -> Double {
    var high = Double(dof) + 10
    while chi2P(high, dof) >= p, high < 1e7 { high *= 2 }
    return threshold(from: 0, to: high) { chi2P($0, dof) < p }
  }

  /// The largest distance between the empirical distribution functions of two samples.
  /// Cost O(n log n).
  static func kolmogorovDistance(_ a: [Double], _ b: [Double]) -> Double {
    let (a, b) = (a.sorted(), b.sorted())
    var (i, j, distance) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let x = min(a[i], b[j])
      // Equal values step in both samples before the distance is read.
      while i < a.count, a[i] <= x { i += 1 }
      while j < b.count, b[j] <= x { j += 1 }
      distance = max(
        distance, (Double(i) / Double(a.count) - Double(j) / Double(b.count)).magnitude)
    }
    return distance
  }

  /// Probability of a Kolmogorov distance as large as this or larger between samples of n and m
  /// values of one distribution: Q_KS((√N + 0.12 + 0.11/√N) D), N = nm/(n + m); good to a few
  /// per cent for N ≥ 4 (Stephens 1970, J. R. Stat. Soc. B 32, 115).
  static func kolmogorovP(_ distance: Double, _ n: Int, _ m: Int) -> Double {
    let root = (Double(n) * Double(m) / Double(n + m)).squareRoot()
    return Special.kolmogorovSurvival((root + 0.12 + 0.11 / root) * distance)
  }

  /// The distance whose probability is p.
  static func kolmogorovCritical(p: Double, _ n: Int, _ m: Int) -> Double {
    threshold(from: 0, to: 1) { kolmogorovP($0, n, m) < p }
  }

  /// Where a condition that is false at `from` and true at `to` turns, to the last bits.
  static func threshold(
    from: Double, to: Double, _ condition: (Double) -> Bool
  ) -> Double {
    var (low, high) = (from, to)
    for _ in 0..<100 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if condition(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
