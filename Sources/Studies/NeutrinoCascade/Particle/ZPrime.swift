// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The gauge boson of L_μ − L_τ.
///
///     Γ = g² m / (12π),   m < 2 m_μ                                            (1)
///
/// two neutrino flavours, left-handed only. The cross-section of a neutrino on a relic one is
///
///     σ_ij(s) = κ g⁴ s |Q_ij|² / (6π [(s − m²)² + m²Γ²])                       (2)
///
/// with κ = 1 from the Lagrangian for a polarised (relativistic, or Majorana) target; κ = 1/2 for
/// an unpolarised Dirac target; κ = 4 is the prefactor 2/(3π) printed in slides on
/// arXiv:2302.03571, four times the partial-wave limit of (1).
public struct ZPrime: Sendable, Equatable {
  /// m [eV].
  public let mass: Double
  /// g.
  public let coupling: Double
  /// κ of (2).
  public let kappa: Double

  /// Throws where the mass is not in (0, 2 m_μ), the coupling not in (0, √(4π)), or κ not in
  /// (0, 100].
  public init(mass: Double, coupling: Double, kappa: Double = 1) throws(AssayError) {
    let threshold = 2 * PhysicalConstants.muonMass
    guard mass > 0, mass < threshold else {
      throw .badValue(
        name: "mass of the Z'", found: "\(mass) eV",
        accepted: "above 0 and below 2 m_mu = \(threshold) eV, where it decays to neutrinos alone")
    }
    guard coupling > 0, coupling * coupling < 4 * Double.pi else {
      throw .badValue(
        name: "coupling g of the Z'", found: "\(coupling)",
        accepted: "above 0 and below sqrt(4 pi) = 3.545, the bound of perturbation theory")
    }
    guard kappa > 0, kappa <= 100 else {
      throw .badValue(
        name: "kappa", found: "\(kappa)",
        accepted: "a positive number up to 100 (1, 1/2 or 4, see the help)")
    }
    (self.mass, self.coupling, self.kappa) = (mass, coupling, kappa)
  }

  /// Γ of (1) [eV].
  public var width: Double { coupling * coupling * mass / (12 * .pi) }

  /// E_res = m² / (2 m_ν): where a neutrino hits the resonance on a target at rest [eV].
  public func resonanceEnergy(neutrinoMass: Double) -> Double { mass * mass / (2 * neutrinoMass) }
}
