// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import NeutrinoCascade
import Numerics
import Testing

/// `assay solve neutrino-cascade` for one Z', as a user runs it.
@Suite struct SolveCascadeTests {
  /// What --json prints.
  struct Table: Decodable {
    var settings: [String: String]
    var quantities: [String: [Double]]
    var rows: [[String: Double]]

    func column(_ key: String) -> [Double] { rows.compactMap { $0[key] } }
  }

  static let columns = [
    "gamma", "energy", "ratio_nu1", "ratio_nu2", "ratio_nu3", "ratio_e", "ratio_mu", "ratio_tau",
    "ratio_all", "flux_all",
  ]

  static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "neutrino-cascade"] + arguments)
  }

  static func solve(_ arguments: [String]) throws -> Table {
    let outcome = try run(["--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Table.self, from: Data(outcome.output.utf8))
  }

  /// All options reach the library: the command's numbers are those of a problem built by hand.
  @Test func numbersAreThoseOfTheLibrary() throws {
    let table = try Self.solve([
      "--mass", "12 MeV", "--coupling", "7e-4", "--ordering", "inverted", "--sum-masses", "120 meV",
      "--gamma", "2,2.6", "--evolution", "none", "--flavours", "1:2:0", "--zmax", "3", "--kappa",
      "0.5", "--h0", "68", "--emin", "2TeV", "--emax", "2EeV", "--du", "4e-3",
    ])
    let masses = try NeutrinoMasses(sum: 0.12, ordering: .inverted)
    var problem = try CascadeProblem(
      zPrime: ZPrime(mass: 12e6, coupling: 7e-4, kappa: 0.5), masses: masses, zmax: 3,
      grid: CascadeGrid(lowest: 2e12, highest: 2e18, spacing: 4e-3))
    problem.cosmology = try Cosmology(hubbleConstant: 68)
    let sources = try [2, 2.6].map {
      try SourceSpectrum(
        index: $0, evolution: .none, flavours: [1, 2, 0], mixing: .nuFIT5(.inverted))
    }
    let spectra = try CascadeSolver(problem).solve(sources)
    #expect(table.rows.count == 2 * problem.grid.count)
    #expect(table.column("energy") == problem.grid.energies + problem.grid.energies)
    let values: [KeyPath<CascadeSpectrum, [Double]>: String] = [
      \.massStates[0]: "ratio_nu1", \.massStates[1]: "ratio_nu2", \.massStates[2]: "ratio_nu3",
      \.allFlavours: "ratio_all",
    ]
    for (path, key) in values {
      #expect(table.column(key) == spectra.flatMap { $0[keyPath: path] }, "\(key)")
    }
    for (flavour, key) in ["ratio_e", "ratio_mu", "ratio_tau"].enumerated() {
      #expect(table.column(key) == spectra.flatMap { $0.flavour(flavour) }, "\(key)")
    }
    #expect(table.quantities["masses of nu_1, nu_2, nu_3 [eV]"] == masses.states)
    #expect(
      table.quantities["relative excess of energy, by gamma"] == spectra.map(\.energyImbalance))
    #expect(table.quantities["width of the Z' [eV]"] == [problem.zPrime.width])
  }

  /// flux_all is the all-flavour ratio times (E/100 TeV)^-gamma.
  @Test func fluxIsThatOfFreeStreamingAtTheNormalisation() throws {
    let table = try Self.solve(["--gamma", "2,3", "--du", "4e-3"])
    for row in table.rows {
      let free = pow(row["energy"]! / 1e14, -row["gamma"]!)
      #expect((row["flux_all"]! - free * row["ratio_all"]!).magnitude <= 1e-14 * free)
    }
    #expect(Set(table.column("gamma")) == [2, 3])
  }

  @Test func filesHoldTheSameNumbers() throws {
    let place = try Scratch()
    let arguments = ["--du", "4e-3", "--gamma", "2.5", "--every", "7"]
    for ending in ["csv", "json", "fits"] {
      let outcome = try Self.run(arguments + ["--quiet", "--out", "\(place.path)/a.\(ending)"])
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)\(outcome.output)")
    }
    #expect(place.files() == ["a.csv", "a.fits", "a.json"])
    let json = try JSONDecoder().decode(
      Table.self, from: Data(contentsOf: URL(fileURLWithPath: place.path + "/a.json")))
    let text = try TextTable.read(place.path + "/a.csv", separator: ",")
    let fits = try FITSTable.read(place.path + "/a.fits", extension: "CASCADE")
    let names = text.rows[0].fields.map { String($0).replacing("energy_eV", with: "energy") }
    #expect(names == Self.columns)
    for (index, key) in Self.columns.enumerated() {
      let values = json.column(key)
      #expect(values.count == text.rows.count - 1 && values.count > 100)
      #expect(try fits.numbers(key.uppercased()) == values, "\(key)")
      #expect(try text.rows.dropFirst().map { try text.number($0, index) } == values, "\(key)")
    }
    let header = try String(contentsOfFile: place.path + "/a.csv", encoding: .utf8)
    for (name, value) in json.settings { #expect(header.contains("# \(name): \(value)\n")) }
    let cards = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: place.path + "/a.fits")), as: UTF8.self)
    #expect(cards.contains("COMMENT Z': mass 10MeV, coupling 5e-4"))
  }

  /// The variants are different code for the same equations; the last digits may differ.
  @Test func variantsAgree() throws {
    let shared = ["--du", "4e-3", "--sum-masses", "0.06"]
    let simd = try Self.solve(shared + ["--variant", "simd"]).column("ratio_all")
    for variant in ["scalar", "dense"] {
      let other = try Self.solve(shared + ["--variant", variant]).column("ratio_all")
      #expect(other.count == simd.count)
      #expect(zip(simd, other).allSatisfy { ($0 - $1).magnitude < 1e-9 }, "\(variant)")
    }
  }

  /// A table with the values of an analytic evolution gives its spectrum, within its own steps.
  @Test func anEvolutionTableIsTaken() throws {
    let place = try Scratch()
    let file = place.path + "/w.txt"
    try "# z W\n0 1\n5 1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let flat = try Self.solve(["--du", "4e-3", "--sum-masses", "0.06", "--evolution", "none"])
    let table = try Self.solve(["--du", "4e-3", "--sum-masses", "0.06", "--evolution", file])
    #expect(
      zip(flat.column("ratio_all"), table.column("ratio_all"))
        .allSatisfy { ($0 - $1).magnitude < 1e-12 })
    try "0 1\n4 1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let short = try Self.run(["--evolution", file])
    #expect(short.status == 65 && short.errors.contains("zmax = 5"), "\(short.errors)")
    try "0 1\n2 -1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let negative = try Self.run(["--evolution", file])
    #expect(negative.status == 65 && negative.errors.contains("line 2"), "\(negative.errors)")
  }

  /// The grid that is chosen without --emax reaches far enough in any universe.
  @Test(arguments: ["40", "70", "100"]) func theGridFollowsTheHubbleConstant(_ h0: String) throws {
    let massless = "\(NeutrinoMasses.minimumSum(.normal))"
    let outcome = try Self.run(["--du", "4e-3", "--sum-masses", massless, "--h0", h0])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aTerminalShowsFewRowsAndTheDip() throws {
    let outcome = try Self.run(["--points", "10"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.contains("ratio_all") })
    let rows = lines[(heading + 1)...].map { $0.split(separator: " ").compactMap { Double($0) } }
    // Ten, and at most one for each mass state.
    #expect(rows.count >= 10 && rows.count <= 13)
    let deepest = try Self.solve([]).column("ratio_all").min()!
    #expect((rows.map { $0[8] }.min()! - deepest).magnitude < 1e-6)
    #expect(outcome.output.contains("masses of nu_1, nu_2, nu_3: "))
  }

  @Test(.enabled(if: Drawing.works, "gnuplot is not here"), arguments: ["svg", "png"])
  func theDipsAreDrawn(ending: String) throws {
    let place = try Scratch()
    let file = "\(place.path)/dips.\(ending)"
    let outcome = try Self.run(
      ["--du", "4e-3", "--gamma", "2,3", "--quiet", "--figure", file])
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(place.files() == ["dips.\(ending)"])
    let image = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    #expect(image.contains(ending == "svg" ? "</svg>" : "IEND"))
  }

  @Test func aMissingGnuplotLeavesTheTable() throws {
    let place = try Scratch()
    let outcome = try Program.run(
      [
        "solve", "neutrino-cascade", "--du", "4e-3", "--out", place.path + "/a.csv", "--figure",
        place.path + "/a.svg",
      ], environment: ["PATH": place.path])
    #expect(outcome.status == 69 && outcome.errors.contains("gnuplot"), "\(outcome.errors)")
    #expect(place.files() == ["a.csv"])
  }
}
