// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Testing

@testable import assay

@Suite struct EnergyArgumentTests {
  @Test(arguments: [
    ("10MeV", 1e7), ("10 MeV", 1e7), (" 10meV ", 1e-2), ("0.1 eV", 0.1), ("2keV", 2e3),
    ("1e3GeV", 1e12), ("16TeV", 1.6e13), ("2.5PeV", 2.5e15), ("1EeV", 1e18), ("1E5EeV", 1e23),
    ("-3eV", -3),
  ])
  func energies(text: String, electronvolts: Double) throws {
    let energy = try EnergyArgument(text, option: "--mass").electronvolts
    #expect((energy - electronvolts).magnitude <= 4 * electronvolts.ulp)
  }

  @Test(arguments: ["10", "", "eV", "10mev", "10 M eV", "infeV", "nan eV", "1e999eV", "10MeVs"])
  func refusals(text: String) {
    #expect(throws: AssayError.self) { try EnergyArgument(text, option: "--mass") }
  }

  @Test func aBareNumberHasTheDocumentedUnit() throws {
    #expect(try EnergyArgument("0.1", option: "--sum-masses", bare: .one).electronvolts == 0.1)
    #expect(try EnergyArgument("100meV", option: "--sum-masses", bare: .one).electronvolts == 0.1)
  }

  /// Both ends are there, and neighbours keep one ratio.
  @Test func rangesAreLogarithmic() throws {
    let masses = try EnergyArgument.range("1MeV:0.1GeV:5", option: "--scan-mass")
    #expect(masses.count == 5 && masses[0] == 1e6 && masses[4] == 0.1 * 1e9)
    for (low, high) in zip(masses, masses.dropFirst()) {
      #expect((high / low / 10.0.squareRoot() - 1).magnitude < 1e-14)
    }
    #expect(try NumberArgument.range("1e-5:1e-3:3", option: "--g").last == 1e-3)
  }

  @Test(arguments: [(9.1e15, "9.1 PeV"), (1e7, "10 MeV"), (0.0547, "54.7 meV"), (1.0, "1 eV")])
  func energiesAreShownWithTheNearestUnit(electronvolts: Double, text: String) {
    #expect(EnergyArgument.text(electronvolts) == text)
  }
}
