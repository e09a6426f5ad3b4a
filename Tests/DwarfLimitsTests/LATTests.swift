// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite struct LATTests {
  static let data = PartFixture.data
  static let noData = PartFixture.noData

  static func dmfit(_ channel: String) throws -> DMFITSpectrum {
    let data = try #require(data)
    return try DMFITSpectrum(
      .cached(data.path("dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat")), channel: channel)
  }

  static func targets(_ names: [String]? = nil) throws -> [LATTarget] {
    let catalogue = try JCatalogue(
      table: LATTargets.nominalTable, in: try PartFixture.library())
    return try LATTargets.targets(names, catalogue: catalogue, in: try #require(data))
  }

  static func table(_ name: String) throws -> LATTable {
    try LATTable(
      reading: try #require(data).path(
        "dwarf-limits/fermi_lat_2017_likelihoods/like_\(name).txt"))
  }

  /// E dN/dE = 1 up to the mass.
  static func flat(_ mass: Double) -> TabulatedSlice {
    TabulatedSlice(
      mass: mass, nodes: [0.1, mass], values: [1, 1], interpolation: .linearInLogEnergy,
      title: "flat")
  }

  /// One bin of 1-10 GeV with ln L = shape(flux/unit) at 60 fluxes.
  static func toy(
    unit: Double, mean: Double, sigma: Double, _ shape: (Double) -> Double
  ) throws -> LATTarget {
    let fluxes = [0] + (0..<60).map { unit * pow(10, -3 + Double($0) / 10) }
    let table = LATTable(
      file: "toy", bins: [1...10], points: 61, fluxes: fluxes,
      values: fluxes.map { shape($0 / unit) })
    return LATTarget(
      name: "toy", likelihood: try LATLikelihood(table), mean: mean, sigma: sigma)
  }

  // MARK: Identities and limits

  /// ln L = -A/A₀ without uncertainty of J falls by 1.355 exactly at A = 1.355 A₀.
  @Test func straightLikelihood() throws {
    let target = try Self.toy(unit: 1e-9, mean: 19, sigma: 0) { -$0 }
    let result = try LATAnalysis(targets: [target]).result(Self.flat(100))
    let phi = 9 / (8 * .pi * 1e4)
    let expected = 1.355 * 1e-9 / (phi * 1e19)
    #expect((result.limit / expected - 1).magnitude < 1e-10)
    #expect(result.best == 0 && result.testStatistic == 0)
  }

  /// A parabola in the flux: best fit at its top, limit √(2·1.355) widths above, TS its height.
  @Test func parabola() throws {
    let target = try Self.toy(unit: 1e-9, mean: 18, sigma: 0) { -0.5 * ($0 - 3) * ($0 - 3) }
    let result = try LATAnalysis(targets: [target]).result(Self.flat(50))
    let unit = 1e-9 * (8 * .pi * 2500) / (9 * 1e18)
    #expect((result.best / (3 * unit) - 1).magnitude < 1e-8)
    #expect((result.limit / ((3 + 2.71.squareRoot()) * unit) - 1).magnitude < 1e-10)
    #expect((result.testStatistic - 9).magnitude < 1e-8)
  }

  /// J → cJ and σv → σv/c is no change; a small σ_J tends to a known J.
  @Test func scalesWithJ() throws {
    let shape = { (a: Double) in -0.5 * (a - 1) * (a - 1) }
    let near = try Self.toy(unit: 1e-9, mean: 18, sigma: 0.4, shape)
    let far = try Self.toy(unit: 1e-9, mean: 20, sigma: 0.4, shape)
    let a = try LATAnalysis(targets: [near]).result(Self.flat(50))
    let b = try LATAnalysis(targets: [far]).result(Self.flat(50))
    #expect((a.limit / b.limit / 100 - 1).magnitude < 1e-9)
    #expect((a.testStatistic - b.testStatistic).magnitude < 1e-9)
    let known = try LATAnalysis(
      targets: [try Self.toy(unit: 1e-9, mean: 18, sigma: 0, shape)]
    ).result(Self.flat(50))
    let narrow = try LATAnalysis(
      targets: [try Self.toy(unit: 1e-9, mean: 18, sigma: 1e-4, shape)]
    ).result(Self.flat(50))
    #expect((narrow.limit / known.limit - 1).magnitude < 1e-6)
    #expect(a.limit > known.limit)
  }

  /// The profile over J of a straight ln L = -A has a closed form: y + A σ² ln 10 = log₁₀(σv) + μ.
  @Test(arguments: [0.05, 0.3, 0.6, 1.4])
  func profiledStraightLikelihood(_ sigma: Double) throws {
    let unit = 1e-9
    let target = try Self.toy(unit: unit, mean: 19, sigma: sigma) { -$0 }
    let result = try LATAnalysis(targets: [target]).result(Self.flat(100))
    // With a = A/unit: fall = a + (a σ ln 10)²/2 and the pull of log J is -a σ² ln 10.
    let s = sigma * log(10)
    let a = s == 0 ? 1.355 : ((1 + 2 * 1.355 * s * s).squareRoot() - 1) / (s * s)
    let phi = 9 / (8 * .pi * 1e4)
    let expected = a * unit / (phi * 1e19) * pow(10, a * sigma * sigma * log(10))
    #expect((result.limit / expected - 1).magnitude < 1e-9)
  }

  /// Two separate maxima over J: the higher one is found for every σv.
  @Test func twoMaxima() throws {
    let shape = { (a: Double) -> Double in
      let x = a > 0 ? log10(a) : -9
      return 6 * exp(-pow((x + 1) / 0.15, 2)) + 9 * exp(-pow((x - 1) / 0.15, 2)) - 0.05 * a
    }
    let target = try Self.toy(unit: 1e-9, mean: 18, sigma: 0.8, shape)
    let profile = try LATProfile([target], Self.flat(50), .init())
    let unit = log10(1e-9 * (8 * .pi * 2500) / 9)
    for k in 0..<120 {
      let u = unit - 18 - 3 + 0.05 * Double(k) + 0.013
      var best = -Double.infinity
      for i in 0...200_000 {
        let x = 18 + (Double(i) / 200_000 - 0.5) * 12
        let g = profile.jet(0, u + x).value - 0.5 * pow((x - 18) / 0.8, 2)
        best = max(best, g)
      }
      #expect((profile.exact(u).value - best).magnitude < 1e-6, "u = \(u)")
    }
    let result = try LATAnalysis(targets: [target]).result(Self.flat(50))
    #expect((log10(result.best) - (unit - 17)).magnitude < 0.05)
  }

  /// Derivatives agree with differences.
  @Test func derivatives() throws {
    let shape = { (a: Double) in -0.5 * (a - 1) * (a - 1) + 0.1 * a * a / (1 + a) }
    let target = try Self.toy(unit: 1e-9, mean: 18, sigma: 0.4, shape)
    let profile = try LATProfile([target], Self.flat(50), .init())
    let middle = log10(1e-9 * (8 * .pi * 2500) / 9) - 18
    for k in -6...6 {
      let u = middle + 0.1 * Double(k) + 0.003
      let h = 1e-5
      let slope = (profile.exact(u + h).value - profile.exact(u - h).value) / (2 * h)
      let bend = (profile.exact(u + h).slope - profile.exact(u - h).slope) / (2 * h)
      let l = profile.exact(u)
      #expect((l.slope - slope).magnitude < 1e-6 * max(1, slope.magnitude))
      #expect((l.curvature - bend).magnitude < 1e-5 * max(1, bend.magnitude))
    }
  }

  // MARK: Against the specification

  @Test(.enabled(if: data != nil, noData), arguments: ["bb", "tautau"], [7.746, 100, 5000])
  func equalsSpecification(_ channel: String, _ mass: Double) throws {
    let targets = try Self.targets()
    let spectrum = try Self.dmfit(channel)
    let slice = try spectrum.slice(mass: mass)
    let specification = try LATSpecification(
      targets.map { (table: try Self.table($0.name), mean: $0.mean, sigma: $0.sigma) })
    let phi = try specification.fluxes(slice)
    let profile = try LATProfile(targets, slice, .init())
    let result = try profile.result(fall: 1.355)
    for factor in [0.01, 0.3, 1, 4] {
      let sv = result.limit * factor
      let plain = try specification.logLikelihood(sv, phi)
      #expect((profile.exact(log10(sv)).value - plain).magnitude < 1e-9)
    }
    let limit = try specification.limit(
      phi, bracket: result.limit * 1e-3...result.limit * 3)
    print("\(channel) \(mass) GeV: fast/plain - 1 = \(result.limit / limit - 1)")
    #expect((result.limit / limit - 1).magnitude < 1e-9)
  }

  @Test(.enabled(if: data != nil, noData))
  func singlesEqualSpecification() throws {
    let spectrum = try Self.dmfit("tautau")
    for target in try Self.targets(["sculptor", "Segue 1", "leo_IV", "Ursa Minor"]) {
      for mass in [2.0, 31.6, 900] {
        let slice = try spectrum.slice(mass: mass)
        let specification = try LATSpecification([
          (table: try Self.table(target.name), mean: target.mean, sigma: target.sigma)
        ])
        let result = try LATAnalysis(targets: [target]).result(slice)
        let limit = try specification.limit(
          specification.fluxes(slice), bracket: result.limit * 1e-3...result.limit * 10)
        #expect((result.limit / limit - 1).magnitude < 1e-9, "\(target.name) \(mass)")
      }
    }
  }

  // MARK: Properties

  /// One target twice with a shared J is not the same as two targets, but without uncertainty of J
  /// it is the same target with doubled ln L.
  @Test(.enabled(if: data != nil, noData))
  func twiceTheSameTarget() throws {
    let slice = try Self.dmfit("bb").slice(mass: 100)
    let draco = try Self.targets(["draco"])
    let fixed = LATOptions(profilesJ: false)
    let two = try LATAnalysis(targets: draco + draco, options: fixed).result(slice)
    let half = LATOptions(fall: 1.355 / 2, profilesJ: false)
    let one = try LATAnalysis(targets: draco, options: half).result(slice)
    #expect((two.limit / one.limit - 1).magnitude < 1e-10)
    #expect((two.testStatistic - 2 * one.testStatistic).magnitude < 1e-10)
  }

  @Test(.enabled(if: data != nil, noData))
  func curveLimitAndExclusionAgree() throws {
    let spectrum = try Self.dmfit("bb")
    let analysis = try LATAnalysis(targets: Self.targets())
    let result = try analysis.result(spectrum, mass: 35.36)
    let curve = try analysis.curve(
      spectrum.slice(mass: 35.36), crossSections: [0, result.best, result.limit])
    #expect(curve[0] == 0)
    #expect((2 * curve[1] - result.testStatistic).magnitude < 1e-9)
    #expect((curve[1] - curve[2] - 1.355).magnitude < 1e-9)
    #expect(try analysis.excludes(crossSection: result.limit * 1.001, spectrum, mass: 35.36))
    #expect(try !analysis.excludes(crossSection: result.limit * 0.999, spectrum, mass: 35.36))
    let exact = LATOptions(fall: LATOptions.exactQuantileFall)
    let other = try LATAnalysis(targets: analysis.targets, options: exact)
      .result(spectrum, mass: 35.36)
    #expect(other.limit < result.limit && other.limit > 0.998 * result.limit)
  }

  /// Another catalogue writes other names; dwarfs without a likelihood are left out only unasked.
  @Test(.enabled(if: data != nil, noData))
  func otherCatalogues() throws {
    let data = try #require(Self.data)
    let library = try PartFixture.library()
    #expect(try LATTargets.names(in: data).count == 48)
    let catalogue = try JCatalogue(table: "jfactors_mlfermidwarfs", in: library)
    let some = try LATTargets.targets(["Draco", "leo-ii"], catalogue: catalogue, in: data)
    #expect(some.map(\.name) == ["draco", "leo_II"])
    let nominal = try Self.targets(["Draco"])
    #expect(some[0].mean != nominal[0].mean)
    let all = try LATTargets.targets(catalogue: catalogue, in: data)
    print("\(all.count) of \(catalogue.entries.count) dwarfs have a likelihood")
    #expect(all.count > 20 && all.count <= catalogue.entries.count)
    #expect(
      PartFixture.refusal {
        _ = try LATTargets.targets(["Sirius"], catalogue: catalogue, in: data)
      }.contains("found Sirius"))
  }

  // MARK: Bad input

  static let good: [String] = (0..<2).flatMap { bin in
    (0..<4).map { "\(500 * (bin + 1)) \(500 * (bin + 2)) \(Double($0) * 1e-9) \(-$0)" }
  }

  /// The refusal of the good table with some rows replaced; an empty one disappears.
  private func refusal(_ changes: [Int: String]) throws -> String {
    let lines = Self.good.indices.compactMap { i in
      changes[i] == "" ? nil : changes[i] ?? Self.good[i]
    }
    let path = try PartFixture.file("# header\n" + lines.joined(separator: "\n") + "\n")
    return PartFixture.refusal { _ = try LATTable(reading: path, bins: 2, points: 4) }
  }

  @Test func goodTable() throws {
    let path = try PartFixture.file(Self.good.joined(separator: "\n"))
    let table = try LATTable(reading: path, bins: 2, points: nil)
    #expect(table.bins == [0.5...1, 1...1.5])
    #expect(table.fluxes[1] == 1e-9 * 1e-3)
    #expect(table.values == [0, -1, -2, -3, 0, -1, -2, -3])
  }

  @Test(arguments: [
    ([4: "", 5: "", 6: "", 7: ""], "found 1 energy bins"),
    ([2: ""], "line 5: found 3 fluxes"),
    ([1: "500 1000 nan 0"], "line 3, column 3: found \"nan\""),
    ([2: "500 1000 1e-9 0"], "line 4: found flux"),
    ([3: "500 1000 1e-8"], "line 5: found 3 columns"),
    ([3: "500 1000 1e-8 0 1"], "more than 4 columns"),
    ([0: "500 1000 1e-10 0"], "line 2: found first flux"),
    ([4: "1100 1500 0 0"], "without a gap"),
    ([4: "1000 900 0 0"], "line 6: found bin edges"),
  ])
  func badTables(_ changes: [Int: String], _ expected: String) throws {
    let sentence = try refusal(changes)
    #expect(sentence.contains(expected), "\(sentence)")
  }

  @Test func absentTable() {
    #expect(PartFixture.refusal { _ = try LATTable(reading: "/nowhere") }.contains("missing"))
  }

  @Test func badRequests() throws {
    let target = try Self.toy(unit: 1e-9, mean: 18, sigma: 0.2) { -$0 }
    let dark = TabulatedSlice(
      mass: 0.9, nodes: [0.1, 0.9], values: [1, 1], interpolation: .linearInEnergy, title: "dark")
    let analysis = try LATAnalysis(targets: [target])
    #expect(PartFixture.refusal { _ = try analysis.result(dark) }.contains("no photons"))
    #expect(PartFixture.refusal { _ = try LATAnalysis(targets: []) }.contains("found none"))
    #expect(
      PartFixture.refusal {
        _ = try LATAnalysis(targets: [target], options: .init(fall: -1))
      }.contains("fall of ln L"))
    #expect(
      PartFixture.refusal {
        _ = try analysis.curve(Self.flat(50), crossSections: [.nan])
      }.contains("cross-section"))
    let rising = try Self.toy(unit: 1e-9, mean: 18, sigma: 0) { $0 }
    #expect(
      PartFixture.refusal {
        _ = try LATAnalysis(targets: [rising]).result(Self.flat(50))
      }.contains("no upper limit"))
  }
}
