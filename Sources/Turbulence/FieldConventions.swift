// SPDX-License-Identifier: GPL-3.0-or-later

/// How fields are made and measured: production values, changed by drills only.
package struct FieldConventions: Sendable, Equatable {
  /// Each realisation of a grid scaled to B_rms = 1.
  package var rescales = true
  /// Independent polarisations of a mode.
  package var polarisations = 2
  /// In the plane k_x = 0 of the half space, where a mode and its conjugate both stand, they are
  /// made conjugate; else the transform drops half of the plane's variance.
  package var symmetrises = true
  /// Added to the index of the one-dimensional spectrum.
  package var indexShift = 0.0
  /// What is called the correlation length where the one-sided one of the trace is meant.
  package var convention = CorrelationConvention.oneSided

  package init() {}
}
