// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics

@testable import NeutrinoCascade

/// Problems for the tests of the solver.
enum CascadeFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func context(fault: String? = nil) throws -> RunContext {
    RunContext(
      reference: try ReferenceLibrary.load(study: "neutrino-cascade", root: root + "/Reference"),
      fault: fault)
  }

  /// A problem on the grid that just reaches what is absorbed.
  static func problem(
    mass: Double = 1e7, coupling: Double = 5e-4, kappa: Double = 1,
    ordering: MassOrdering = .normal, sum: Double = 0.1, zmax: Double = 3, lowest: Double = 1e13,
    spacing: Double = 4e-3
  ) throws -> CascadeProblem {
    let zPrime = try ZPrime(mass: mass, coupling: coupling, kappa: kappa)
    let masses = try NeutrinoMasses(sum: sum, ordering: ordering)
    return try CascadeProblem(
      zPrime: zPrime, masses: masses, zmax: zmax,
      grid: .automatic(
        lowest: lowest, spacing: spacing, zPrime: zPrime, masses: masses, zmax: zmax))
  }

  /// One of many problems, drawn by seed.
  static func random(seed: UInt64) throws -> CascadeProblem {
    var random = Philox(seed: seed, stream: 1)
    func between(_ low: Double, _ high: Double) -> Double {
      low * pow(high / low, random.uniform())
    }
    let ordering: MassOrdering = random.uniform() < 0.5 ? .normal : .inverted
    let least = NeutrinoMasses.minimumSum(ordering)
    return try problem(
      mass: between(2e6, 5e7), coupling: between(1e-4, 2e-3),
      kappa: [0.5, 1, 4][Int(3 * random.uniform())], ordering: ordering,
      sum: between(least * 1.001, 0.12), zmax: between(0.3, 6), lowest: between(1e12, 1e14))
  }

  static func source(_ index: Double = 2.5) throws -> SourceSpectrum {
    try SourceSpectrum(index: index, evolution: .starFormation)
  }

  static func largest(_ a: CascadeSpectrum, _ b: CascadeSpectrum) -> Double {
    zip(a.massStates, b.massStates).map { IdentitiesPart.largest($0, $1) }.max()!
  }
}
