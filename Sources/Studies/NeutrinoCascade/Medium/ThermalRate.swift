// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The rate at which a neutrino of energy E scatters on relic neutrinos of one mass state.
///
/// In the narrow-width limit σ = 2πκg²|Q|² δ(s − M²), with s = 2E(ε − p cos θ) and the Møller factor
/// 1 − p cos θ/ε, the average over the directions and momenta of the targets leaves one integral:
///
///     c⟨nσv⟩/|Q|² = c/(ħc) κ g² x/(4πE) T F(p_min/T, m/T)     [s⁻¹]            (1)
///     x = M²/(2E),   p_min = |x² − m²|/(2x)
///     F(q, μ) = ∫_q^∞ t dt / (√(t² + μ²) (e^t + 1))                            (2)
///
/// with M, g, κ of the Z′, and T = T₀(1+z). For m = 0, F = ln(1 + e^{−q}) with q = x/(2T). The
/// integral over E gives n c (ħc)² πκg² ⟨1/ε⟩. Narrow width: Γ/M is below 1e-8 for g < 6e-4, and
/// terms off resonance are of order g⁴.
public struct ThermalRate: Sendable {
  public let relics: RelicNeutrinos
  public let zPrime: ZPrime
  var conventions = CascadeConventions()

  public init(relics: RelicNeutrinos = .reference, zPrime: ZPrime) {
    (self.relics, self.zPrime) = (relics, zPrime)
  }

  /// c⟨nσv⟩/|Q|² of (1) [s⁻¹], good to about 1e-12 relative, also in the far tails.
  ///
  /// Throws where the energy is not positive, or the redshift or the mass is negative.
  /// Cost: an adaptive integral, about 10 µs; nothing for massless targets.
  /// - Parameters:
  ///   - energy: physical energy E at that redshift [eV].
  ///   - mass: of the target [eV].
  public func rate(energy: Double, z: Double, mass: Double) throws(AssayError) -> Double {
    guard energy > 0, energy.isFinite else {
      throw .badValue(
        name: "neutrino energy", found: "\(energy) eV", accepted: "a positive number of eV")
    }
    guard z >= 0, z.isFinite else {
      throw .badValue(name: "redshift z", found: "\(z)", accepted: "0 or above")
    }
    guard mass >= 0, mass.isFinite else {
      throw .badValue(
        name: "mass of the target neutrino", found: "\(mass) eV", accepted: "0 eV or above")
    }
    let temperature = relics.temperature * (conventions.temperatureScales ? 1 + z : 1)
    let x = zPrime.mass * zPrime.mass / (2 * energy)
    let occupation =
      mass == 0
      ? massless(x / (2 * temperature)) : try massive(x, mass, temperature)
    let prefactorMass = conventions.fixedMassInRate ? 1e7 : zPrime.mass
    let strength =
      conventions.kappaFactor * zPrime.kappa * zPrime.coupling * zPrime.coupling
      * prefactorMass * prefactorMass / (2 * energy) / (4 * .pi * energy)
    return PhysicalConstants.speedOfLight / PhysicalConstants.hbarC * strength * temperature
      * occupation
  }

  private func massless(_ q: Double) -> Double {
    conventions.fermiStatistics ? log1p(exp(-q)) : exp(-q)
  }

  /// F of (2) with p = m sinh δ, so that p_min is m sinh |ln(x/m)|: no difference of squares near
  /// the resonance, and an integrand without the spike of width m/T at t = 0.
  private func massive(_ x: Double, _ mass: Double, _ temperature: Double) throws(AssayError)
    -> Double
  {
    let mu = mass / temperature
    // log1p keeps the relative precision of a small distance from the resonance.
    let start = (x < 2 * mass && 2 * x > mass ? log1p((x - mass) / mass) : log(x / mass)).magnitude
    let q = mu * sinh(start)
    let weight = exp(-q)
    guard weight > 0 else { return 0 }
    // Beyond t = q + 45 less than 1e-18 of the integral is left.
    let width = asinh((q + 45) / mu) - start
    let constant = conventions.fermiStatistics ? weight : 0
    let integral = try Quadrature.integrate(from: 0, to: width, relative: 1e-12) { step in
      // t − q as a product: a difference of two large numbers would lose the tail's digits.
      let beyond = 2 * mu * cosh(start + step / 2) * sinh(step / 2)
      return mu * sinh(start + step) / (exp(beyond) + constant)
    }
    return weight * integral
  }
}
