// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL
private import Glibc

/// Special functions and distributions, from GSL. Outside its domain a function is not a number,
/// as in the C library.
public enum Special {
  /// ln n!, for n >= 0.
  public static func logFactorial(_ n: Int) -> Double {
    GSL.prepare()
    guard n >= 0 else { return .nan }
    return n < 1 << 31 ? gsl_sf_lnfact(UInt32(n)) : gsl_sf_lngamma(Double(n) + 1)
  }

  /// ln |Γ(x)|.
  public static func logGamma(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_lngamma(x)
  }

  /// Γ(x); not a number at zero and the negative integers.
  public static func gamma(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_gamma(x)
  }

  /// Regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), a > 0, x >= 0.
  public static func gammaQ(_ a: Double, _ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_gamma_inc_Q(a, x)
  }

  /// Regularised lower incomplete gamma function P(a, x) = 1 - Q(a, x).
  public static func gammaP(_ a: Double, _ x: Double) -> Double {
    GSL.prepare()
    return gsl_sf_gamma_inc_P(a, x)
  }

  /// Probability of n or fewer events, Q(n + 1, mean).
  public static func poissonCDF(_ n: Int, mean: Double) -> Double {
    n < 0 ? 0 : gammaQ(Double(n) + 1, mean)
  }

  /// ln of the Poisson probability of n events: n ln(mean) - mean - ln n!.
  public static func poissonLogPMF(_ n: Int, mean: Double) -> Double {
    GSL.prepare()
    guard mean >= 0 else { return .nan }
    if n < 0 { return -.infinity }
    if mean == 0 { return n == 0 ? 0 : -.infinity }
    return Double(n) * log(mean) - mean - logFactorial(n)
  }

  /// Probability that chi-squared with `dof` degrees of freedom exceeds x.
  public static func chi2Survival(_ x: Double, dof: Double) -> Double {
    x <= 0 ? 1 : gammaQ(dof / 2, x / 2)
  }

  /// The x below which chi-squared with `dof` degrees of freedom lies with probability p.
  public static func chi2Quantile(_ p: Double, dof: Double) -> Double {
    GSL.prepare()
    return gsl_cdf_chisq_Pinv(p, dof)
  }

  /// The x below which a standard normal variable lies with probability p.
  public static func normalQuantile(_ p: Double) -> Double {
    GSL.prepare()
    return gsl_cdf_ugaussian_Pinv(p)
  }

  /// Probability that a standard normal variable exceeds x.
  public static func normalSurvival(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_cdf_ugaussian_Q(x)
  }

  /// Survival function of the Kolmogorov distribution, the limit of √n D_n:
  /// 2 Σ_{k≥1} (-1)^{k-1} exp(-2 k² λ²), below λ = 1 by its Jacobi transform
  /// 1 - √(2π)/λ Σ_{k≥1} exp(-(2k-1)² π² / (8 λ²)), where the first converges slowly.
  public static func kolmogorovSurvival(_ lambda: Double) -> Double {
    guard lambda > 0 else { return lambda.isNaN ? .nan : 1 }
    GSL.prepare()
    if lambda < 1 {
      let q = Double.pi * .pi / (8 * lambda * lambda)
      let sum = [7.0, 5, 3, 1].reduce(0) { $0 + exp(-$1 * $1 * q) }
      return 1 - (2 * Double.pi).squareRoot() / lambda * sum
    }
    let q = 2 * lambda * lambda
    return 2 * [5.0, 4, 3, 2, 1].reduce(0) { exp(-$1 * $1 * q) - $0 }
  }
}
