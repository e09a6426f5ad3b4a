// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// Quasilinear diffusion along a mean field B₀ through slab turbulence of spectrum
/// P(k) = 4 C l δB² (1 + k²l²)^(−ν/2), k > 0 (Shalchi; used by Dundovic et al. 2020):
///
///     C = Γ(ν/2)/(2√π Γ((ν − 1)/2)),   R = r_L(B₀)/l,                                        (1)
///     D_µµ = πC (1 − µ²) v l/(r_L²|µ|) (δB/B₀)² [1 + (l/µr_L)²]^(−ν/2),                      (2)
///     κ_∥ = (v²/8) ∫₋₁¹ (1 − µ²)²/D_µµ dµ
///         = v l/(8πC) (B₀/δB)² R^(2−ν) [F(1 − ν/2)/(1 − ν/2) − F(2 − ν/2)/(2 − ν/2)],        (3)
///     F(a) = ₂F₁(a, −ν/2; a + 1; −R²).
public struct SlabQuasilinear: Sendable, Equatable {
  /// ν, 1 < ν < 2.
  public let index: Double

  public init(index: Double) throws(AssayError) {
    guard index > 1, index < 2 else {
      throw .badValue(
        name: "index of the slab spectrum", found: "\(index)", accepted: "between 1 and 2")
    }
    self.index = index
  }

  /// C(ν), (1).
  public var norm: Double {
    Special.gamma(index / 2) / (2 * Double.pi.squareRoot() * Special.gamma((index - 1) / 2))
  }

  /// Correlation length 2πC of the slab field [l].
  public var correlationLength: Double { 2 * .pi * norm }

  /// κ_∥ (δB/B₀)² [v l], (3).
  ///
  /// - Throws: where R is not between 0 and 100, beyond which the series is too long.
  /// Cost: 72 (1 + R²) terms.
  public func parallelDiffusion(_ ratio: Double) throws(AssayError) -> Double {
    guard ratio > 0, ratio <= 100 else {
      throw .badValue(
        name: "Larmor radius over the slab length", found: "\(ratio)",
        accepted: "above 0, up to 100")
    }
    func part(_ a: Double) -> Double {
      Special.hypergeometric2F1(a, -index / 2, a + 1, -ratio * ratio) / a
    }
    return pow(ratio, 2 - index) * (part(1 - index / 2) - part(2 - index / 2)) / (8 * .pi * norm)
  }

  /// D_µµ (B₀/δB)² [v/l], (2); µ not zero.
  public func pitchAngleDiffusion(_ mu: Double, _ ratio: Double) -> Double {
    let resonant = 1 / (mu * ratio)
    return .pi * norm * (1 - mu * mu) / (ratio * ratio * mu.magnitude)
      * pow(1 + resonant * resonant, -index / 2)
  }

  /// κ_⊥ (B₀/δB)² = (π/2) C [v l] where particles follow the field lines.
  public var fieldLineDiffusion: Double { .pi / 2 * norm }
}
