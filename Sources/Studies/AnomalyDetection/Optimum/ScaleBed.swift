// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A test bed where rare is not different: background N(0, I_d), signal N(0, s² I_d).
///
/// The background's density says that events far out are anomalous; the likelihood ratio agrees for
/// s > 1 and says the opposite for s < 1, a signal hidden in the core, which the density score finds
/// worse than chance. With r² the squared radius, F_{d,d} and χ²_d distribution functions,
///
///     density:  AUC = F_{d,d}(s²) = I_{s²/(1+s²)}(d/2, d/2),   ε_S = P(χ²_d > q/s²), P(χ²_d > q) = ε_B
///     optimum:  the same for s > 1; for s < 1 the score −r, AUC = F_{d,d}(1/s²),
///               ε_S = P(χ²_d < q/s²), P(χ²_d < q) = ε_B
public struct ScaleBed: Sendable {
  public var dimension: Int
  /// s, in units of the background's width.
  public var width: Double

  public init(dimension: Int, width: Double) {
    (self.dimension, self.width) = (dimension, width)
  }

  private var half: Double { Double(dimension) / 2 }
  private var variance: Double { width * width }

  /// AUC of −ln p of the background.
  public var densityArea: Double {
    Special.betaRegularised(half, half, variance / (1 + variance))
  }

  /// AUC of the likelihood ratio.
  public var optimalArea: Double { max(densityArea, 1 - densityArea) }

  public func densityEfficiency(atBackground level: Double) -> Double {
    Special.gammaQ(half, outerQuantile(level) / variance)
  }

  public func optimalEfficiency(atBackground level: Double) -> Double {
    if width >= 1 { return densityEfficiency(atBackground: level) }
    return Special.gammaP(half, innerQuantile(level) / variance)
  }

  /// q/2 with Q(d/2, q/2) = level.
  ///
  /// GSL's quantile of 1 − level, improved by Newton steps on ln Q: a signal of s = 1/2 multiplies q by
  /// 4, so that an error of q grows by hundreds in ε_S.
  private func outerQuantile(_ level: Double) -> Double {
    var x = Special.chi2Quantile(1 - level, dof: 2 * half) / 2
    for _ in 0..<3 {
      let tail = Special.gammaQ(half, x)
      x += tail / density(x) * (Numbers.logarithm(tail) - Numbers.logarithm(level))
    }
    return x
  }

  /// q/2 with P(d/2, q/2) = level.
  private func innerQuantile(_ level: Double) -> Double {
    var x = Special.chi2Quantile(level, dof: 2 * half) / 2
    for _ in 0..<3 {
      let core = Special.gammaP(half, x)
      x -= core / density(x) * (Numbers.logarithm(core) - Numbers.logarithm(level))
    }
    return x
  }

  /// x^(a−1) e^−x/Γ(a), the density of q/2.
  private func density(_ x: Double) -> Double {
    Numbers.exponential((half - 1) * Numbers.logarithm(x) - x - Special.logGamma(half))
  }
}
