// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// Gaussian distributions of several numbers.
enum GaussianUncertainty {
  /// ½ rᵗ C⁻¹ r + ½ ln det C, without n/2 ln 2π.
  ///
  /// - Throws: `failed` where C is not positive definite.
  static func negativeLogLikelihood(
    _ residual: [Double], _ covariance: [[Double]]
  ) throws(AssayError) -> Double {
    let (squares, logDeterminant) = try whitened(residual, covariance)
    return 0.5 * squares + 0.5 * logDeterminant
  }

  /// rᵗ C⁻¹ r and ln det C, by Cholesky's C = L Lᵗ: y = L⁻¹ r.
  static func whitened(
    _ residual: [Double], _ covariance: [[Double]]
  ) throws(AssayError) -> (squares: Double, logDeterminant: Double) {
    precondition(covariance.count == residual.count, "a row of the covariance for each number")
    let lower = try factor(covariance)
    var (squares, logDeterminant, y) = (0.0, 0.0, residual)
    for i in residual.indices {
      for k in 0..<i { y[i] -= lower[i][k] * y[k] }
      y[i] /= lower[i][i]
      squares += y[i] * y[i]
      logDeterminant += 2 * log(lower[i][i])
    }
    return (squares, logDeterminant)
  }

  /// L of C = L Lᵗ, zero above the diagonal.
  static func factor(_ covariance: [[Double]]) throws(AssayError) -> [[Double]] {
    let n = covariance.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
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
    }
    return lower
  }
}
