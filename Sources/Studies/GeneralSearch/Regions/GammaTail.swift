// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Tails of a Poisson distribution whose mean has a gamma density of mean B and variance s²: the
/// negative binomial distribution
///
///     f(n) = Γ(n + k) / (Γ(k) n!) p^k (1 − p)^n,   k = (B/s)²,   p = 1/(1 + s²/B)           (1)
///
/// Sums of positive terms from f outwards, as in ``PoissonTail``; ln f again from Stirling's errors
/// and deviances, because k reaches 10⁸ where s is small. Cost: terms until the ratio of
/// neighbours, 1 − p far out, has brought them to 10⁻¹⁷ of the sum.
public enum GammaTail {
  /// ln P(N ≥ n), for B > 0 and s > 0.
  public static func logAtLeast(_ n: Int, mean: Double, deviation s: Double) -> Double {
    if n <= 0 { return 0 }
    guard Double(n) > mean else {
      return log1p(-exp(logAtMost(n - 1, mean: mean, deviation: s)))
    }
    let k = (mean / s) * (mean / s)
    let q = s * s / (mean + s * s)
    var (term, sum, m) = (1.0, 1.0, Double(n))
    while term > 1e-17 * sum {
      term *= q * (k + m) / (m + 1)
      sum += term
      m += 1
    }
    return min(0, logProbability(n, mean: mean, deviation: s) + log(sum))
  }

  /// ln P(N ≤ n), for B > 0 and s > 0.
  public static func logAtMost(_ n: Int, mean: Double, deviation s: Double) -> Double {
    if n < 0 { return -.infinity }
    guard Double(n) < mean else {
      return log1p(-exp(logAtLeast(n + 1, mean: mean, deviation: s)))
    }
    let k = (mean / s) * (mean / s)
    let q = s * s / (mean + s * s)
    var (term, sum, m) = (1.0, 1.0, Double(n))
    while m > 0, term > 1e-17 * sum {
      term *= m / (q * (k + m - 1))
      sum += term
      m -= 1
    }
    return min(0, logProbability(n, mean: mean, deviation: s) + log(sum))
  }

  /// ln f(n) of (1), as k/(n + k) times the binomial probability of n among n + k.
  static func logProbability(_ n: Int, mean: Double, deviation s: Double) -> Double {
    let k = (mean / s) * (mean / s)
    let spread = s * s / mean
    if n == 0 { return -k * log1p(spread) }
    let x = Double(n)
    let all = x + k
    let (hit, miss) = (all * spread / (1 + spread), all / (1 + spread))
    let errors =
      PoissonTail.stirlingError(all) - PoissonTail.stirlingError(x) - PoissonTail.stirlingError(k)
    let deviances = PoissonTail.deviance(x, hit) + PoissonTail.deviance(k, miss)
    return errors - deviances - 0.5 * (log(2 * .pi) + log(x) + log(k / all)) + log(k / all)
  }
}
