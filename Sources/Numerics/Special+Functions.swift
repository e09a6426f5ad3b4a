// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL
private import Glibc

// Solutions of Bessel's and of the hypergeometric equation.
extension Special {
  /// Modified Bessel function of the second kind K₀(x), x > 0; 0 where it underflows (x > 705).
  public static func besselK0(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_bessel_K0(x)
  }

  /// Modified Bessel function of the second kind K₁(x), x > 0; 0 where it underflows (x > 705).
  public static func besselK1(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_bessel_K1(x)
  }

  /// Gauss's ₂F₁(a, b; c; x) for −10⁴ ≤ x < 1 and c not zero or a negative integer; not a number
  /// elsewhere or where the series has not converged.
  ///
  /// The series Σ (a)_n (b)_n / (c)_n xⁿ/n!; below zero after Pfaff's transformation
  ///
  ///     ₂F₁(a, b; c; x) = (1 − x)^−b ₂F₁(c − a, b; c; x/(x − 1)),
  ///
  /// so that the argument lies between 0 and 1. GSL's own function is not used: it has none for
  /// x < −1, and where c − a − b is an integer it can be wrong without a status from x = 1/2 on
  /// (2.7.1: −0.2923 instead of 0.6256 for a = 1, b = −5/6, c = 7/6, x = 1/2).
  /// Cost: about 36/(1 − x) terms near x = 1 (below zero: 36 (1 − x)), 50 terms for −1/2 < x < 1/2.
  public static func hypergeometric2F1(
    _ a: Double, _ b: Double, _ c: Double, _ x: Double
  ) -> Double {
    guard x < 1, x >= -1e4, c > 0 || c != c.rounded() else { return .nan }
    if x < 0 { return pow(1 - x, -b) * series(c - a, b, c, x / (x - 1), 1 / (1 - x)) }
    return series(a, b, c, x, 1 - x)
  }

  /// The series at 0 <= x < 1; `rest` is 1 − x without the loss of digits.
  private static func series(
    _ a: Double, _ b: Double, _ c: Double, _ x: Double, _ rest: Double
  ) -> Double {
    var term = 1.0
    var sum = 1.0
    // The error of each addition, so that a million terms lose no digits (Neumaier).
    var lost = 0.0
    for n in 0..<1_000_000 {
      let k = Double(n)
      term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * x
      let next = sum + term
      lost += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
      sum = next
      // What follows is about a geometric series.
      if term.magnitude <= 2e-17 * rest * sum.magnitude, k > max(-a, -b, 8) { return sum + lost }
    }
    return .nan
  }
}
