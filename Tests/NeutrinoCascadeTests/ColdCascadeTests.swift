// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import NeutrinoCascade

struct RedshiftSamplerTests {
  private static let evolutions: [SourceEvolution] = [
    .none, .starFormation, .starFormationWith(b: 5000, c: 9),
  ]

  /// The sampler inverts ∫ W (1+z)^−γ / H dz, by an adaptive quadrature in z instead of a table.
  @Test(arguments: evolutions, [1.0, 2.5, 4])
  func invertsTheCumulative(_ evolution: SourceEvolution, _ gamma: Double) throws {
    let source = try SourceSpectrum(index: gamma, evolution: evolution)
    let cosmology = Cosmology.reference
    let sampler = try RedshiftSampler(source, cosmology: cosmology, zmax: 5)
    func below(_ z: Double) throws -> Double {
      try Quadrature.integrate(from: 0, to: z, relative: 1e-11) {
        evolution($0) * pow(1 + $0, -gamma) / cosmology.expansion($0)
      }
    }
    let total = try below(5)
    for u in [1e-6, 1e-3, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6] {
      let found = try below(sampler(u) - 1) / total
      #expect(abs(found - u) < 2e-7)
    }
  }

  @Test func leavesOutEmptyEpochs() throws {
    let file = FileManager.default.temporaryDirectory.appending(
      component: "evolution-\(UUID().uuidString).dat")
    defer { try? FileManager.default.removeItem(at: file) }
    try "0 0\n1 0\n2 1\n3 0\n5 0\n".write(to: file, atomically: true, encoding: .utf8)
    let table = try EvolutionTable.read(file.path)
    let source = try SourceSpectrum(index: 2, evolution: .table(table))
    let sampler = try RedshiftSampler(source, cosmology: .reference, zmax: 5)
    for u in [1e-12, 0.3, 1 - 1e-12] {
      #expect(sampler(u) > 1.999 && sampler(u) < 4.001)
    }
    #expect(throws: AssayError.self) {
      try RedshiftSampler(source, cosmology: .reference, zmax: 0.5)
    }
    #expect(throws: AssayError.self) {
      try RedshiftSampler(source, cosmology: .reference, zmax: 6)
    }
  }
}

struct ColdCascadeTests {
  private static let edges = (0...16).map { pow(10, 14 + 0.1 * Double($0)) }

  private static func cascade(
    coupling: Double = 5e-4, sum: Double = 0.1, _ ordering: MassOrdering = .normal,
    gamma: Double = 2.5, edges: [Double] = edges
  ) throws -> ColdCascade {
    try ColdCascade(
      zPrime: try ZPrime(mass: 1e7, coupling: coupling),
      masses: try NeutrinoMasses(sum: sum, ordering: ordering),
      source: try SourceSpectrum(index: gamma, evolution: .starFormation), edges: edges)
  }

  @Test func sameBitsForAnyThreads() throws {
    let cascade = try Self.cascade()
    let one = try cascade.run(primaries: 20_000, seed: 5, stream: 9)
    for threads in [2, 4, 64] {
      #expect(
        try cascade.run(primaries: 20_000, seed: 5, stream: 9, threads: threads) == one)
    }
    #expect(try cascade.run(primaries: 20_000, seed: 6, stream: 9) != one)
    #expect(try cascade.run(primaries: 20_000, seed: 5, stream: 99) != one)
  }

  @Test func transparentWithoutCoupling() throws {
    let result = try Self.cascade(coupling: 1e-9).run(primaries: 10_000, seed: 1, stream: 1)
    #expect(result.allFlavours.allSatisfy { $0.value == 1 && $0.standardError == 0 })
  }

  /// Above the resonance of the lightest state nothing happens; every bin below it is changed.
  @Test func untouchedAboveTheResonances() throws {
    let masses = try NeutrinoMasses(sum: 0.1, ordering: .normal)
    let highest = 1e14 / (2 * masses.states[0])
    let result = try Self.cascade().run(primaries: 100_000, seed: 1, stream: 1)
    for (k, ratio) in result.allFlavours.enumerated() {
      if Self.edges[k] > highest {
        #expect(ratio.value == 1 && ratio.standardError == 0)
      } else {
        #expect(ratio.value != 1 && ratio.standardError! > 0)
      }
    }
  }

  /// Energy is conserved: over bins from far below to above all resonances, ∫ E₀ n dE₀ is that of
  /// free streaming. Fine bins, so that their mean energies are known.
  @Test(arguments: [2.0, 2.5])
  func energyBalance(_ gamma: Double) throws {
    let bins = 600
    let edges = (0...bins).map { 1e11 * exp(Double($0) * log(4e4) / Double(bins)) }
    let cascade = try Self.cascade(gamma: gamma, edges: edges)
    let result = try cascade.run(primaries: 200_000, seed: 2, stream: 4)
    var excess = 0.0
    var lost = 0.0
    for (k, ratio) in result.allFlavours.enumerated() {
      let power = 2 - gamma
      let energy =
        power == 0
        ? log(edges[k + 1] / edges[k]) : (pow(edges[k + 1], power) - pow(edges[k], power)) / power
      excess += energy * (ratio.value - 1)
      lost += energy * max(0, 1 - ratio.value)
    }
    #expect(lost > 0)
    #expect(abs(excess) < 3e-3 * lost)
  }

  /// The all-flavour ratio is the mean of the mass states with equal source weights.
  @Test func flavourIsTheMeanOfTheStates() throws {
    let result = try Self.cascade(sum: 0.12, .inverted).run(
      primaries: 50_000, seed: 1, stream: 1)
    for k in 0..<16 {
      let mean = result.massStates.reduce(0) { $0 + $1[k].value } / 3
      #expect(abs(mean - result.allFlavours[k].value) < 1e-12)
    }
  }

  /// Two seeds differ as the standard errors say: χ² over the bins with an interaction, twelve pairs.
  @Test(arguments: MassOrdering.allCases)
  func honestErrors(_ ordering: MassOrdering) throws {
    let cascade = try Self.cascade(sum: 0.12, ordering)
    let runs = try (0..<24).map {
      try cascade.run(primaries: 20_000, seed: UInt64($0), stream: 1).allFlavours
    }
    var square = 0.0
    var freedom = 0.0
    for pair in 0..<12 {
      for (a, b) in zip(runs[2 * pair], runs[2 * pair + 1]) where a.standardError! > 0 {
        let variance = a.standardError! * a.standardError! + b.standardError! * b.standardError!
        square += (a.value - b.value) * (a.value - b.value) / variance
        freedom += 1
      }
    }
    #expect(freedom > 150)
    let p = Special.chi2Survival(square, dof: freedom)
    #expect(p > 1e-3 && p < 0.999, "chi2 = \(square) of \(freedom)")
  }

  /// More primaries give smaller errors, as 1/√N.
  @Test func errorsFall() throws {
    let cascade = try Self.cascade()
    func size(_ primaries: Int) throws -> Double {
      let result = try cascade.run(primaries: primaries, seed: 1, stream: 1)
      return result.allFlavours.reduce(0) { $0 + $1.standardError! * $1.standardError! }
    }
    let gain = try size(20_000) / size(320_000)
    #expect(gain > 8 && gain < 32)
  }

  @Test func refusals() throws {
    #expect(throws: AssayError.self) { try Self.cascade(edges: [1e14]) }
    #expect(throws: AssayError.self) { try Self.cascade(edges: [1e15, 1e14]) }
    #expect(throws: AssayError.self) { try Self.cascade(edges: [0, 1e14]) }
    let cascade = try Self.cascade()
    #expect(throws: AssayError.self) { try cascade.run(primaries: 1, seed: 1, stream: 1) }
  }
}
