// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics
public import Turbulence

/// The fit of Harari, Mollerach and Roulet 2014 (arXiv:1312.1366) to simulated diffusion in
/// isotropic turbulence, named MR19 (Mollerach and Roulet 2019) in public code:
///
///     D/(c l_c) = [4 x² + a_I x + a_L x^(2−m)]/3,
///
/// with l_c two-sided. This study takes x = r_L/l_c; the paper has x = E/E_c with
/// E_c = 0.9 Z (B/nG)(l_c/Mpc) EeV, which is ``paperFactor`` times as large. The coefficients were
/// read in public code, not in the paper.
public struct HarariFit: Sendable, Equatable {
  /// m, 5/3 for Kolmogorov.
  public var index: Double
  /// a_I.
  public var intermediate: Double
  /// a_L.
  public var low: Double

  public static let kolmogorov = HarariFit(index: 5.0 / 3, intermediate: 0.9, low: 0.23)

  /// E/E_c over r_L/l_c: 1.028.
  public static let paperFactor = 1 / (0.9 * LarmorRadius.unit)

  /// D [c l_c]; x >= 0.
  public func diffusion(_ x: Double) -> Double {
    (4 * x * x + intermediate * x + low * pow(x, 2 - index)) / 3
  }
}

/// Diffusion where r_L is far above the correlation length: d⟨θ²⟩/ds = L_c1/r_L², so that
///
///     D = (2/3) c r_L²/L_c1 = (4/3) c r_L²/L_c2 = (1/2) c r_L²/L_⊥ = c r_L²/L_∥,
///
/// and ⟨u(0)·u(t)⟩ falls at the initial rate c L_c1/(2 r_L²).
public enum SmallAngleLimit {
  /// D [c × length] with a correlation length of the convention named.
  public static func diffusion(
    larmor: Double, length: Double, convention: CorrelationConvention
  ) throws(AssayError) -> Double {
    try Require.positive(larmor, "Larmor radius")
    try Require.positive(length, "correlation length")
    return 2.0 / 3 * larmor * larmor * convention.factor / length
  }

  /// −d ln⟨u(0)·u(s)⟩/ds [1/length].
  public static func decorrelationRate(
    larmor: Double, length: Double, convention: CorrelationConvention
  ) throws(AssayError) -> Double {
    try Require.positive(larmor, "Larmor radius")
    try Require.positive(length, "correlation length")
    return length / convention.factor / (2 * larmor * larmor)
  }
}

/// The low-energy form of Subedi et al. 2017 (arXiv:1612.09507) as crpropa3-jupyter has it:
///
///     D/(c l_bo) = (A/8)(r_g/l_bo)^(2−s),
///     A = (2/3)^(s/2) s(s + 2)/(s + 1) Γ((s − 1)/2)/[Γ(s/2 + 2) Γ((3 − s)/2)].
public enum SubediLowEnergy {
  /// A(s), 1 < s < 3.
  public static func amplitude(index s: Double) throws(AssayError) -> Double {
    guard s > 1, s < 3 else {
      throw .badValue(name: "spectral index", found: "\(s)", accepted: "between 1 and 3")
    }
    return pow(2.0 / 3, s / 2) * s * (s + 2) / (s + 1) * Special.gamma((s - 1) / 2)
      / (Special.gamma(s / 2 + 2) * Special.gamma((3 - s) / 2))
  }

  /// D [c l_bo] at r_g/l_bo = `ratio`.
  public static func diffusion(_ ratio: Double, index: Double) throws(AssayError) -> Double {
    try amplitude(index: index) / 8 * pow(ratio, 2 - index)
  }
}
