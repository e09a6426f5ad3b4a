// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The optical depth of the relic neutrinos to a neutrino that arrives with energy E₀ today.
///
/// On targets at rest it meets state j once, at 1+z_j = M²/(2 m_j E₀), with
///
///     τ_ij = 2πκg² |Q_ij|² n₀ c (ħc)² (1+z_j)³ / (M² H(z_j))                   (1)
///
/// With thermal targets it scatters all along its way,
///
///     τ_i = ∫₀^ln(1+zmax) Σ_j |Q_ij|² K(E₀(1+z), z, m_j) / H(z) d ln(1+z)      (2)
///
/// with the rate K of ``ThermalRate``; (2) tends to (1) as T₀²/m_j².
public struct OpticalDepth: Sendable {
  public let zPrime: ZPrime
  public let cosmology: Cosmology
  public let relics: RelicNeutrinos
  public let couplings: ZPrimeCouplings
  public let masses: NeutrinoMasses
  var conventions = CascadeConventions()

  public init(
    zPrime: ZPrime, cosmology: Cosmology = .reference, relics: RelicNeutrinos = .reference,
    couplings: ZPrimeCouplings, masses: NeutrinoMasses
  ) {
    (self.zPrime, self.cosmology, self.relics) = (zPrime, cosmology, relics)
    (self.couplings, self.masses) = (couplings, masses)
  }

  // MARK: Targets at rest

  /// τ_ij/|Q_ij|² of (1) for a resonance met at this redshift.
  public func cold(z: Double) -> Double {
    let (c, hbarC) = (PhysicalConstants.speedOfLight, PhysicalConstants.hbarC)
    let a = 1 + z
    let strength =
      2 * .pi * conventions.kappaFactor * zPrime.kappa * zPrime.coupling * zPrime.coupling
    let column = conventions.densityFactor * relics.density * a * a * a * c / hubble(z)
    return strength * hbarC * hbarC * column / (zPrime.mass * zPrime.mass)
  }

  /// τ_ij of (1) at this energy today [eV]; 0 where the resonance lies outside 0 ≤ z ≤ zmax.
  ///
  /// Throws where the energy or zmax is not positive, or a state is not 0, 1 or 2.
  public func cold(
    energy: Double, state i: Int, target j: Int, zmax: Double
  ) throws(AssayError) -> Double {
    try check(energy: energy, zmax: zmax, states: [i, j])
    let crossing = zPrime.resonanceEnergy(neutrinoMass: masses.states[j]) / energy - 1
    guard crossing >= 0, crossing <= zmax else { return 0 }
    return couplings.squared[i][j] * cold(z: crossing)
  }

  // MARK: Thermal targets

  /// τ_i of (2) for a neutrino of state i with this energy today [eV], to about 1e-9.
  ///
  /// Throws as ``cold(energy:state:target:zmax:)``. Cost: an adaptive integral of adaptive
  /// integrals, some 20 ms.
  public func thermal(energy: Double, state i: Int, zmax: Double) throws(AssayError) -> Double {
    try check(energy: energy, zmax: zmax, states: [i])
    var sum = 0.0
    for (j, mass) in masses.states.enumerated() {
      sum += try couplings.squared[i][j] * path(energy, mass, zmax)
    }
    return sum
  }

  private func path(_ energy: Double, _ mass: Double, _ zmax: Double) throws(AssayError) -> Double {
    var rate = ThermalRate(relics: relics, zPrime: zPrime)
    rate.conventions = conventions
    let ends = breaks(energy, mass, log1p(zmax))
    var sum = 0.0
    var failure: AssayError?
    for (low, high) in zip(ends, ends.dropFirst()) where low < high {
      // The integrand of a quadrature cannot throw: the first refusal is kept.
      sum += try Quadrature.integrate(from: low, to: high, relative: 1e-10, absolute: 1e-200) {
        do throws(AssayError) {
          let z = expm1($0)
          return try rate.rate(energy: energy * (1 + z), z: z, mass: mass) / hubble(z)
        } catch {
          failure = failure ?? error
          return 0
        }
      }
      if let failure { throw failure }
    }
    return sum
  }

  /// Where the integrand of (2) has its cusp, p_min = 0, and where it falls below e^−50, in
  /// ξ = ln(1+z): the peak is some T/m wide, and an adaptive rule would miss it.
  ///
  /// p_min/T = (m/2T₀) |e^{ξ_j − 2ξ} − e^{−ξ_j}| is solved for ξ.
  private func breaks(_ energy: Double, _ mass: Double, _ last: Double) -> [Double] {
    guard mass > 0 else { return [0, last] }
    let crossing = log(zPrime.resonanceEnergy(neutrinoMass: mass) / energy)
    let reach = 100 * relics.temperature / mass
    let low = (crossing - log(reach + exp(-crossing))) / 2
    let rest = exp(-crossing) - reach
    let high = rest > 0 ? (crossing - log(rest)) / 2 : last
    return [low, crossing, high].map { min(max($0, 0), last) }
  }

  // MARK: Parts of both

  private func hubble(_ z: Double) -> Double { conventions.hubbleFactor * cosmology.hubble(z) }

  private func check(energy: Double, zmax: Double, states: [Int]) throws(AssayError) {
    guard energy > 0, energy.isFinite else {
      throw .badValue(
        name: "neutrino energy today", found: "\(energy) eV", accepted: "a positive number of eV")
    }
    guard zmax > 0, zmax <= 100 else {
      throw .badValue(name: "zmax", found: "\(zmax)", accepted: "above 0, at most 100")
    }
    for state in states where !(0...2).contains(state) {
      throw .badValue(name: "mass state", found: "\(state)", accepted: "0, 1 or 2")
    }
  }
}
