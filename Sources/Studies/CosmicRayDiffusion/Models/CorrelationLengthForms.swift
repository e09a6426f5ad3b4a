// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// The one-sided trace correlation length L_c1 = (π/2) ∫ E/k dk/∫ E dk in closed form; see
/// ``CorrelationConvention/factor`` for the others.
public enum CorrelationLength {
  /// L_c1/L_max of E ~ k^−s between 2π/L_max and 2π/L_min,
  ///
  ///     (s − 1)/(4s) (1 − r^s)/(1 − r^(s−1)),   r = L_min/L_max
  ///
  /// (Harari, Mollerach and Roulet 2002 give twice this).
  public static func powerLaw(index s: Double, ratio: Double) throws(AssayError) -> Double {
    guard s > 1, s.isFinite else {
      throw .badValue(name: "spectral index", found: "\(s)", accepted: "above 1")
    }
    guard ratio >= 0, ratio < 1 else {
      throw .badValue(name: "L_min/L_max", found: "\(ratio)", accepted: "0 to less than 1")
    }
    return (s - 1) / (4 * s) * (1 - pow(ratio, s)) / (1 - pow(ratio, s - 1))
  }

  /// L_c1/L of E ~ (kL)^q/(1 + (kL)²)^((s+q)/2) without limits,
  ///
  ///     (π/2) Γ(q/2) Γ(s/2)/[Γ((q + 1)/2) Γ((s − 1)/2)].
  public static func bendOver(low q: Double, index s: Double) throws(AssayError) -> Double {
    guard q > 0, q.isFinite, s > 1, s.isFinite else {
      throw .badValue(
        name: "indices of a bend-over", found: "q = \(q), s = \(s)", accepted: "q > 0 and s > 1")
    }
    return .pi / 2 * Special.gamma(q / 2) * Special.gamma(s / 2)
      / (Special.gamma((q + 1) / 2) * Special.gamma((s - 1) / 2))
  }
}
