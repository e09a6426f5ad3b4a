// SPDX-License-Identifier: GPL-3.0-or-later

/// Significance improvement SI(ε_B) = ε_S/√ε_B: the factor by which a cut on the score changes
/// S/√B. Levels and definition: arXiv:2105.14027, notebook 04 of its results repository.
public enum SignificanceImprovement {
  /// The background efficiencies of the challenge.
  public static let levels = [1e-2, 1e-3, 1e-4]

  public static func value(signal: Double, background: Double) -> Double {
    signal / background.squareRoot()
  }
}
