// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// What an ensemble of networks says of one number: each member's mean m_i and variance v_i.
///
///     mean = Σ m_i/n,   aleatoric = Σ v_i/n,   epistemic = Σ (m_i - mean)²/n                (1)
///
/// Source: arXiv:1612.01474, section 2.4.
struct EnsembleEstimate: Sendable, Equatable {
  let mean: Double
  /// Of the data.
  let aleatoric: Double
  /// Of the networks, as of a population.
  let epistemic: Double

  init(means: [Double], variances: [Double]) {
    precondition(!means.isEmpty && means.count == variances.count, "a variance a member")
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    self.mean = mean
    aleatoric = variances.reduce(0, +) / count
    epistemic = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
  }
}

/// Gaussian distributions of several numbers.
enum GaussianUncertainty {
  /// ½ rᵗ C⁻¹ r + ½ ln det C, without n/2 ln 2π.
  ///
  /// - Throws: `failed` where C is not positive definite.
  static func negativeLogLikelihood(
    _ residual: [Double], _ covariance: [[Double]]
  ) throws(AssayError) -> Double {
    let n = residual.count
    precondition(covariance.count == n, "a row of the covariance for each number")
    // Cholesky, C = L Lᵗ, solved on the way: y = L⁻¹ r.
    var lower = covariance
    var (squares, logDeterminant, y) = (0.0, 0.0, residual)
    for i in 0..<n {
      for j in 0...i {
        var sum = covariance[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > 0 else { throw .failed("the covariance is not positive definite") }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
      for k in 0..<i { y[i] -= lower[i][k] * y[k] }
      y[i] /= lower[i][i]
      squares += y[i] * y[i]
      logDeterminant += 2 * log(lower[i][i])
    }
    return 0.5 * squares + 0.5 * logDeterminant
  }
}
