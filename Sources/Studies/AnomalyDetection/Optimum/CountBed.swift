// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A test bed where scores are equal for many events: counts n, Poisson with mean λ_B and λ_S > λ_B.
///
/// The likelihood ratio rises with n, so n is the optimal score; equal counts are worth a half, and a
/// background efficiency between two steps needs a lot (randomised test):
///
///     AUC = Σ_n p_B(n) [P_S(> n) + p_S(n)/2]
///     ε_S = P_S(> n) + f p_S(n),   ε_B = P_B(> n) + f p_B(n),   0 <= f < 1
public struct CountBed: Sendable {
  public var background: Double
  public var signal: Double

  public init(background: Double, signal: Double) {
    (self.background, self.signal) = (background, signal)
  }

  public var area: Double {
    (0...last).reduce(0) { sum, n in
      sum + mass(n, background) * (above(n, signal) + 0.5 * mass(n, signal))
    }
  }

  public func efficiency(atBackground level: Double) -> Double {
    let n = (0...last).first { above($0, background) <= level } ?? last
    let lot = (level - above(n, background)) / mass(n, background)
    return above(n, signal) + lot * mass(n, signal)
  }

  /// Beyond, both distributions are below 10⁻³⁰.
  private var last: Int {
    let mean = max(background, signal)
    return Int(mean + 15 * mean.squareRoot() + 60)
  }

  private func mass(_ n: Int, _ mean: Double) -> Double {
    Numbers.exponential(Special.poissonLogPMF(n, mean: mean))
  }

  private func above(_ n: Int, _ mean: Double) -> Double {
    Special.gammaP(Double(n) + 1, mean)
  }

  func toys(_ count: Int, signal isSignal: Bool, seed: UInt64, stream: String, threads: Int)
    -> [Double]
  {
    let mean = isSignal ? signal : background
    return Draws.chunked(count, stream: "\(stream) \(isSignal)", seed: seed, threads: threads) {
      (random: inout Philox) in Double(random.poisson(mean))
    }
  }
}
