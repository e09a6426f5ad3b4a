// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The simplest density: a normal distribution with the mean and covariance of the background.
///
/// Of features z, standardised by the training sample,
///
///     score = zᵀ (C + λ I)⁻¹ z,   λ = 0.001
///
/// the squared Mahalanobis distance, which rises with −ln p; C is the covariance over N. λ keeps
/// features that hardly vary from ruling. Cost: d² operations an event.
public struct MahalanobisDetector: AnomalyDetector {
  private let standardiser: Standardiser
  /// Of C + λ I, row by row.
  private let factor: [Double]
  private let dimension: Int

  /// Throws `badValue` for fewer than two rows.
  public init(background: FeatureRows, ridge: Double = 1e-3) throws(AssayError) {
    guard background.count >= 2 else {
      throw .badValue(
        name: "background of a density", found: "\(background.count) events",
        accepted: "two or more")
    }
    standardiser = Standardiser(background)
    dimension = background.columns
    let rows = standardiser.standardised(background)
    let d = dimension
    var covariance = [Double](repeating: 0, count: d * d)
    for row in 0..<rows.count {
      let z = rows[row]
      let first = z.startIndex
      for i in 0..<d {
        for j in 0...i { covariance[i * d + j] += z[first + i] * z[first + j] }
      }
    }
    for i in 0..<d {
      for j in 0...i {
        covariance[i * d + j] /= Double(rows.count)
        if i == j { covariance[i * d + j] += ridge }
      }
    }
    factor = Self.cholesky(covariance, d)
  }

  /// The lower triangle L with L Lᵀ = C.
  private static func cholesky(_ matrix: [Double], _ d: Int) -> [Double] {
    var factor = matrix
    for i in 0..<d {
      for j in 0...i {
        var sum = matrix[i * d + j]
        for k in 0..<j { sum -= factor[i * d + k] * factor[j * d + k] }
        factor[i * d + j] = i == j ? sum.squareRoot() : sum / factor[j * d + j]
      }
    }
    return factor
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    try DetectorRules.check(rows, columns: dimension)
    let standardised = standardiser.standardised(rows)
    let d = dimension
    return (0..<rows.count).map { row in
      // |L⁻¹ z|² by forward substitution.
      let z = standardised[row]
      var solved = [Double](repeating: 0, count: d)
      var score = 0.0
      for i in 0..<d {
        var sum = z[z.startIndex + i]
        for k in 0..<i { sum -= factor[i * d + k] * solved[k] }
        solved[i] = sum / factor[i * d + i]
        score += solved[i] * solved[i]
      }
      return score
    }
  }
}

/// What all detectors refuse.
enum DetectorRules {
  static func check(_ rows: FeatureRows, columns: Int) throws(AssayError) {
    guard rows.columns == columns else {
      throw .badValue(
        name: "features of events", found: "\(rows.columns)",
        accepted: "\(columns), as in the training")
    }
  }
}
