// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Tails of the Poisson distribution as logarithms, so that no probability underflows.
///
///     ln P(N ≥ n | μ) = ln f(n) + ln(1 + μ/(n+1) + μ²/((n+1)(n+2)) + …)              n > μ   (1)
///     ln P(N ≤ n | μ) = ln f(n) + ln(1 + n/μ + n(n−1)/μ² + …)                        n < μ   (2)
///
/// f(n) = μⁿ e^−μ / n!. All terms are positive, so nothing cancels; on the other side of the mean the
/// complement is taken. (1) is the regularised lower incomplete gamma function P(n, μ), (2) the
/// upper one Q(n + 1, μ). ln f is formed from Stirling's error and the deviance, so that it loses no
/// digits at μ = 10⁶, where n ln μ − μ − ln n! has terms of 10⁷ (C. Loader, "Fast and accurate
/// computation of binomial probabilities", 2000).
///
/// Relative error of a probability: some 10⁻¹⁵ times the root of the number of terms. Cost: about
/// 9 √n terms near the mean, fewer in the tails; 1 ns each.
public enum PoissonTail {
  /// ln P(N ≥ n) for mean μ ≥ 0.
  public static func logAtLeast(_ n: Int, mean: Double) -> Double {
    if n <= 0 { return 0 }
    if mean <= 0 { return -.infinity }
    if Double(n) > mean { return min(0, logProbability(n, mean: mean) + log(above(n, mean))) }
    return log1p(-exp(logAtMost(n - 1, mean: mean)))
  }

  /// ln P(N ≤ n) for mean μ ≥ 0.
  public static func logAtMost(_ n: Int, mean: Double) -> Double {
    if n < 0 { return -.infinity }
    if mean <= 0 { return 0 }
    if Double(n) < mean { return min(0, logProbability(n, mean: mean) + log(below(n, mean))) }
    return log1p(-exp(logAtLeast(n + 1, mean: mean)))
  }

  /// ln f(n).
  public static func logProbability(_ n: Int, mean: Double) -> Double {
    if n < 0 { return -.infinity }
    if n == 0 { return -mean }
    if mean <= 0 { return -.infinity }
    let x = Double(n)
    return -stirlingError(x) - deviance(x, mean) - 0.5 * log(2 * .pi * x)
  }

  /// The sum of (1). Terms below one part in 10¹⁷ of it are left out.
  private static func above(_ n: Int, _ mean: Double) -> Double {
    var (term, sum, k) = (1.0, 1.0, Double(n))
    while term > 1e-17 * sum {
      k += 1
      term *= mean / k
      sum += term
    }
    return sum
  }

  /// The sum of (2).
  private static func below(_ n: Int, _ mean: Double) -> Double {
    var (term, sum, k) = (1.0, 1.0, Double(n))
    while k > 0, term > 1e-17 * sum {
      term *= k / mean
      sum += term
      k -= 1
    }
    return sum
  }

  /// x ln(x/m) + m − x, by a series where the terms cancel.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    let difference = x - m
    guard difference.magnitude < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = difference / (x + m)
    var sum = difference * v
    var power = 2 * x * v
    for j in 1..<100 {
      power *= v * v
      let next = sum + power / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, for x > 0.
  static func stirlingError(_ x: Double) -> Double {
    if x < 16 { return lgamma(x + 1) - (x + 0.5) * log(x) + x - 0.5 * log(2 * .pi) }
    let r = 1 / (x * x)
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - r / 1188) * r) * r) * r) / x
  }
}
