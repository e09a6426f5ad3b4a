// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// One Poisson count n with an expected background b: upper limits on the signal.
///
/// The signal is μ 10ˣ with μ ≥ 0; x = 0, or free with a normal penalty of σ_J dex. The background
/// is b eʸ with y = 0, or free with a normal penalty of σ_b. Units: counts.
public struct CountingExperiment: Sendable, Equatable {
  public let observed: Int
  public let background: Double

  public init(observed: Int, background: Double) throws(AssayError) {
    guard observed >= 0 else {
      throw .badValue(name: "observed count", found: "\(observed)", accepted: "a number >= 0")
    }
    guard background >= 0 && background.isFinite else {
      throw .badValue(
        name: "expected background", found: "\(background)", accepted: "a finite number >= 0")
    }
    self.observed = observed
    self.background = background
  }

  /// -2 ln of the Poisson likelihood over its maximum: 2 [λ - n + n ln(n/λ)].
  func deviance(_ mean: Double) -> Double {
    let n = Double(observed)
    if observed == 0 { return 2 * mean }
    return mean > 0 ? 2 * (mean - n + n * log(n / mean)) : .infinity
  }
}

// MARK: Likelihood ratio

extension CountingExperiment {
  /// Signal at which -2 ln L has risen by `delta` from its minimum over μ ≥ 0.
  ///
  /// - Parameters:
  ///   - delta: 2.71 for one-sided 95 %, χ²₁(0.95) = 3.8415 for the two-sided interval.
  ///   - sigmaJ: spread of log₁₀ J [dex]; 0 takes J as known.
  ///   - sigmaBackground: spread of ln b; 0 takes b as known.
  public func likelihoodLimit(
    delta: Double, sigmaJ: Double = 0, sigmaBackground: Double = 0
  ) throws(AssayError) -> Double {
    try likelihoodLimit(
      delta: delta, sigmaJ: sigmaJ, sigmaBackground: sigmaBackground, .init())
  }

  func likelihoodLimit(
    delta: Double, sigmaJ: Double, sigmaBackground: Double, _ conventions: CountingConventions
  ) throws(AssayError) -> Double {
    for (name, value) in [("spread of log10 J", sigmaJ), ("spread of ln b", sigmaBackground)] {
      guard value >= 0 && value.isFinite else {
        throw .badValue(name: name, found: "\(value)", accepted: "a finite number >= 0")
      }
    }
    guard delta > 0 && delta.isFinite else {
      throw .badValue(name: "delta", found: "\(delta)", accepted: "a finite number > 0")
    }
    let profile = CountingProfile(
      self, sigmaJ: sigmaJ, sigmaBackground: sigmaBackground, conventions)
    // The data fit best without a pull where they can, else without signal.
    let best = max(0, Double(observed) - background)
    let lowest = try profile.value(best)
    var high = best + 1 + (Double(observed) + delta).squareRoot()
    while try profile.value(high) - lowest < delta { high = best + 2 * (high - best) }
    return try profile.root(in: best...high, level: lowest + delta)
  }
}

// MARK: Tail probabilities

extension CountingExperiment {
  /// Signal s at which P(N ≤ n; s + b) = 1 - confidence; negative if the background alone makes
  /// so few counts improbable, and not clamped.
  public func classicalLimit(confidence: Double = 0.95) throws(AssayError) -> Double {
    try Self.check(confidence)
    return try classicalLimit(tail: 1 - confidence)
  }

  func classicalLimit(tail: Double) throws(AssayError) -> Double {
    try meanAt(tail) - background
  }

  /// Signal s at which P(N ≤ n; s + b)/P(N ≤ n; b) = 1 - confidence (A. L. Read, J. Phys. G 28
  /// (2002) 2693); never negative.
  public func clsLimit(confidence: Double = 0.95) throws(AssayError) -> Double {
    try Self.check(confidence)
    return try clsLimit(tail: 1 - confidence, divides: true)
  }

  func clsLimit(tail: Double, divides: Bool) throws(AssayError) -> Double {
    let alone = divides ? Special.poissonCDF(observed, mean: background) : 1
    return try meanAt(tail * alone) - background
  }

  private static func check(_ confidence: Double) throws(AssayError) {
    guard confidence > 0 && confidence < 1 else {
      throw .badValue(
        name: "confidence", found: "\(confidence)", accepted: "a number between 0 and 1")
    }
  }

  /// The mean λ with P(N ≤ n; λ) = tail.
  private func meanAt(_ tail: Double) throws(AssayError) -> Double {
    guard tail > 0 else {
      throw .failed("the background \(background) makes \(observed) counts impossible")
    }
    let n = Double(observed)
    var high = n + 10 * (n + 1).squareRoot()
    while Special.poissonCDF(observed, mean: high) > tail { high *= 2 }
    return try Root.find(in: 0...high) { Special.poissonCDF(observed, mean: $0) - tail }
  }
}
