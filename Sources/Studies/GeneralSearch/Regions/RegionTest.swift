// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// How the p-value of one region is formed from its observed events n, background B and
/// uncertainty s of the background.
public struct RegionTest: Sendable, Equatable {
  /// What is made of the uncertainty.
  public enum Treatment: String, Sendable, CaseIterable {
    /// Nothing: B is known.
    case poisson
    /// B is Gaussian, cut at zero: ``GaussTail``.
    case gauss
    /// B has a gamma density: ``GammaTail``.
    case gamma
  }

  /// Which deviations count.
  public enum Sides: String, Sendable, CaseIterable {
    /// P(≥ n) where n > B, else 1.
    case excess
    /// P(≤ n) where n < B, else 1.
    case deficit
    /// min(1, 2 min(P(≥ n), P(≤ n))).
    case both
  }

  public var treatment: Treatment
  public var sides: Sides
  var conventions = SearchConventions()

  public init(_ treatment: Treatment, _ sides: Sides) {
    (self.treatment, self.sides) = (treatment, sides)
  }

  init(_ treatment: Treatment, _ sides: Sides, _ conventions: SearchConventions) {
    self.init(treatment, sides)
    self.conventions = conventions
  }

  /// ln p; 0 where B is not positive, as a region without background cannot be judged.
  public func logP(_ n: Int, background: Double, uncertainty: Double = 0) -> Double {
    guard background > 0 else { return 0 }
    switch sides {
    case .excess:
      return Double(n) > background ? logAtLeast(n, background, uncertainty) : 0
    case .deficit:
      return Double(n) < background ? logAtMost(n, background, uncertainty) : 0
    case .both:
      let factor = conventions.oneSided ? 0 : log(2.0)
      return min(0, factor + logSmallerTail(n, background, uncertainty))
    }
  }

  /// The tails add up to 1 + f(n): where one is below a half it is the smaller, so that the other
  /// need not be computed.
  private func logSmallerTail(_ n: Int, _ b: Double, _ s: Double) -> Double {
    let above = Double(n) > b
    let one = above ? logAtLeast(n, b, s) : logAtMost(n, b, s)
    if one <= -0.7 { return one }
    return min(one, above ? logAtMost(n, b, s) : logAtLeast(n, b, s))
  }

  /// ln P(N ≥ n).
  public func logAtLeast(_ n: Int, _ background: Double, _ uncertainty: Double) -> Double {
    let n = conventions.strictTail ? n + 1 : n
    switch kind(uncertainty) {
    case .poisson: return PoissonTail.logAtLeast(n, mean: background)
    case .gauss:
      let value = GaussTail.logAtLeast(n, mean: background, deviation: uncertainty)
      return conventions.spoilt(value, background, uncertainty, withZero: n <= 0)
    case .gamma:
      return GammaTail.logAtLeast(
        n, mean: background, deviation: conventions.gammaWidth(uncertainty))
    }
  }

  /// ln P(N ≤ n).
  public func logAtMost(_ n: Int, _ background: Double, _ uncertainty: Double) -> Double {
    switch kind(uncertainty) {
    case .poisson: return PoissonTail.logAtMost(n, mean: background)
    case .gauss:
      let value = GaussTail.logAtMost(n, mean: background, deviation: uncertainty)
      return conventions.spoilt(value, background, uncertainty, withZero: true)
    case .gamma:
      return GammaTail.logAtMost(
        n, mean: background, deviation: conventions.gammaWidth(uncertainty))
    }
  }

  private func kind(_ uncertainty: Double) -> Treatment {
    uncertainty > 0 && !conventions.ignoresUncertainty ? treatment : .poisson
  }

  /// One-sided significance in standard deviations of a probability given as its logarithm:
  /// −Φ⁻¹(p), by Newton steps on ln p, so that p may underflow.
  public static func significance(logP: Double) -> Double {
    if logP >= 0 { return -.infinity }
    if logP == -.infinity { return .infinity }
    // Above a half the other tail is the accurate one.
    if logP > -0.6931471805599453 { return -significance(logP: log(-expm1(logP))) }
    var z = (max(0, -2 * logP - log(max(1, -4 * .pi * logP)))).squareRoot()
    for _ in 0..<50 {
      let tail = GaussTail.logNormalCDF(-z)
      // d ln Φ(−z)/dz = −φ(z)/Φ(−z).
      let slope = exp(-0.5 * z * z - 0.5 * log(2 * .pi) - tail)
      let step = (tail - logP) / slope
      z += step
      if step.magnitude <= 1e-15 * max(1, z.magnitude) { break }
    }
    return z
  }
}
