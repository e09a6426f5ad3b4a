// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// How often the classical limit covers the true signal, by simulated counts.
///
/// A toy draws n ~ Poisson(s + b) and covers if its limit UL(n) ≥ s. UL rises with n, so the
/// smallest covering n is found once and a toy costs one Poisson number.
public struct ClassicalCoverage: Sendable {
  public let signal: Double
  public let background: Double
  /// The smallest n with UL(n) ≥ s.
  public let firstCovering: Int
  private let mean: Double

  public init(signal: Double, background: Double, confidence: Double = 0.95) throws(AssayError) {
    try self.init(
      signal: signal, background: background, tail: 1 - confidence, CountingConventions())
  }

  init(
    signal: Double, background: Double, tail: Double, _ conventions: CountingConventions
  ) throws(AssayError) {
    guard signal >= 0 && signal.isFinite else {
      throw .badValue(name: "true signal", found: "\(signal)", accepted: "a finite number >= 0")
    }
    guard tail > 0 && tail < 1 else {
      throw .badValue(
        name: "confidence", found: "\(1 - tail)", accepted: "a number between 0 and 1")
    }
    var n = 0
    while try CountingExperiment(observed: n, background: background)
      .classicalLimit(tail: tail) < signal
    {
      n += 1
    }
    self.signal = signal
    self.background = background
    firstCovering = n + conventions.limitShift
    mean = signal + (conventions.addsBackground ? background : 0)
  }

  /// Fraction of covering toys and its standard error.
  ///
  /// The error is that of k + 1/2 successes in N + 1 trials: never zero, even if all toys cover.
  public func simulate(
    toys: Int, seed: UInt64, stream: UInt64
  ) -> (coverage: Double, standardError: Double) {
    precondition(toys > 0)
    var random = Philox(seed: seed, stream: stream)
    var covered = 0
    for _ in 0..<toys where random.poisson(mean) >= firstCovering { covered += 1 }
    let p = (Double(covered) + 0.5) / Double(toys + 1)
    return (Double(covered) / Double(toys), (p * (1 - p) / Double(toys)).squareRoot())
  }
}
