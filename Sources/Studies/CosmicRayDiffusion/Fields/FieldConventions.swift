// SPDX-License-Identifier: GPL-3.0-or-later

/// How fields are made and measured: production values, changed by drills only.
struct FieldConventions: Sendable, Equatable {
  /// Each realisation of a grid scaled to B_rms = 1.
  var rescales = true
  /// Independent polarisations of a mode.
  var polarisations = 2
  /// Added to the index of the one-dimensional spectrum.
  var indexShift = 0.0
}
