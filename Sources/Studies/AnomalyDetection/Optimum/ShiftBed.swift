// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// A test bed with an exact optimum: background N(0, I), signal N(μ, I), Δ = |μ|, any dimension.
///
/// By Neyman and Pearson no test beats a cut on the likelihood ratio, here on x·μ, which has
///
///     AUC = Φ(Δ/√2),   ε_S = Φ(Δ + Φ⁻¹(ε_B))                                              (1)
///
/// with Φ the standard normal distribution function.
public struct ShiftBed: Sendable {
  /// [standard deviations]
  public var shift: Double

  public init(shift: Double) { self.shift = shift }

  public var area: Double { Special.normalSurvival(-shift / 2.0.squareRoot()) }

  public func efficiency(atBackground level: Double) -> Double {
    Special.normalSurvival(-shift - Special.normalQuantile(level))
  }

  /// Scores x·μ/Δ of drawn events: standard normal numbers, moved by Δ for the signal.
  func toys(_ count: Int, signal: Bool, seed: UInt64, stream: String, threads: Int) -> [Double] {
    let move = signal ? shift : 0
    return Draws.chunked(count, stream: "\(stream) \(signal)", seed: seed, threads: threads) {
      (random: inout Philox) in random.normal() + move
    }
  }
}

/// Draws in chunks, each with a stream of its own, so that threads do not change them.
enum Draws {
  static let chunk = 8192

  static func chunked<Value: Sendable>(
    _ count: Int, stream: String, seed: UInt64, threads: Int,
    _ draw: @Sendable (inout Philox) -> Value
  ) -> [Value] {
    Parallel.map((count + chunk - 1) / chunk, threads: threads) { piece in
      var random = Philox(seed: seed, stream: Philox.stream(of: "\(stream) \(piece)"))
      return (piece * chunk..<min((piece + 1) * chunk, count)).map { _ in draw(&random) }
    }.flatMap { $0 }
  }
}
