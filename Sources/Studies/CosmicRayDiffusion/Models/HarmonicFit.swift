// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// Least-squares fit of harmonics to a profile of relative intensity in right ascension:
///
///     f(α) = a₀ + Σ_m A_m cos m(α − φ_m) = a₀ + Σ_m (x_m cos mα + y_m sin mα).
///
/// By the normal equations: a few columns of sines and cosines that are nearly orthogonal, so that
/// squaring the condition number costs no digits that matter.
public struct HarmonicFit: Sendable, Equatable {
  public let offset: Double
  /// A_1, A_2, …
  public let amplitudes: [Double]
  /// φ_1, φ_2, … [deg], each within ±180°/m.
  public let phases: [Double]
  /// Σ (f − value)²/error².
  public let chi2: Double

  /// - Parameters:
  ///   - angles: [deg].
  ///   - error: one standard deviation of each value; it scales χ² alone.
  /// - Throws: where there are fewer points than parameters, lists of different length, numbers that
  ///   are not finite, or angles that do not tell the harmonics apart.
  public init(
    angles: [Double], values: [Double], error: Double, harmonics: Int
  ) throws(AssayError) {
    try Require.positive(error, "error of a profile")
    try Require.finite(angles + values, "profile in right ascension")
    guard harmonics >= 1, angles.count == values.count, values.count > 2 * harmonics else {
      throw .badValue(
        name: "points of a profile for \(harmonics) harmonics",
        found: "\(angles.count) angles and \(values.count) values",
        accepted: "equally many, more than \(2 * max(harmonics, 1))")
    }
    let columns = 2 * harmonics + 1
    var elements: [Double] = []
    for angle in angles {
      elements.append(1)
      for m in 1...harmonics {
        let phase = Double(m) * angle * .pi / 180
        elements += [cos(phase), sin(phase)]
      }
    }
    let design = DenseMatrix(rows: angles.count, columns: columns, elements: elements)
    let transposed = design.transposed
    let solution = try (transposed * design).solve(transposed.times(values))
    let fitted = design.times(solution)
    offset = solution[0]
    amplitudes = (0..<harmonics).map { hypot(solution[2 * $0 + 1], solution[2 * $0 + 2]) }
    phases = (0..<harmonics).map {
      atan2(solution[2 * $0 + 2], solution[2 * $0 + 1]) * 180 / .pi / Double($0 + 1)
    }
    chi2 = zip(fitted, values).reduce(0) {
      let pull = ($1.0 - $1.1) / error
      return $0 + pull * pull
    }
  }
}
