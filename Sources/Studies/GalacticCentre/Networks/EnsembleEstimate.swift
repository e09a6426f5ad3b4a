// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What an ensemble of networks says of several numbers: each member's means m_i and covariance C_i.
///
///     mean = Σ m_i/n,   aleatoric = Σ C_i/n,   epistemic = Σ (m_i - mean)(m_i - mean)ᵗ/n       (1)
///
/// Their sum is the covariance of the mixture of the members. Source: arXiv:1612.01474, section 2.4.
struct EnsembleEstimate: Sendable, Equatable {
  let mean: [Double]
  /// Of the data.
  private(set) var aleatoric: [[Double]]
  /// Of the networks, as of a population.
  private(set) var epistemic: [[Double]]

  init(means: [[Double]], covariances: [[[Double]]]) {
    precondition(
      !means.isEmpty && means.count == covariances.count, "a covariance for each member")
    let (count, d) = (Double(means.count), means[0].count)
    let mean = (0..<d).map { i in means.reduce(0) { $0 + $1[i] } / count }
    self.mean = mean
    aleatoric = (0..<d).map { i in
      (0..<d).map { j in covariances.reduce(0) { $0 + $1[i][j] } / count }
    }
    epistemic = (0..<d).map { i in
      (0..<d).map { j in
        means.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / count
      }
    }
  }

  /// Standard deviations multiplied by factors, number by number; correlations stay.
  func scaled(_ factors: [Double]) -> EnsembleEstimate {
    var scaled = self
    for i in factors.indices {
      for j in factors.indices {
        scaled.aleatoric[i][j] *= factors[i] * factors[j]
        scaled.epistemic[i][j] *= factors[i] * factors[j]
      }
    }
    return scaled
  }

  /// Aleatoric and epistemic together.
  var total: [[Double]] {
    zip(aleatoric, epistemic).map { zip($0, $1).map { $0 + $1 } }
  }
}
