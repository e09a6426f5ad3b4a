// SPDX-License-Identifier: GPL-3.0-or-later

/// Scores for events of one's own.
public enum AnomalyMethod: String, Sendable, CaseIterable {
  /// Missing transverse momentum; scalar sum of the jets' momenta.
  case met, ht
  /// Squared Mahalanobis distance of ten features.
  case density
  case autoencoder
  /// Deep SVDD, target 10 in 8 dimensions; and the mean over all targets and dimensions.
  case svdd
  case ensemble = "svdd-ensemble"
  /// Autoregressive flow: affine, and with rational-quadratic splines.
  case flow
  case spline = "flow-spline"
  /// A classifier against events of theories.
  case hyperclass

  public static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
