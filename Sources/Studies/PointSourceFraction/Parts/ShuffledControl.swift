// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What estimates of a network share with the truth that its labels could not tell it.
///
/// With f uniform in [0, 1], u = f - 1/2 and w = e - 1/2:
///
///     slope = ⟨u (w - ⟨w⟩)⟩/⟨u²⟩,   expected 0                                              (1)
///     error = √⟨u² - 2uw⟩ = √(⟨(e - f)²⟩ - ⟨w²⟩),   expected 1/√12                          (2)
///
/// Statistical errors: those of the test images, and the chance that shuffled labels of n training
/// images go with their fractions. Least squares of all would follow with a slope of standard deviation
/// 1/√n; the last steps of a training weigh more than the first, and it is taken as that of n/2 images
/// (slopes of twelve seeds: 0.033 rms, for n = 2000). (2) is moved by it by 2 ⟨u²⟩ √(2/n) before the
/// root.
struct ShuffledControl: Sendable {
  let slope: Estimate
  let error: Estimate
  /// Standard deviation of the estimates.
  let spread: Double

  init(_ estimates: [Double], truths: [Double], training: Int) {
    precondition(estimates.count == truths.count && truths.count > 1, "a truth for each estimate")
    let n = Double(truths.count)
    let u = truths.map { $0 - 0.5 }
    let w = estimates.map { $0 - 0.5 }
    let (meanU, meanW) = (u.reduce(0, +) / n, w.reduce(0, +) / n)
    let variance = 1.0 / 12
    let chance = (2 / Double(training)).squareRoot()

    // About both means: a common shift of all estimates has no slope.
    let products = EstimateQuality.mean(zip(u, w).map { ($0 - meanU) * ($1 - meanW) })
    let noise = (products.standardError ?? 0) / variance
    slope = Estimate(
      products.value / variance, standardError: (noise * noise + chance * chance).squareRoot())

    let squares = EstimateQuality.mean(zip(u, w).map { $0 * $0 - 2 * $0 * $1 })
    let drawn = squares.standardError ?? 0
    let followed = 2 * variance * chance
    // Estimates that know the truth bring the square below zero.
    let root = squares.value.magnitude.squareRoot()
    error = Estimate(
      squares.value < 0 ? -root : root,
      standardError: (drawn * drawn + followed * followed).squareRoot() / (2 * max(root, 1e-3)))

    spread = (w.reduce(0) { $0 + ($1 - meanW) * ($1 - meanW) } / n).squareRoot()
  }
}
