// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices behind the exact tables that a fault can spoil; the defaults are those of production.
struct TableConventions: Sendable, Equatable {
  // Pixels
  /// Numbers of the other ordering.
  var swapsOrderings = false
  /// A missing neighbour is taken for pixel 0.
  var missingIsZero = false
  /// Neighbours turned by one place: S, SW, W, ...
  var turnsNeighbours = false

  // Power spectra
  /// Rounds of improvement.
  var iterations = 3
  /// The rounds are made where none are wanted.
  var alwaysIterates = false
  /// The 2l + 1 of C_l forgotten.
  var sumsPower = false
  /// Events without the solid angle of a pixel.
  var forgetsPixelArea = false

  // Energies
  /// Width of a bin so that the last edge is 300 EeV.
  var endsAtHighest = false
  /// Every event stays in its bin.
  var isSharp = false
  /// Both columns rounded down.
  var alwaysFloors = false

  // Sources and composition
  /// Latitude counted from the pole.
  var takesColatitude = false
  /// Charge of the mass number above.
  var shiftsCharges = false
  /// j E² taken for the number of events.
  var forgetsEnergy = false
}
