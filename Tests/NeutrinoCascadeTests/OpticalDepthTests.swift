// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct OpticalDepthTests {
  static let masses = Result { try NeutrinoMasses(sum: 0.1, ordering: .normal) }

  private func depth(
    _ zPrime: ZPrime, kelvin: Double = 1.945, masses: NeutrinoMasses? = nil
  ) throws -> OpticalDepth {
    OpticalDepth(
      zPrime: zPrime, relics: try RelicNeutrinos(kelvin: kelvin),
      couplings: ZPrimeCouplings(.nuFIT5(.normal)), masses: try masses ?? Self.masses.get())
  }

  // MARK: Targets at rest

  /// τ = σ-integral × column: (2) of the cross-section over the path d ln(1+z) = d ln s.
  @Test(arguments: [0.0, 0.7, 5])
  func coldIsNarrowWidth(_ z: Double) throws {
    let zPrime = try ClosedForms.zPrime(2e7, 8e-4, kappa: 0.5)
    let section = try CrossSection(zPrime: zPrime, charge: 1)
    // ∫ n σ c dt = n c/H ∫ σ d ln s, with s = m² at the crossing.
    let perLogarithm = CrossSection.squareCentimetres(section.narrowWidth) / pow(zPrime.mass, 2)
    let density = RelicNeutrinos.reference.density * pow(1 + z, 3)
    let expected =
      perLogarithm * density * PhysicalConstants.speedOfLight / Cosmology.reference.hubble(z)
    #expect(ClosedForms.deviation(try depth(zPrime).cold(z: z), expected) < 1e-14)
  }

  @Test func coldOfEnergy() throws {
    let zPrime = try ClosedForms.zPrime()
    let depth = try depth(zPrime)
    for j in 0..<3 {
      let resonance = zPrime.resonanceEnergy(neutrinoMass: depth.masses.states[j])
      for (z, zmax, met) in [(2.0, 5.0, true), (4.9, 5, true), (5.1, 5, false), (-0.1, 5, false)] {
        let energy = resonance / (1 + z)
        let found = try depth.cold(energy: energy, state: 1, target: j, zmax: zmax)
        let expected = met ? depth.couplings.squared[1][j] * depth.cold(z: z) : 0
        #expect(ClosedForms.deviation(found, expected) < 1e-14)
      }
    }
  }

  // MARK: Thermal targets

  /// Colder targets tend to those at rest as T²: a quarter of the difference at half of T.
  @Test(arguments: 0..<3)
  func coldLimit(_ i: Int) throws {
    let zPrime = try ClosedForms.zPrime()
    let energy = 4e14  // crosses all three resonances between z = 1.2 and 4.8
    var deviations: [Double] = []
    for kelvin in [0.4, 0.2, 0.1] {
      let depth = try depth(zPrime, kelvin: kelvin)
      var cold = 0.0
      for j in 0..<3 { cold += try depth.cold(energy: energy, state: i, target: j, zmax: 6) }
      deviations.append(try depth.thermal(energy: energy, state: i, zmax: 6) / cold - 1)
    }
    #expect(deviations[0].magnitude > 1e-6 && deviations[0].magnitude < 1e-2)
    #expect((deviations[0] / deviations[1] - 4).magnitude < 0.1)
    #expect((deviations[1] / deviations[2] - 4).magnitude < 0.1)
  }

  /// Light targets have no narrow peak: one plain integral over the path gives the same.
  @Test(arguments: [0.0, 1e-4])
  func lightTargets(_ lightest: Double) throws {
    let zPrime = try ClosedForms.zPrime()
    let depth = try depth(
      zPrime, masses: NeutrinoMasses(lightest: lightest, ordering: .normal))
    // Beyond the resonance of the heavier states, which are then 1e-200 and less.
    let energy = 2e18
    let rate = ThermalRate(zPrime: zPrime)
    var expected = 0.0
    for (j, mass) in depth.masses.states.enumerated() {
      let integral = try Quadrature.integrate(
        from: 0, to: log(6), relative: 1e-9, absolute: 1e-14
      ) {
        let a = exp($0)
        let value = (try? rate.rate(energy: energy * a, z: a - 1, mass: mass)) ?? .nan
        return value / Cosmology.reference.hubble(a - 1)
      }
      expected += depth.couplings.squared[2][j] * integral
    }
    let found = try depth.thermal(energy: energy, state: 2, zmax: 5)
    #expect(expected > 1e-6)
    #expect(ClosedForms.deviation(found, expected) < 1e-7)
  }

  /// No target in reach: nothing absorbs. A longer path never absorbs less.
  @Test func reach() throws {
    let depth = try depth(try ClosedForms.zPrime())
    #expect(try depth.thermal(energy: 1e13, state: 0, zmax: 5) < 1e-30)
    let depths = try [0.5, 1.3, 2, 5].map { try depth.thermal(energy: 4e14, state: 0, zmax: $0) }
    #expect(depths.sorted() == depths)
    #expect(depths[3] > depths[0])
  }

  // MARK: Bad input

  @Test func badRequests() throws {
    let depth = try depth(try ClosedForms.zPrime())
    #expect(
      ClosedForms.refusal { _ = try depth.thermal(energy: 0, state: 0, zmax: 5) }
        == "neutrino energy today: found 0.0 eV; accepted: a positive number of eV")
    #expect(
      ClosedForms.refusal { _ = try depth.thermal(energy: 1e15, state: 3, zmax: 5) }
        == "mass state: found 3; accepted: 0, 1 or 2")
    #expect(
      ClosedForms.refusal { _ = try depth.cold(energy: 1e15, state: 0, target: -1, zmax: 5) }
        == "mass state: found -1; accepted: 0, 1 or 2")
    #expect(
      ClosedForms.refusal { _ = try depth.cold(energy: 1e15, state: 0, target: 0, zmax: 0) }
        == "zmax: found 0.0; accepted: above 0, at most 100")
  }
}
