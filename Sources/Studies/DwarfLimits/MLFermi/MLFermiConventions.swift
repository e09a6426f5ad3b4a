// SPDX-License-Identifier: GPL-3.0-or-later

/// The choices of the method that a fault can spoil; the defaults are those of production.
public struct MLFermiConventions: Sendable, Equatable {
  /// Factor in f_e = N_γ ε/(factor · m²): 8π for a particle that is its own antiparticle.
  var annihilationFactor = 8 * Double.pi
  /// The two thresholds Δ exchanged.
  var swapsDeltas = false
  /// Log-normal J where posterior samples are asked for.
  var gaussianForSamples = false
  /// Whether J is profiled, or held at its mean.
  var profilesJ = true
  /// J of a dwarf taken from its neighbour in the table.
  var swapsDwarfs = false
  /// Kernel width of the J samples in units of the bandwidth h.
  var kernelWidthFactor = 2.0
  /// Macro bins by which the exposure is displaced.
  var exposureShift = 0
  /// How the backgrounds of the bins follow the first one.
  var tie = BackgroundShape.Tie.ratioOfLogarithms
  /// ln b held at its estimate where it should be profiled.
  var freezesBackground = false
  /// Distances on the sky in the kernel regression.
  var metric = SkyMetric.euclidean
  /// Kernel width of the regression in position [deg].
  var regressionSigma = 1.4
  /// Voids with no count kept as if they had one.
  var keepsEmptyVoids = false
  /// Leave-one-out: the pair of a void with itself kept.
  var keepsSelf = false
  /// Leave-one-out: divisor N instead of N − 1.
  var dividesByAll = false
  /// Leave-one-out: the Jacobian 1/y of ln y left out.
  var omitsJacobian = false
  /// Natural for decimal logarithm in the statistics of the J samples.
  var naturalLogarithm = false

  public init() {}
}
