// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// The dipole of arrival directions, I = 1 + δ·n.
public enum Dipole {
  /// C_1 = 4π|δ|²/9 [sr], with C_l = Σ_m |a_lm|²/(2l + 1).
  public static func power(_ amplitude: Double) -> Double { 4 * .pi * amplitude * amplitude / 9 }

  /// |δ| that gives a power C_1 [sr].
  public static func amplitude(power: Double) -> Double { 1.5 * (power / .pi).squareRoot() }

  /// δ = 3 K ∇n/n of a diffusion tensor K [c × length] and a gradient ∇n/n [1/length].
  ///
  /// - Parameter tensor: K by rows; need not be symmetric.
  public static func fromGradient(
    tensor: [SIMD3<Double>], gradient: SIMD3<Double>
  ) throws(AssayError) -> SIMD3<Double> {
    guard tensor.count == 3 else {
      throw .badValue(
        name: "rows of a diffusion tensor", found: "\(tensor.count)", accepted: "3")
    }
    return 3
      * SIMD3(
        (tensor[0] * gradient).sum(), (tensor[1] * gradient).sum(), (tensor[2] * gradient).sum())
  }

  /// δ = (2 + γ) v/c of an observer who moves with v/c through isotropic particles of differential
  /// index γ (Compton and Getting 1935); standard, and compared with no table.
  ///
  /// - Throws: where the velocity is not far below 1, for which the form is linear.
  public static func comptonGetting(
    velocity: SIMD3<Double>, index: Double
  ) throws(AssayError) -> SIMD3<Double> {
    let speed = (velocity * velocity).sum().squareRoot()
    guard speed < 0.1 else {
      throw .badValue(name: "v/c of the observer", found: "\(speed)", accepted: "below 0.1")
    }
    try Require.finite([index], "spectral index")
    return (2 + index) * velocity
  }

  /// Amplitude and phase [deg] of the horizontal components towards 0 h and 6 h in right ascension.
  public static func horizontal(
    towards0h: Double, towards6h: Double
  ) -> (amplitude: Double, phase: Double) {
    (
      (towards0h * towards0h + towards6h * towards6h).squareRoot(),
      atan2(towards6h, towards0h) * 180 / .pi
    )
  }
}
