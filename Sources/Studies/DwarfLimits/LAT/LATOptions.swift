// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// The choices of a likelihood analysis; the defaults are those of the published limits.
public struct LATOptions: Sendable, Equatable {
  /// Fall of ln L from its maximum at the limit. 1.355 is Δ(-2 ln L) = 2.71, one-sided 95 %;
  /// the exact quantile is 2.705543454/2.
  public var fall: Double
  /// Whether J is profiled over its log-normal uncertainty, or held at its mean.
  public var profilesJ: Bool
  /// Factor in dF/dE = σv J (dN/dE)/(factor · m²): 8π for a particle that is its own antiparticle,
  /// 16π for a Dirac particle with as many antiparticles.
  public var annihilationFactor: Double

  public init(
    fall: Double = 1.355, profilesJ: Bool = true, annihilationFactor: Double = 8 * .pi
  ) {
    self.fall = fall
    self.profilesJ = profilesJ
    self.annihilationFactor = annihilationFactor
  }

  /// Δ(-2 ln L) = 2.705543454: the one-sided 95 % quantile to nine digits.
  public static let exactQuantileFall = 2.705543454 / 2
}

/// One target: its likelihood and what is known about its J-factor.
public struct LATTarget: Sendable {
  public var name: String
  public var likelihood: LATLikelihood
  /// Mean of log₁₀(J/[GeV² cm⁻⁵]).
  public var mean: Double
  /// One standard deviation [dex]; 0 holds J at its mean.
  public var sigma: Double

  public init(name: String, likelihood: LATLikelihood, mean: Double, sigma: Double) {
    precondition(mean.isFinite && sigma >= 0 && sigma.isFinite)
    self.name = name
    self.likelihood = likelihood
    self.mean = mean
    self.sigma = sigma
  }

  init(name: String, likelihood: LATLikelihood, entry: JCatalogue.Entry) {
    self.init(name: name, likelihood: likelihood, mean: entry.mean, sigma: entry.sigma)
  }
}
