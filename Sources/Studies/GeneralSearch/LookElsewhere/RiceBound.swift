// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

/// The look-elsewhere bound of a scan in one dimension.
///
/// For a stationary unit Gaussian process with correlation exp(−d²/(2 l²)) on a range L, the expected
/// number of up-crossings of a level u is Rice's
///
///     ⟨N(u)⟩ = L/l /(2π) exp(−u²/2)                                                       (1)
///     p_global ≤ P(Z > u) + ⟨N(u)⟩                                                          (2)
///
/// For a scan of χ² with one degree of freedom, c = u², the number at one low level gives that at all
/// others: ⟨N(c)⟩ = ⟨N(c₀)⟩ exp(−(c − c₀)/2). The bound (2) is no estimate below about u = 3.
///
/// Source: Gross and Vitells, EPJC 70 (2010) 525, arXiv:1005.1891; S. O. Rice (1944).
public struct RiceBound: Sendable, Equatable {
  /// L/l.
  public let range: Double
  var conventions = SearchConventions()

  public init(range: Double) { self.range = range }

  /// P(Z > u).
  public func localP(_ u: Double) -> Double { Special.normalSurvival(u) }

  /// (1).
  public func upCrossings(_ u: Double) -> Double {
    range / (2 * .pi) * exp(-0.5 * u * u) * (conventions.countsDownCrossings ? 2 : 1)
  }

  /// (2).
  public func globalP(_ u: Double) -> Double {
    upCrossings(u) + (conventions.boundWithoutLocal ? 0 : localP(u))
  }

  /// (2) over P(Z > u).
  public func trialFactor(_ u: Double) -> Double { globalP(u) / localP(u) }

  /// Expected up-crossings of a χ² scan at c from those at c₀.
  public func scaled(upCrossings: Double, at c0: Double, to c: Double) -> Double {
    upCrossings * exp((conventions.forgetsHalf ? -1 : -0.5) * (c - c0))
  }

  /// Expected up-crossings on a grid of `steps` steps of length d in units of l: that many times the
  /// probability that one point lies below u and its neighbour above,
  ///
  ///     ∫_u^∞ φ(x) Φ((u − ρ x)/√(1 − ρ²)) dx,   ρ = exp(−d²/2)
  public func upCrossings(
    _ u: Double, steps: Int, of d: Double
  ) throws(AssayError) -> Double {
    let rho = exp(-0.5 * d * d)
    let rest = (-expm1(-d * d)).squareRoot()
    let one = try Quadrature.integrate(from: u, to: u + 12 * d, relative: 1e-10) { x in
      let density = exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
      return density * Special.normalSurvival((rho * x - u) / rest)
    }
    return Double(steps) * one * (conventions.countsDownCrossings ? 2 : 1)
  }
}
