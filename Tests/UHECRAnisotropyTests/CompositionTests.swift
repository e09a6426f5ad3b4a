// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct CompositionTests {
  private static let sources = ["Cen A", "M 87", "Fornax A"]

  private static func embedded(_ name: String, above lowest: Double = 56) throws -> Composition {
    try Composition.arriving(
      from: Fixture.source(name), above: lowest, Fixture.library(), data: nil)
  }

  /// The list of charges: 56 entries, from 1 to 26, each charge there, falling at A = 36 alone.
  @Test func charges() throws {
    let charges = StableNucleus.charges
    #expect(charges.count == 56 && Set(charges) == Set(1...26))
    let falls = zip(charges, charges.dropFirst()).enumerated().filter { $1.1 < $1.0 }.map(\.offset)
    #expect(falls == [34])
    for (mass, charge) in [(1, 1), (4, 2), (12, 6), (14, 7), (16, 8), (28, 14), (56, 26)] {
      #expect(try StableNucleus.charge(massNumber: mass) == charge)
    }
    for odd in [0, 57, -1] {
      #expect(throws: AssayError.self) { try StableNucleus.charge(massNumber: odd) }
    }
  }

  /// What is known of the spectra above 56 EeV; from the embedded tables, which agree with the raw
  /// data to their six digits.
  @Test(arguments: [("Cen A", 14.90), ("M 87", 15.66), ("Fornax A", 15.73)])
  func meanCharges(_ name: String, _ mean: Double) throws {
    #expect(abs(try Self.embedded(name).meanCharge - mean) < 0.005)
  }

  @Test func fractions() throws {
    let near = try Self.embedded("Cen A")
    #expect(abs(near.fraction(charges: 6...8) - 0.235) < 5e-4)
    #expect(abs(near.fraction(charges: 10...14) - 0.482) < 5e-4)
    #expect(abs(near.fraction(charges: 23...26) - 0.259) < 5e-4)
    #expect(near.fraction(charges: 1...2) < 1e-4)
    #expect(abs(near.fraction(charges: 1...26) - 1) < 1e-12)
  }

  @Test func rigidities() throws {
    let found = try Self.embedded("Cen A").rigidityQuantiles([0.01, 0.25, 0.5, 0.75, 0.99])
    for (value, known) in zip(found, [2.15, 4.0, 5.25, 8.0, 14.8]) {
      #expect(abs(value - known) < 0.051, "\(value)")
    }
  }

  /// Energies are whole: 56, 63, 71, 79, 89, 100, ... EeV.
  @Test func pairs() throws {
    let pairs = try Self.embedded("Cen A").pairs
    let energies = Set(pairs.map(\.pair.energy)).sorted()
    #expect(energies.prefix(12) == [56, 63, 71, 79, 89, 100, 112, 126, 141, 158, 178, 200])
    #expect(abs(pairs.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(pairs.map(\.pair) == pairs.map(\.pair).sorted())
    let rigidity = NucleusPair(charge: 8, energy: 100).rigidity
    #expect(rigidity == 12.5)
  }

  /// Pairs expected in 10⁵ draws: Σ (1 − (1 − p)^100000).
  @Test(
    .enabled(if: Fixture.data != nil, "no spectra in ASSAY_DATA"),
    arguments: [(56.0, 173.0), (28.0, 235.0)])
  func pairsOfDraws(_ lowest: Double, _ expected: Double) throws {
    let composition = try Composition.arriving(
      from: Fixture.source("Cen A"), above: lowest, Fixture.library(), data: Fixture.data)
    let mean = composition.pairs.reduce(0) { $0 + 1 - pow(1 - $1.probability, 1e5) }
    #expect(abs(mean - expected) < 0.5, "\(mean)")
    let drawn = composition.draw(100_000, seed: 3, stream: 8)
    // The number of pairs scatters by about 2.5.
    #expect(abs(Double(drawn.count) - expected) < 12)
  }

  /// From the raw spectra as from the embedded tables; a half-unit of the last of six digits.
  @Test(.enabled(if: Fixture.data != nil, "no spectra in ASSAY_DATA"), arguments: sources)
  func embeddedAsRaw(_ name: String) throws {
    let table = try Self.embedded(name)
    let raw = try Composition.arriving(
      from: Fixture.source(name), above: 56, Fixture.library(), data: Fixture.data)
    let exact = Dictionary(uniqueKeysWithValues: raw.pairs.map { ($0.pair, $0.probability) })
    var worst = 0.0
    for (pair, probability) in table.pairs {
      worst = max(worst, abs(probability - (exact[pair] ?? 0)))
    }
    #expect(worst < 1e-6, "\(worst)")
    #expect(abs(raw.meanCharge - table.meanCharge) < 1e-4)
    #expect(raw.species.count == 56 && raw.species[11].massNumber == 12)
  }

  /// Draws follow the probabilities, do not depend on their number for the first ones, and are the
  /// same again. Seed 11; 5σ of the binomial.
  @Test func draws() throws {
    let composition = try Self.embedded("M 87")
    let groups = composition.draw(100_000, seed: 11, stream: 2)
    #expect(groups == composition.draw(100_000, seed: 11, stream: 2))
    #expect(groups != composition.draw(100_000, seed: 12, stream: 2))
    #expect(groups.reduce(0) { $0 + $1.count } == 100_000)
    let counts = Dictionary(uniqueKeysWithValues: groups.map { ($0.pair, $0.count) })
    for (pair, probability) in composition.pairs {
      let spread = (1e5 * probability * (1 - probability)).squareRoot()
      #expect(abs(Double(counts[pair] ?? 0) - 1e5 * probability) < 5 * spread + 1, "\(pair)")
    }
  }

  // MARK: Shifts

  private static func toy() throws -> Composition {
    let rows = (0..<3).map { i in
      "\(pow(10, 19.8 + 0.05 * Double(i))) "
        + (1...56).map { "\($0 == 1 || $0 == 12 || $0 == 40 ? $0 : 0)" }.joined(separator: " ")
    }
    return try Composition(
      PropagatedSpectrum(text: rows.joined(separator: "\n"), file: "toy", distance: 1), from: 1)
  }

  /// A − 1 is multiplied and rounded, iron is the heaviest, energies stay.
  @Test(arguments: [
    (CompositionShift.factor(1), [1, 12, 40]), (.factor(0.5), [1, 7, 21]),
    (.factor(2), [1, 23, 56]), (.factor(0.05), [1, 2, 3]), (.pure(14), [14]),
  ])
  func shifts(_ shift: CompositionShift, _ masses: [Int]) throws {
    let toy = try Self.toy()
    let shifted = try toy.shifted(shift)
    let present = shifted.species.filter { $0.weights.contains { $0 > 0 } }
    #expect(present.map(\.massNumber) == masses)
    #expect(present.allSatisfy { StableNucleus.charges[$0.massNumber! - 1] == $0.charge })
    for (a, b) in zip(shifted.spectrum, toy.spectrum) { #expect(abs(a / b - 1) < 1e-14) }
  }

  @Test func refusals() throws {
    func refused(_ body: () throws -> Void, _ found: String) {
      let error = #expect(throws: AssayError.self) { try body() }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
    }
    let toy = try Self.toy()
    refused({ _ = try toy.shifted(.pure(57)) }, "found 57")
    refused({ _ = try toy.shifted(.factor(0)) }, "found 0.0")
    let embedded = try Self.embedded("Cen A")
    refused({ _ = try embedded.shifted(.factor(2)) }, "assay fetch")
    #expect(try embedded.shifted(.pure(56)).meanCharge == 26)
    refused({ _ = try Self.embedded("Cen A", above: 1e6) }, "lowest energy")
    let far = UHECRSource(name: "far", longitude: 0, latitude: 0, distance: 7)
    refused(
      { _ = try Composition.arriving(from: far, above: 56, Fixture.library(), data: nil) },
      "7.0 Mpc")
    func text(_ text: String) throws {
      _ = try PropagatedSpectrum(text: text, file: "3.5.gz", distance: 3.5)
    }
    refused({ try text("# nothing") }, "no rows")
    refused({ try text("1e18 1 2") }, "accepted: at least 4 columns")
    let fluxes = [String](repeating: "1", count: 56).joined(separator: " ")
    refused({ try text("2e18 \(fluxes)\n1e18 \(fluxes)") }, "line 2")
    refused({ try text("1e18 -1 \(fluxes)") }, "found -1.0")
    refused({ try text("1e18 x \(fluxes)") }, "found \"x\"")
  }

  @Test(.enabled(if: Fixture.data != nil, "no spectra in ASSAY_DATA"))
  func distances() throws {
    let path = try #require(Fixture.data).path(PropagatedSpectrum.archive)
    let spectrum = try PropagatedSpectrum.read(archive: path, distance: 20)
    #expect(spectrum.energies.count == 86 && spectrum.flux.count == 56)
    #expect(spectrum.energies.first == 1 && abs(spectrum.energies[85] - 17782.8) < 1e-9)
    let error = #expect(throws: AssayError.self) {
      try PropagatedSpectrum.read(archive: path, distance: 3.7)
    }
    #expect(error?.description.contains("0.5, 1.0, 1.5") ?? false)
    #expect(throws: AssayError.self) {
      try PropagatedSpectrum.read(archive: path + ".none", distance: 20)
    }
  }
}
