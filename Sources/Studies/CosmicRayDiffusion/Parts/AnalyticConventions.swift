// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices behind the closed forms that a fault can spoil; the defaults are those of production.
struct AnalyticConventions: Sendable, Equatable {
  // Fields
  /// The transverse length is reported as that of the trace.
  var transverseForTrace = false
  /// Added to q of the bend-over.
  var lowIndexShift = 0.0
  /// The loss of a mode along an axis of the grid instead of the mean over directions.
  var lossAlongAxis = false

  // Transport
  /// Factor on r_L.
  var larmorFactor = 1.0
  /// ν of the slab spectrum.
  var slabIndex = 5.0 / 3
  /// The running coefficient is reported as the slope.
  var runningForSlope = false

  // Sources
  /// Factor on H.
  var haloFactor = 1.0
  /// Factor on D.
  var diffusionFactor = 1.0
  /// Factor on δ.
  var dipoleFactor = 1.0

  // Data
  /// The 2l + 1 of C_l forgotten.
  var powerFactor = 1.0
  /// Components towards 0 h and 6 h exchanged.
  var swapsComponents = false
  /// The phase of harmonic m not divided by m.
  var phaseOfHarmonic = false
  /// The batches that the A100 runs at once counted as one.
  var countsOneBatch = false
  /// Gain as the ratio of the run times, whatever the number of particles.
  var gainOfTimes = false
}
