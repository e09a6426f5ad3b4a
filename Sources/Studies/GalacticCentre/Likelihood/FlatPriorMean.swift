// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The mean of the posterior of template normalisations with flat priors in ranges,
///
///     ⟨A⟩ = ∫ A L(A) dA / ∫ L(A) dA over the ranges,   ln L of `PoissonTemplateFit` (1)
///
/// which has the smallest mean squared error that an estimate can have over maps drawn from these
/// priors; maximum likelihood, which does not know them, has a larger one.
///
/// By importance sampling: draws from a Gaussian about the maximum within the ranges, wider than the
/// inverse Fisher information Σ T_i T_j/μ by a third, weighted with L over their density; 500 of them, so
/// that the sum adds less than a percent to the error. Cost: some 20 flops a pixel and draw.
struct FlatPriorMean: Sendable {
  let normalisations: [Double]
  /// (Σ w)²/Σ w².
  let effectiveDraws: Double

  /// - Parameter near: the maximum of the likelihood.
  /// - Throws: `failed` where no draw falls in the ranges, or the templates cannot be told apart.
  init(
    counts: [Int], templates: [[Double]], ranges: [ClosedRange<Double>], near maximum: [Double],
    draws: Int = 500, _ random: inout Philox
  ) throws(AssayError) {
    precondition(ranges.count == templates.count && maximum.count == templates.count)
    let n = templates.count
    let centre = (0..<n).map {
      Swift.min(Swift.max(maximum[$0], ranges[$0].lowerBound), ranges[$0].upperBound)
    }
    var information = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for p in counts.indices {
      var mean = 0.0
      for i in 0..<n { mean += centre[i] * templates[i][p] }
      for i in 0..<n {
        for j in 0..<n { information[i][j] += templates[i][p] * templates[j][p] / mean }
      }
    }
    // Information = L Lᵗ; a draw is the centre plus 4/3 L⁻ᵗ z.
    let width = 4.0 / 3
    let lower = try GaussianUncertainty.factor(information)
    let totals = templates.map { $0.reduce(0, +) }
    let occupied = counts.indices.filter { counts[$0] > 0 }
    var kept: [(place: [Double], logWeight: Double)] = []
    for _ in 0..<draws {
      let z = (0..<n).map { _ in random.normal() }
      var step = [Double](repeating: 0, count: n)
      for i in stride(from: n - 1, through: 0, by: -1) {
        var sum = z[i]
        for k in i + 1..<n { sum -= lower[k][i] * step[k] }
        step[i] = sum / lower[i][i]
      }
      let place = (0..<n).map { centre[$0] + width * step[$0] }
      guard zip(place, ranges).allSatisfy({ $1.contains($0) }) else { continue }
      var logLikelihood = -(0..<n).reduce(0.0) { $0 + place[$1] * totals[$1] }
      for p in occupied {
        var mean = 0.0
        for i in 0..<n { mean += place[i] * templates[i][p] }
        logLikelihood += Double(counts[p]) * log(mean)
      }
      kept.append((place, logLikelihood + z.reduce(0) { $0 + $1 * $1 } / 2))
    }
    guard let top = kept.map(\.logWeight).max() else {
      throw .failed("no draw of the normalisations fell within their ranges")
    }
    var (sum, squares, means) = (0.0, 0.0, [Double](repeating: 0, count: n))
    for (place, logWeight) in kept {
      let weight = exp(logWeight - top)
      (sum, squares) = (sum + weight, squares + weight * weight)
      for i in 0..<n { means[i] += weight * place[i] }
    }
    normalisations = means.map { $0 / sum }
    effectiveDraws = sum * sum / squares
  }
}
