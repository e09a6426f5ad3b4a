// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// What a fault may bend; the values here are those of production.
struct SearchConventions: Sendable, Equatable {
  /// min(P(≥ n), P(≤ n)) without the factor 2.
  var oneSided = false
  /// P(> n) instead of P(≥ n).
  var strictTail = false
  var ignoresUncertainty = false
  /// The part of the Gaussian below zero is thrown away and the rest scaled up.
  var truncatesGauss = false
  /// The width of the gamma density is taken for s² instead of s.
  var gammaWidthIsVariance = false
  /// Windows lose their last bin.
  var windowsOffByOne = false
  /// Positions of windows move by this many bins.
  var stepFactor = 1
  /// Only windows of one bin.
  var singleBins = false
  /// The trial factor is forgotten: the global p-value is the local one.
  var forgetsTrials = false
  /// Toys fluctuate with this multiple of the background.
  var toyScale = 1.0
  /// Toys have no common systematic shift.
  var toysWithoutShift = false
  /// Both directions of crossings are counted in Rice's formula.
  var countsDownCrossings = false
  /// exp(−(c − c₀)) for the scaling of up-crossings with χ².
  var forgetsHalf = false
  /// The local p-value is left out of the bound.
  var boundWithoutLocal = false
  /// Half the correlation length in simulated processes.
  var shortCorrelation = false
  /// Electrons and muons are one kind of object in the synthetic classes.
  var mergesLeptons = false
  /// The second sample is the first one again.
  var sameSampleAgain = false

  /// A Gauss-smeared probability under the faults of the smearing; `withZero` tells whether the
  /// part below zero is in it.
  func spoilt(_ logP: Double, _ b: Double, _ s: Double, withZero: Bool) -> Double {
    guard truncatesGauss else { return logP }
    let rest = withZero ? exp(GaussTail.logNormalCDF(-b / s)) : 0
    return min(0, log(exp(logP) - rest) - GaussTail.logNormalCDF(b / s))
  }

  func gammaWidth(_ s: Double) -> Double { gammaWidthIsVariance ? s * s : s }
}
