// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation

/// Isotropic scattering at a rate ν (BGK): ⟨u(0)·u(t)⟩ = exp(−νt), so that with y = νt
///
///     ⟨r²⟩ = 2 (c/ν)² (y − 1 + e^−y).
///
/// Diffusion coefficients are in c²/(3ν), their value after a long time.
public enum IsotropicScattering {
  /// ⟨r²⟩ [(c/ν)²] after y = νt >= 0.
  public static func meanSquare(_ y: Double) -> Double {
    guard y < 0.1 else { return 2 * (y + expm1(-y)) }
    // y²/2 − y³/6 + …: the closed form cancels.
    var term = y * y / 2
    var sum = 0.0
    for k in 3...14 {
      sum += term
      term *= -y / Double(k)
    }
    return 2 * sum
  }

  /// The running ⟨x²⟩/(2t), which approaches 1 as 1 − 1/y.
  public static func running(_ y: Double) -> Double { meanSquare(y) / (2 * y) }

  /// The integral of the velocity correlation, (1/3) ∫₀^t ⟨v(0)·v(t')⟩ dt'; it is also the slope
  /// d⟨x²⟩/(2 dt).
  public static func correlated(_ y: Double) -> Double { -expm1(-y) }

  /// Slope of ⟨x²⟩/2 between two times.
  public static func slope(from early: Double, to late: Double) -> Double {
    (meanSquare(late) - meanSquare(early)) / (2 * (late - early))
  }
}
