// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import NeutrinoCascade

/// Above the resonance of the second-lightest state a neutrino meets one target at most, and
/// daughters none: the ratio is an integral over one generation,
///
///     Δn_i(E) = −w E^−γ B_i(E) + P_i ∫_E dE'/E' h(E/E') Σ_k w E'^−γ B_k(E'),
///     B_i(E) = (1 − e^−τ_i) Pr(source beyond 1 + z = E_1/E)
struct ColdGenerationTests {
  private let masses = try! NeutrinoMasses(sum: 0.06, ordering: .normal)
  private let zPrime = try! ZPrime(mass: 1e7, coupling: 3e-4)
  private let couplings = ZPrimeCouplings(.nuFIT5(.normal))
  private let cosmology = Cosmology.reference
  private let gamma = 2.5

  private func beyond(_ a: Double) throws -> Double {
    try Quadrature.integrate(from: a, to: 6, relative: 1e-9, absolute: 1e-12) {
      SourceEvolution.starFormation($0 - 1) * pow($0, -gamma) / cosmology.expansion($0 - 1)
    }
  }

  /// 1 − e^−τ_i on target 1, averaged with the probability of a source beyond; x = E/E_1.
  private func absorbed(_ x: Double, _ total: Double) throws -> [Double] {
    let a = 1 / x
    guard a < 6 else { return [0, 0, 0] }
    let (g, m) = (zPrime.coupling, zPrime.mass)
    let depth =
      2 * Double.pi * g * g * RelicNeutrinos.reference.density * PhysicalConstants.speedOfLight
      * pow(PhysicalConstants.hbarC * a, 2) * a / (m * m * cosmology.hubble(a - 1))
    let share = try beyond(a) / total
    return (0..<3).map { -expm1(-depth * couplings.squared[$0][0]) * share }
  }

  @Test func oneGeneration() throws {
    let first = 1e14 / (2 * masses.states[0])
    let second = 1e14 / (2 * masses.states[1])
    try #require(first > 6 * second)
    let edges = [0.18, 0.25, 0.4, 0.6, 0.8, 1.1].map { $0 * first }
    let source = try SourceSpectrum(index: gamma, evolution: .starFormation)
    let result = try ColdCascade(
      zPrime: zPrime, masses: masses, source: source, edges: edges
    ).run(primaries: 4_000_000, seed: 11, stream: 5)
    for bin in 0..<edges.count - 1 {
      let exact = try ratios(edges[bin] / first, edges[bin + 1] / first)
      for i in 0..<3 {
        let found = result.massStates[i][bin]
        #expect(abs(found.value - exact[i]) < 4 * found.standardError!)
        #expect(found.standardError! < 2e-3)
      }
    }
  }

  /// Ratios of the three states between two energies in units of E_1.
  private func ratios(_ low: Double, _ high: Double) throws -> [Double] {
    // B on a fine grid of u = ln x, its integrals by the trapezoidal rule: 1e-6, far below the noise.
    let steps = 1500
    let total = try beyond(1)
    let top = 0.0
    let du = (top - log(low)) / Double(steps)
    let us = (0...steps).map { log(low) + Double($0) * du }
    let absorption = try us.map { try absorbed(exp($0), total) }
    let summed = absorption.map { $0.reduce(0, +) }
    var change = [0.0, 0, 0]
    for (k, u) in us.enumerated() where u < log(high) {
      let last = u + du > log(high)
      var regenerated = 0.0
      for l in k...steps {
        let y = exp(us[k] - us[l])
        let weight = l == k || l == steps ? 0.5 : 1
        regenerated +=
          weight * du * 3 * (y * y + (1 - y) * (1 - y)) * summed[l] * exp(-gamma * us[l])
      }
      // The last cell may end within a step.
      let weight = k == 0 || k == steps ? 0.5 * du : last ? 0.5 * du + (log(high) - u) : du
      for i in 0..<3 {
        let net = couplings.shares[i] * regenerated - exp(-gamma * u) * absorption[k][i]
        change[i] += weight * exp(u) * net
      }
    }
    let free = (pow(low, 1 - gamma) - pow(high, 1 - gamma)) / (gamma - 1)
    return change.map { 1 + $0 / free }
  }
}
