// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite struct SpectraTests {
  static let data = PartFixture.data
  static let noData = PartFixture.noData

  static func pppc(_ name: String = "AtProduction_gammas.dat") throws -> PPPCTable {
    try .cached(try #require(data).path("dwarf-limits/pppc4dmid/\(name)"))
  }

  // MARK: Identities

  /// All numbers of the first row of a text.
  static func numbers(_ text: String) throws -> [Double] {
    var scanner = NumberScanner(file: "f", bytes: Array(text.utf8))
    var numbers: [Double] = []
    guard scanner.nextRow() else { return [] }
    while let number = try scanner.number() { numbers.append(number) }
    return numbers
  }

  @Test(arguments: [
    "0", "-0.05", "1.000000e+00", "3.14159265358979", "6.62607015e-34", "1e22", "1e23", "-1e-22",
    "9007199254740993", "123456789012345678901234567890", "2.2250738585072014e-308", "4.9e-324",
    "0.1", "1.7976931348623157e308", "7.", ".5", "+3",
  ])
  func numbersAreRoundedRight(_ text: String) throws {
    // strtod knows "7." and ".5", which Swift's Double(_:) does not.
    #expect(try Self.numbers("\n# c\n \(text)\t2\r\n9") == [strtod(text, nil), 2])
  }

  @Test func randomNumbersAreRoundedRight() throws {
    let seed: UInt64 = 7
    print("seed \(seed)")
    var random = Philox(seed: seed, stream: 0)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      let short = String(format: "%.8e", random.normal())
      guard value.isFinite else { continue }
      #expect(try Self.numbers("\(value) \(short)") == [value, strtod(short, nil)])
    }
  }

  @Test(arguments: ["abc", "nan", "inf", "1e999", "1,5", "--1", "1e", "e5", "."])
  func wrongNumbersAreRefused(_ text: String) {
    let sentence = PartFixture.refusal { _ = try Self.numbers("# c\n\n1 \(text)") }
    #expect(sentence == "f, line 3, column 2: found \"\(text)\"; accepted: a finite number")
  }

  /// Both pieces have closed forms: g = a + bE and g = a + b ln E.
  @Test func integralsAreExact() throws {
    let straight = TabulatedSlice(
      mass: 10, nodes: [1, 10], values: [2, 20], interpolation: .linearInEnergy, title: "t")
    #expect((try straight.photons(from: 2, to: 5) - 6).magnitude < 1e-13)
    #expect((try straight.energy(from: 2, to: 5) - 21).magnitude < 1e-13)
    let bent = TabulatedSlice(
      mass: 10, nodes: [1, 10], values: [0, log(10)], interpolation: .linearInLogEnergy,
      title: "t")
    #expect((try bent.photons(from: 1, to: 10) - 0.5 * pow(log(10), 2)).magnitude < 1e-13)
    #expect((try bent.energy(from: 1, to: 10) - (10 * log(10) - 9)).magnitude < 1e-12)
  }

  @Test(arguments: [TabulatedSlice.Interpolation.linearInEnergy, .linearInLogEnergy])
  func integralsAgreeWithQuadrature(_ rule: TabulatedSlice.Interpolation) throws {
    let nodes = [0.2, 0.5, 1.1, 3, 7, 20]
    let slice = TabulatedSlice(
      mass: 20, nodes: nodes, values: [0, 3, 2.5, 4, 1, 0.2], interpolation: rule, title: "t")
    for (low, high) in [(0.3, 0.4), (0.5, 3), (0.25, 15), (0.01, 100)] {
      var photons = 0.0
      var energy = 0.0
      let inside = [max(low, 0.2)] + nodes.filter { $0 > low && $0 < high } + [min(high, 20)]
      for (a, b) in zip(inside, inside.dropFirst()) {
        photons += try Quadrature.integrate(from: a, to: b) { slice.density($0) }
        energy += try Quadrature.integrate(from: a, to: b) { slice.energySpectrum($0) }
      }
      #expect((try slice.photons(from: low, to: high) / photons - 1).magnitude < 1e-9)
      #expect((try slice.energy(from: low, to: high) / energy - 1).magnitude < 1e-9)
    }
  }

  @Test(arguments: [
    ("tautau", "tau"), ("\\[Tau]", "tau"), ("bb", "b"), ("b", "b"), ("WW", "W"), ("gg", "g"),
    ("\\[Mu]L", "muL"), ("mumu", "mu"), ("\\[Nu]\\[Mu]", "numu"), ("V->\\[Tau]", "V->tau"),
  ])
  func channelNames(_ written: String, _ particle: String) {
    #expect(ChannelName.particle(written) == particle)
  }

  // MARK: Tables

  @Test(.enabled(if: data != nil, noData))
  func spectraVanishAboveTheMass() throws {
    let spectrum = try PPPCSpectrum(Self.pppc(), channel: "bb")
    for mass in [10.0, 33, 777] {
      let slice = try spectrum.slice(mass: mass)
      #expect(slice.energySpectrum(mass * 1.0001) == 0)
      #expect(try slice.photons(from: mass, to: 10 * mass) == 0)
      #expect(try slice.energy(from: 0.1, to: mass) < 2 * mass)
    }
  }

  /// Between masses linear in m at fixed x, exact at the masses, without jumps.
  @Test(.enabled(if: data != nil, noData))
  func massInterpolation() throws {
    let spectrum = try PPPCSpectrum(Self.pppc(), channel: "tautau")
    for x in [0.01, 0.1, 0.5] {
      let a = try spectrum.energySpectrum(mass: 10, energy: 10 * x)
      let b = try spectrum.energySpectrum(mass: 15, energy: 15 * x)
      let middle = try spectrum.energySpectrum(mass: 12.5, energy: 12.5 * x)
      #expect((middle - 0.5 * (a + b)).magnitude < 1e-12)
      let near = try spectrum.energySpectrum(mass: 15.000001, energy: 15.000001 * x)
      #expect((near - b).magnitude < 1e-5 * b)
    }
  }

  @Test(.enabled(if: data != nil, noData))
  func massesOutsideAreRefused() throws {
    let table = try Self.pppc()
    let grid = try PPPCSpectrum(table, channel: "bb", interpolation: .none)
    #expect(
      PartFixture.refusal { _ = try grid.slice(mass: 12) }.contains("a mass of the table"))
    let sentence = PartFixture.refusal {
      _ = try PPPCSpectrum(table, channel: "bb").slice(mass: 4)
    }
    #expect(sentence.contains("6.0 to 100000.0 GeV"))
    let top = try PPPCSpectrum(table, channel: "tt")
    #expect(top.masses.lowerBound == 180)
    #expect(
      PartFixture.refusal { _ = try PPPCSpectrum(table, channel: "xx") }
        .contains("accepted: eL, eR, e, muL"))
    let path = try #require(Self.data).path("dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat")
    let dmfit = try DMFITTable.cached(path)
    #expect(try DMFITSpectrum(dmfit, channel: "bb").masses == 6...10000)
    #expect(try DMFITSpectrum(dmfit, channel: "tt").masses == 176...10000)
    #expect(try DMFITSpectrum(dmfit, channel: "tau").masses == 2...10000)
  }

  @Test(.enabled(if: data != nil, noData))
  func everyColumnIsReadByName() throws {
    let table = try Self.pppc()
    #expect(table.channels.count == 28 && table.masses.count == 62 && table.logX.count == 179)
    let plain = try Self.pppc("AtProductionNoEW_gammas.dat")
    #expect(plain.channels.count == 12 && plain.logX.count == 180)
    // A spot of the file: 5 GeV, log10 x = 0, channel tau.
    let row = table.row(channel: try table.channel("tautau"), mass: 0)
    #expect(row.last == 0.014591)
    #expect(plain.row(channel: try plain.channel("tau"), mass: 0).last == 0.012864)
  }

  @Test func ownFitNeedsItsMasses() throws {
    let library = try PartFixture.library()
    let fit = try OwnFitSpectrum(channel: "bb", in: library)
    #expect(fit.nodes == [10, 20, 50, 100, 200, 500, 1000, 2000, 5000])
    let slice = try fit.slice(mass: 100)
    #expect(slice.energySpectrum(99) == 0)
    // ∫ over two parts equals the whole.
    let parts = try slice.energy(from: 0.5, to: 5) + slice.energy(from: 5, to: 500)
    #expect((parts / (try slice.energy(from: 0.5, to: 500)) - 1).magnitude < 1e-9)
    #expect(PartFixture.refusal { _ = try fit.slice(mass: 70) }.contains("10, 20, 50"))
    #expect(
      PartFixture.refusal { _ = try slice.photons(from: 0.1, to: 1) }
        .contains("lowest energy of the fit"))
    let smoke = try OwnFitSpectrum(channel: "tau", in: library, interpolates: true)
    #expect(try smoke.slice(mass: 70).energySpectrum(7) > 0)
    #expect(
      PartFixture.refusal { _ = try OwnFitSpectrum(channel: "WW", in: library) }
        .contains("accepted: b, tau"))
  }

  // MARK: Damaged tables

  static let small = """
    # mDM Log[10,x] b \\[Tau]
    10 -1 1.5 2
    10 -0.5 1 1
    10 0 0.5 0
    20 -1 2.5 3
    20 -0.5 2 2
    20 0 1.5 1
    """

  @Test func smallTable() throws {
    let table = try PPPCTable(reading: try PartFixture.file(Self.small))
    #expect(table.channels == ["b", "tau"] && table.masses == [10, 20])
    let spectrum = try PPPCSpectrum(table, channel: "tautau")
    let value = try spectrum.energySpectrum(mass: 15, energy: 1.5)
    #expect((value - 2.5 / log(10)).magnitude < 1e-14)
  }

  @Test(arguments: [
    ("# mDM Log[10,x]", "# m x", "line 1: found m x b"),
    ("10 -0.5 1 1\n", "", "line 5: found log10 x = -0.5"),
    ("10 -0.5 1 1", "10 -0.5 -1 1", "line 3: found dN/dlog10 x = -1.0"),
    ("10 -0.5 1 1", "10 -0.5 1", "line 3: found 3 columns; accepted: 4 columns"),
    ("10 -0.5 1 1", "10 -0.5 1 1 1", "line 3: found more than 4 columns"),
    ("20 -0.5 2 2", "20 -0.4 2 2", "line 6: found log10 x = -0.4"),
    ("20 0 1.5 1", "", "found 2 rows of mass 20.0 GeV"),
    ("20 0 1.5 1", "20 0 NaN 1", "line 7, column 3: found \"NaN\""),
  ])
  func damagedTables(_ old: String, _ new: String, _ expected: String) throws {
    let path = try PartFixture.file(Self.small.replacing(old, with: new))
    let sentence = PartFixture.refusal { _ = try PPPCTable(reading: path) }
    #expect(sentence.contains(expected), "\(sentence)")
  }
}
