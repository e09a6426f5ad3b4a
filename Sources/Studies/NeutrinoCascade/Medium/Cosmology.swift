// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A flat universe of matter and a cosmological constant, H = H₀ √(Ω_Λ + Ω_M (1+z)³).
public struct Cosmology: Sendable, Equatable {
  /// H₀ [km/s/Mpc].
  public let hubbleConstant: Double
  public let matter: Double
  public let darkEnergy: Double

  /// Throws where H₀ is not in 1...1000, a density is negative, or the two do not sum to 1.
  public init(
    hubbleConstant: Double = 70, matter: Double = 0.308, darkEnergy: Double = 0.692
  ) throws(AssayError) {
    guard (1...1000).contains(hubbleConstant) else {
      throw .badValue(
        name: "H0", found: "\(hubbleConstant) km/s/Mpc", accepted: "a positive number, 1 to 1000")
    }
    guard matter >= 0, darkEnergy >= 0, (matter + darkEnergy - 1).magnitude < 1e-6 else {
      throw .badValue(
        name: "Omega_M, Omega_Lambda", found: "\(matter), \(darkEnergy)",
        accepted: "two numbers not below 0 that sum to 1")
    }
    (self.hubbleConstant, self.matter, self.darkEnergy) = (hubbleConstant, matter, darkEnergy)
  }

  private init() { (hubbleConstant, matter, darkEnergy) = (70, 0.308, 0.692) }

  /// H₀ = 70 km/s/Mpc, Ω_M = 0.308: what the reference tables use (as nuSIprop does).
  public static let reference = Cosmology()

  /// H(z)/H₀.
  public func expansion(_ z: Double) -> Double {
    let a = 1 + z
    return (darkEnergy + matter * a * a * a).squareRoot()
  }

  /// H(z) [s⁻¹].
  public func hubble(_ z: Double) -> Double {
    hubbleConstant * 1e5 / PhysicalConstants.megaparsec * expansion(z)
  }
}
