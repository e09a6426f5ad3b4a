// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct RegenerationTests {
  /// Two neutrinos, and all of the energy.
  @Test(arguments: RegenerationKernel.Decay.allCases)
  func sumRules(_ decay: RegenerationKernel.Decay) throws {
    let kernel = RegenerationKernel(decay)
    #expect((try kernel.moment(0) - 2).magnitude < 1e-14)
    #expect((try kernel.moment(1) - 1).magnitude < 1e-14)
    #expect((try kernel.momentByQuadrature(0) - 2).magnitude < 1e-14)
    #expect((try kernel.momentByQuadrature(1) - 1).magnitude < 1e-14)
  }

  /// Neutrino and antineutrino are exchanged by y → 1 − y.
  @Test(arguments: RegenerationKernel.Decay.allCases)
  func shape(_ decay: RegenerationKernel.Decay) {
    let kernel = RegenerationKernel(decay)
    for k in 0...64 {
      let y = Double(k) / 64
      #expect(kernel(y) == kernel(1 - y))
      #expect(kernel(y) > 0)
      let left = 3 * (y * y + (1 - y) * (1 - y))
      #expect(kernel(y) == (decay == .isotropic ? 2 : left))
    }
    #expect(kernel(-0.01) == 0 && kernel(1.01) == 0)
  }

  /// 3 [1/(n+3) + B(n+1, 3)] with the beta function from Γ, and quadrature.
  @Test(arguments: ClosedForms.seeds)
  func moments(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "moments")
    let kernel = RegenerationKernel()
    for _ in 0..<50 {
      let n = -0.5 + 6 * draws.uniform()
      let beta = exp(
        Special.logGamma(n + 1) + Special.logGamma(3) - Special.logGamma(n + 4))
      let expected = 3 * (1 / (n + 3) + beta)
      #expect(ClosedForms.deviation(try kernel.moment(n), expected) < 1e-14, "seed \(seed), n \(n)")
      #expect(
        ClosedForms.deviation(try kernel.momentByQuadrature(n), expected) < 1e-11,
        "seed \(seed), n \(n)")
      let isotropic = try RegenerationKernel(.isotropic).moment(n)
      #expect(ClosedForms.deviation(isotropic, 2 / (n + 1)) < 1e-15, "seed \(seed), n \(n)")
    }
  }

  @Test func divergence() {
    let expected = "power n of the moment: found -1.0; accepted: above -1"
    #expect(ClosedForms.refusal { _ = try RegenerationKernel().moment(-1) } == expected)
    #expect(ClosedForms.refusal { _ = try RegenerationKernel().momentByQuadrature(-1) } == expected)
  }

  // MARK: Free streaming

  /// Matter alone, E = (1+z)^1.5; a cosmological constant alone, E = 1: powers of 1+z.
  @Test(arguments: [1.0, 2.5, 4], [0.5, 5, 20])
  func powerLaws(_ gamma: Double, _ zmax: Double) throws {
    for (matter, power) in [(1.0, 0.5), (0.0, -1.0)] {
      let universe = try Cosmology(matter: matter, darkEnergy: 1 - matter)
      let streaming = try FreeStreaming(cosmology: universe, evolution: .none, zmax: zmax)
      let exponent = gamma + power
      let expected = exponent == 0 ? log1p(zmax) : -expm1(-exponent * log1p(zmax)) / exponent
      #expect(ClosedForms.deviation(try streaming.integral(index: gamma), expected) < 1e-12)
    }
  }

  /// γ = −2 integrates dE² = 3 Ω_M (1+z)² dz: 2 (E − 1)/(3 Ω_M).
  @Test(arguments: [0.1, 3, 5, 100])
  func squareOfExpansion(_ zmax: Double) throws {
    let streaming = try FreeStreaming(evolution: .none, zmax: zmax)
    let expected = 2 * (Cosmology.reference.expansion(zmax) - 1) / (3 * 0.308)
    #expect(ClosedForms.deviation(try streaming.integral(index: -2), expected) < 1e-12)
  }

  /// W = 1 + z, also as a table, is one power of γ.
  @Test func tabulated() throws {
    let rows = stride(from: 0.0, through: 6, by: 0.25).map { $0 }
    let table = EvolutionTable(name: "linear", redshifts: rows, values: rows.map { 1 + $0 })
    let streaming = try FreeStreaming(evolution: .table(table), zmax: 5)
    let expected = try FreeStreaming(evolution: .none, zmax: 5).integral(index: 1.5)
    #expect(ClosedForms.deviation(try streaming.integral(index: 2.5), expected) < 1e-12)
    let sentence = ClosedForms.refusal {
      _ = try FreeStreaming(evolution: .table(table), zmax: 7)
    }
    #expect(sentence.contains("found redshifts up to 6.0; accepted: a table that covers zmax = 7"))
  }

  @Test func badRequests() throws {
    for zmax in [0, -1, 101, Double.nan] {
      #expect(
        ClosedForms.refusal { _ = try FreeStreaming(evolution: .none, zmax: zmax) }
          == "zmax: found \(zmax); accepted: above 0, at most 100")
    }
    let streaming = try FreeStreaming(evolution: .none, zmax: 5)
    #expect(
      ClosedForms.refusal { _ = try streaming.integral(index: .infinity) }
        == "spectral index gamma: found inf; accepted: a number")
  }
}
