// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// How the point spread function shares a source's photons among pixels: ρ(f) df pixels receive a
/// share f, in bins of f. As all photons fall somewhere, ∫ f ρ(f) df = 1.
///
/// Source: arXiv:1612.03173, section 4.2.
public struct FluxFractions: Sendable, Equatable {
  /// Centres of the bins, those with w > 0 only.
  public let shares: [Double]
  /// ρ(f) df, pixels.
  public let weights: [Double]

  /// All photons in one pixel.
  public static let onePixel = FluxFractions(shares: [1], weights: [1])

  private init(shares: [Double], weights: [Double]) {
    (self.shares, self.weights) = (shares, weights)
  }

  /// From w = df ρ(f)/f at centres of bins, as programs print them.
  ///
  /// - Throws: unless shares lie in (0, 1], weights are not negative, and some are positive.
  public init(shares: [Double], weights: [Double], of name: String) throws(AssayError) {
    guard shares.count == weights.count, shares.allSatisfy({ $0 > 0 && $0 <= 1 }),
      weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
    else {
      throw .badValue(
        name: name, found: "shares \(shares) with weights \(weights)",
        accepted: "shares in (0, 1], as many weights of 0 or more, not all 0")
    }
    let kept = zip(shares, weights).filter { $0.1 > 0 }
    self.init(shares: kept.map(\.0), weights: kept.map { $0.0 * $0.1 })
  }
}
