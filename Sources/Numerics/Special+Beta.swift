// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

// Distributions of ratios.
extension Special {
  /// Regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1; not a number elsewhere.
  ///
  /// The probability that x with the density x^(a−1) (1 − x)^(b−1)/B(a, b) lies below. GSL's continued
  /// fraction.
  public static func betaRegularised(_ a: Double, _ b: Double, _ x: Double) -> Double {
    GSL.prepare()
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    return gsl_sf_beta_inc(a, b, x)
  }
}
