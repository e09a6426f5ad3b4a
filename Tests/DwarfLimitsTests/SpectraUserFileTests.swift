// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import DwarfLimits

@Suite struct SpectraUserFileTests {
  static let rows = "10 1 2\n10 2 1\n10 10 0.1\n20 1 4\n20 4 1\n20 20 0.05\n"

  @Test(arguments: [
    rows, "# mine\n" + rows, "mass energy dN/dE\n" + rows,
    "mass [GeV], energy [GeV], dN/dE [1/GeV]\n" + rows.replacing(" ", with: ","),
    "E,m_DM,dNdE\n1,10,2\n2,10,1\n10,10,0.1\n1,20,4\n4,20,1\n20,20,0.05\n",
  ])
  func formats(_ text: String) throws {
    let spectrum = try UserSpectrum(reading: try PartFixture.file(text))
    #expect(spectrum.masses == 10...20)
    #expect(try spectrum.density(mass: 10, energy: 2) == 1)
    #expect(try spectrum.energySpectrum(mass: 20, energy: 4) == 4)
    // x = 0.1: E dN/dE is 2 at 10 GeV; at 20 GeV it lies halfway from 4 to 4 in ln E.
    #expect((try spectrum.energySpectrum(mass: 15, energy: 1.5) - 3).magnitude < 1e-12)
  }

  @Test func fits() throws {
    let folder = PartFixture.folder
    let path = "\(folder)/\(UUID().uuidString).fits"
    try FITSTable(
      columns: [
        .init(name: "MASS", units: "GeV", values: [10, 10]),
        .init(name: "ENERGY", units: "GeV", values: [1, 9]),
        .init(name: "DNDE", units: "GeV-1", values: [3, 1]),
      ]
    ).write(to: path)
    let spectrum = try UserSpectrum(reading: path)
    #expect(try spectrum.density(mass: 10, energy: 1) == 3)
    #expect(try spectrum.density(mass: 10, energy: 9.5) == 0)
    let wrong = "\(folder)/\(UUID().uuidString).fits"
    try FITSTable(
      columns: [
        .init(name: "MASS", units: "GeV", values: [10, 10]),
        .init(name: "ENERGY", units: "MeV", values: [1, 9]),
        .init(name: "DNDE", units: "GeV-1", values: [3, 1]),
      ]
    ).write(to: wrong)
    #expect(
      PartFixture.refusal { _ = try UserSpectrum(reading: wrong) }.contains("found unit MeV"))
  }

  @Test func oneMassIsEnough() throws {
    let spectrum = try UserSpectrum(reading: try PartFixture.file("10 1 2\n10 2 1\n"))
    #expect(try spectrum.slice(mass: 10).energies == 1...2)
    #expect(PartFixture.refusal { _ = try spectrum.slice(mass: 11) }.contains("10.0 to 10.0 GeV"))
    #expect(
      PartFixture.refusal { _ = try spectrum.slice(mass: 10).photons(from: 0.5, to: 2) }
        .contains("the lowest energy of the spectrum"))
  }

  @Test(arguments: [
    ("10 1 2\n10 2 -1\n", "line 2: found dN/dE = -1.0 per GeV"),
    ("10 2 2\n10 1 1\n", "line 2: found energy 1.0 GeV after 2.0 GeV"),
    ("10 1 2\n10 1 1\n", "line 2: found energy 1.0 GeV after 1.0 GeV"),
    ("10 1 2\n10 nan 1\n", "line 2, column 2: found \"nan\""),
    ("10 1\n10 2\n", "line 1: found 2 columns"),
    ("10 1 2\n10 11 1\n", "line 2: found energy 11.0 GeV above the mass 10.0 GeV"),
    ("10 0 2\n10 1 1\n", "line 1: found energy 0.0 GeV"),
    ("0 1 2\n10 1 1\n", "line 1: found mass 0.0 GeV"),
    ("20 1 2\n20 2 1\n10 1 1\n10 2 1\n", "line 3: found mass 10.0 GeV after 20.0 GeV"),
    ("10 1 2\n20 1 1\n20 2 1\n", "line 1: found one energy at mass 10.0 GeV"),
    ("mass energy flux\n10 1 2\n", "line 1: found a heading without dnde"),
    ("", "found no rows"),
  ])
  func damaged(_ text: String, _ expected: String) throws {
    let path = try PartFixture.file(text)
    let sentence = PartFixture.refusal { _ = try UserSpectrum(reading: path) }
    #expect(sentence.contains(expected), "\(sentence)")
  }

  @Test(.enabled(if: PartFixture.data != nil, PartFixture.noData))
  func makesTheLimitOfItsSource() throws {
    let data = try #require(PartFixture.data)
    let table = try DMFITTable.cached(
      data.path("dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat"))
    let spectrum = try DMFITSpectrum(table, channel: "bb")
    let slice = try #require(try spectrum.slice(mass: 100) as? TabulatedSlice)
    let text = zip(slice.nodes, slice.values).filter { $0.0 > 0.4 && $0.1 >= 0 }
      .map { "100 \(min($0, 100)) \($1 / $0)" }.joined(separator: "\n")
    let own = try UserSpectrum(reading: try PartFixture.file(text))
    let analysis = try LATAnalysis(targets: LATTests.targets(["draco"]))
    let ratio = try analysis.result(own, mass: 100).limit / analysis.result(slice).limit
    #expect((ratio - 1).magnitude < 1e-9)
  }
}
