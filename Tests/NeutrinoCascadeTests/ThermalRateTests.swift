// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct ThermalRateTests {
  // MARK: Identities

  /// ∫ K dE = c (ħc)² πκg² n ⟨1/ε⟩, whatever the mass of the target: the whole of the average over
  /// angles, the Møller factor and p_min in one number.
  @Test(arguments: [0.0547, 1e-2, 1e-3, 1e-6], [0.0, 3])
  func energyIntegral(_ mass: Double, _ z: Double) throws {
    let (integral, temperature) = try integral(mass, z)
    let inverse = try Quadrature.integrate(from: 0, to: 60 * temperature, relative: 1e-12) { p in
      p * p / ((p * p + mass * mass).squareRoot() * (exp(p / temperature) + 1))
    }
    let expected =
      PhysicalConstants.speedOfLight / PhysicalConstants.hbarC * 5e-4 * 5e-4 / (2 * .pi) * inverse
    #expect(ClosedForms.deviation(integral, expected) < 1e-10)
  }

  /// Targets at rest: n₀ (1+z)³ c (ħc)² 2πκg²/(2m), less by ⟨p²⟩/(2m²) and, as 1/√(1+x) alternates,
  /// more by at most 3⟨p⁴⟩/(8m⁴) than that.
  @Test(arguments: [0.0, 1, 3, 5])
  func coldLimit(_ z: Double) throws {
    let mass = 0.0547
    let (integral, temperature) = try integral(mass, z)
    let cold =
      RelicNeutrinos.reference.density * pow(1 + z, 3) * PhysicalConstants.speedOfLight
      * pow(PhysicalConstants.hbarC, 2) * .pi * 5e-4 * 5e-4 / mass
    let square = pow(temperature / mass, 2)
    let first = ClosedForms.secondMoment * square / 2
    let second = 3 * ClosedForms.fourthMoment * square * square / 8
    let deviation = integral / cold - 1
    #expect(deviation > -first - 1e-10)
    #expect(deviation < -first + second + 1e-10)
  }

  /// ∫ K dE over the energies where p_min < 50 T, split at the resonance.
  private func integral(_ mass: Double, _ z: Double) throws -> (Double, Double) {
    let zPrime = try ClosedForms.zPrime()
    let rate = ThermalRate(zPrime: zPrime)
    let temperature = RelicNeutrinos.reference.temperature * (1 + z)
    let resonance = zPrime.resonanceEnergy(neutrinoMass: mass)
    let reach = asinh(50 * temperature / mass)
    var sum = 0.0
    for (low, high) in [(-reach, 0.0), (0.0, reach)] {
      sum += try Quadrature.integrate(from: low, to: high, relative: 1e-11) {
        let energy = resonance * exp($0)
        return energy * ((try? rate.rate(energy: energy, z: z, mass: mass)) ?? .nan)
      }
    }
    return (sum, temperature)
  }

  /// The massless form T ln(1 + e^{−x/2T}), and the massive one that tends to it.
  @Test(arguments: [0.0, 1, 4])
  func massless(_ z: Double) throws {
    let rate = ThermalRate(zPrime: try ClosedForms.zPrime())
    let temperature = RelicNeutrinos.reference.temperature * (1 + z)
    for scaled in [1e-3, 0.1, 1, 5, 30, 200] {
      let energy = 1e14 / (2 * scaled * temperature)
      let found = try rate.rate(energy: energy, z: z, mass: 0)
      let x = scaled * temperature
      let expected =
        PhysicalConstants.speedOfLight / PhysicalConstants.hbarC * 2.5e-7 * x
        / (4 * .pi * energy) * temperature * log1p(exp(-scaled / 2))
      // An exponent of scaled/2 carries its rounding into the tail.
      #expect(ClosedForms.deviation(found, expected) < 1e-15 * (5 + scaled))
      // p_min = x/2 − m²/(2x): the mass enters as (m/x)² and, where t ≪ 1, as m/T.
      let light = try rate.rate(energy: energy, z: z, mass: 1e-15)
      #expect(ClosedForms.deviation(light, expected) < 1e-10)
    }
  }

  /// F depends on |ln(x/m)| alone: K E² is the same at E and E_res²/E.
  @Test(arguments: ClosedForms.seeds)
  func mirrorSymmetry(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "mirror")
    let zPrime = try ClosedForms.zPrime()
    let rate = ThermalRate(zPrime: zPrime)
    for _ in 0..<100 {
      let mass = pow(10, -4 + 3 * draws.uniform())
      let z = 6 * draws.uniform()
      let resonance = zPrime.resonanceEnergy(neutrinoMass: mass)
      let temperature = RelicNeutrinos.reference.temperature * (1 + z)
      let offset = asinh(30 * temperature / mass) * draws.uniform()
      let (low, high) = (resonance * exp(-offset), resonance * exp(offset))
      let below = try rate.rate(energy: low, z: z, mass: mass) * low * low
      let above = try rate.rate(energy: high, z: z, mass: mass) * high * high
      #expect(below > 0)
      // The rounding of E moves p_min/T by some ulp of m/T times cosh.
      #expect(ClosedForms.deviation(below, above) < 1e-11, "seed \(seed), m = \(mass), z = \(z)")
    }
  }

  /// K(k²E; kM, kg) = K(E; M, g).
  @Test(arguments: ClosedForms.seeds)
  func scaling(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "scaling")
    for _ in 0..<50 {
      let k = pow(10, draws.uniform() - 0.5)
      let (mass, z) = (pow(10, -3 + 2 * draws.uniform()), 5 * draws.uniform())
      let one = ThermalRate(zPrime: try ClosedForms.zPrime(1e7, 5e-4))
      let other = ThermalRate(zPrime: try ClosedForms.zPrime(k * 1e7, k * 5e-4))
      let energy = one.zPrime.resonanceEnergy(neutrinoMass: mass) * (0.99 + 0.02 * draws.uniform())
      let a = try one.rate(energy: energy, z: z, mass: mass)
      let b = try other.rate(energy: k * k * energy, z: z, mass: mass)
      #expect(ClosedForms.deviation(a, b) < 1e-11, "seed \(seed), k = \(k)")
    }
  }

  /// Against F of its definition, in t; and larger nearer the resonance.
  @Test(arguments: ClosedForms.seeds)
  func definition(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "definition")
    let zPrime = try ClosedForms.zPrime(5e6, 3e-4, kappa: 4)
    let rate = ThermalRate(zPrime: zPrime)
    for _ in 0..<50 {
      let (mass, z) = (pow(10, -3.5 + 2.5 * draws.uniform()), 6 * draws.uniform())
      let temperature = RelicNeutrinos.reference.temperature * (1 + z)
      let offset = asinh(20 * temperature / mass) * draws.uniform()
      let energy = zPrime.resonanceEnergy(neutrinoMass: mass) * exp(offset)
      let x = zPrime.mass * zPrime.mass / (2 * energy)
      let q = (x * x - mass * mass).magnitude / (2 * x) / temperature
      let mu = mass / temperature
      let direct = try Quadrature.integrate(from: q, to: q + 50, relative: 1e-11) {
        $0 / (($0 * $0 + mu * mu).squareRoot() * (exp($0) + 1))
      }
      let expected =
        PhysicalConstants.speedOfLight / PhysicalConstants.hbarC * 4 * 9e-8 * x
        / (4 * .pi * energy) * temperature * direct
      let found = try rate.rate(energy: energy, z: z, mass: mass)
      #expect(ClosedForms.deviation(found, expected) < 1e-9, "seed \(seed), m = \(mass), z = \(z)")
      let further = try rate.rate(energy: energy * exp(0.01), z: z, mass: mass)
      #expect(further < found)
    }
  }

  // MARK: Bad input

  @Test func badRequests() throws {
    let rate = ThermalRate(zPrime: try ClosedForms.zPrime())
    #expect(
      ClosedForms.refusal { _ = try rate.rate(energy: -1, z: 0, mass: 0.05) }
        == "neutrino energy: found -1.0 eV; accepted: a positive number of eV")
    #expect(
      ClosedForms.refusal { _ = try rate.rate(energy: 1e15, z: -0.5, mass: 0.05) }
        == "redshift z: found -0.5; accepted: 0 or above")
    #expect(
      ClosedForms.refusal { _ = try rate.rate(energy: 1e15, z: 0, mass: .nan) }
        == "mass of the target neutrino: found nan eV; accepted: 0 eV or above")
  }
}
