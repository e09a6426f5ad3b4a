// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

/// -2 ln L(μ) of one count, at its lowest over x = log₁₀(J/J₀) and y = ln(b/b₀).
///
///   -2 ln L = 2 [λ - n + n ln(n/λ)] + x²/σ_J² + y²/σ_b²,  λ = μ 10ˣ + b eʸ
///
/// For μ above the best signal both pulls lower λ towards n: the slopes of the penalties bound
/// them, |x| ≤ σ_J² μ ln 10 and |y| ≤ σ_b² b, as do λ ≥ n. Cost: about 50 evaluations for
/// one nuisance parameter, 2500 for two.
struct CountingProfile {
  private let experiment: CountingExperiment
  private let sigmaJ: Double
  private let sigmaBackground: Double
  private let conventions: CountingConventions

  init(
    _ experiment: CountingExperiment, sigmaJ: Double, sigmaBackground: Double,
    _ conventions: CountingConventions
  ) {
    self.experiment = experiment
    self.sigmaJ = sigmaJ * conventions.jScale
    self.sigmaBackground = sigmaBackground
    self.conventions = conventions
  }

  /// The profile at a signal μ at or above the best one.
  func value(_ signal: Double) throws(AssayError) -> Double {
    guard sigmaJ > 0 && signal > 0 else { return try overBackground(signal) }
    let excess = Double(experiment.observed) - experiment.background
    let steepest = -sigmaJ * sigmaJ * signal * ln10
    let lowest = max(steepest, excess > 0 ? min(log10(excess / signal), 0) : -.infinity)
    var failure: AssayError?
    let best = try Minimum.find(in: lowest...0) { x in
      do throws(AssayError) {
        return try x * x / (sigmaJ * sigmaJ) + overBackground(signal * pow(10, x))
      } catch {
        failure = error
        return .infinity
      }
    }
    if let failure { throw failure }
    return best.value
  }

  /// Lowest over y for a fixed number of signal counts.
  private func overBackground(_ signal: Double) throws(AssayError) -> Double {
    let b = experiment.background
    let n = Double(experiment.observed)
    guard sigmaBackground > 0 && b > 0 else { return experiment.deviance(signal + b) }
    let balanced = n > signal ? log((n - signal) / b) : -.infinity
    let penalty = conventions.backgroundPenalty * sigmaBackground * sigmaBackground
    // The linear form reaches below zero counts at y = -1.
    let floor = conventions.linearBackground ? -1 + 1e-9 : -.infinity
    let range =
      balanced > 0
      ? 0...balanced : max(balanced, -penalty * b, floor)...0
    return try Minimum.find(in: range) { y in
      let background = b * (conventions.linearBackground ? 1 + y : exp(y))
      return y * y / penalty + experiment.deviance(signal + background)
    }.value
  }

  /// The signal at which the profile passes a level.
  func root(in range: ClosedRange<Double>, level: Double) throws(AssayError) -> Double {
    var failure: AssayError?
    let root = try Root.find(in: range) { signal in
      do throws(AssayError) {
        return try value(signal) - level
      } catch {
        failure = error
        return .nan
      }
    }
    if let failure { throw failure }
    return root
  }
}
