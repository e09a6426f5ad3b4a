// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// How the neutrinos of a Z′ decay share the energy: h(y), y = E/E′, on 0 < y < 1.
///
/// In the scattering of two left-handed currents the neutrino follows (1 + cos θ)², the
/// antineutrino (1 − cos θ)²; counted together
///
///     h(y) = 3 [y² + (1−y)²],   ∫h dy = 2,   ∫y h dy = 1                       (1)
///
/// two neutrinos that carry all the energy. An isotropic decay would be h = 2, with the same sums.
/// The moments
///
///     ∫ yⁿ h dy = 3 [1/(n+3) + B(n+1, 3)],   isotropic: 2/(n+1)                (2)
///
/// at n = γ − 1 are the regeneration factor of a power law E^−γ.
public struct RegenerationKernel: Sendable, Equatable {
  public enum Decay: String, Sendable, CaseIterable {
    case leftHanded, isotropic
  }

  /// a₀, a₁, a₂ of h = a₀ + a₁y + a₂y².
  public let coefficients: [Double]

  public init(_ decay: Decay = .leftHanded) { self.init(decay, CascadeConventions()) }

  init(_ decay: Decay, _ conventions: CascadeConventions) {
    let isotropic = decay == .isotropic || conventions.isotropicDecay
    let scale = conventions.neutrinosPerDecay / 2
    coefficients = (isotropic ? [2, 0, 0] : [3, -6, 6]).map { scale * $0 }
  }

  /// h(y); 0 outside 0...1.
  public func callAsFunction(_ y: Double) -> Double {
    guard y >= 0, y <= 1 else { return 0 }
    return coefficients[0] + y * (coefficients[1] + y * coefficients[2])
  }

  /// ∫ yⁿ h dy of (2).
  ///
  /// Throws where n is not above −1: the integral diverges.
  public func moment(_ n: Double) throws(AssayError) -> Double {
    try Self.check(n)
    // (2) is the polynomial integrated term by term; for n > −1 that loses two bits at most.
    return coefficients[0] / (n + 1) + coefficients[1] / (n + 2) + coefficients[2] / (n + 3)
  }

  /// The same by quadrature of h itself, which shares nothing with (2).
  ///
  /// Throws as ``moment(_:)``, or where the integral does not converge.
  public func momentByQuadrature(_ n: Double) throws(AssayError) -> Double {
    try Self.check(n)
    return try Quadrature.integrate(from: 0, to: 1, relative: 1e-12) { y in
      pow(y, n) * self(y)
    }
  }

  private static func check(_ n: Double) throws(AssayError) {
    guard n > -1, n.isFinite else {
      throw .badValue(name: "power n of the moment", found: "\(n)", accepted: "above -1")
    }
  }
}
