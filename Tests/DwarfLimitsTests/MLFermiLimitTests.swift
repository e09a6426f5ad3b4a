// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite("MLFermi: limits")
struct MLFermiLimitTests {
  private static let rounding = 1e-9

  private func target(
    counts: [Double], lnBackground: [Double], density: JDensity, exposure: Double = 3e11
  ) -> DwarfTarget {
    DwarfTarget(
      name: "toy", counts: counts, lnBackground: lnBackground,
      exposure: counts.map { _ in exposure }, density: density)
  }

  private func close(_ a: Double, _ b: Double, _ relative: Double) -> Bool {
    (a - b).magnitude <= relative * b.magnitude
  }

  @Test("no counts, J known: Δ/2 photons", arguments: [1e-3, 1.0, 2.71, 3.84])
  func noCounts(delta: Double) throws {
    let density = try JDensity.known(18.7)
    let analysis = try DwarfAnalysis(targets: [
      target(counts: [0, 0], lnBackground: [1, -2], density: density)
    ])
    let limit = try analysis.upperLimit(mass: 100, yields: [2, 3], delta: delta)
    let photons = pow(10, 18.7) * limit * 5 * 3e11 / (8 * .pi * 100 * 100)
    #expect(close(photons, delta / 2, Self.rounding))
    let grid = try analysis.upperLimit(
      mass: 100, yields: [2, 3], delta: delta, search: .compatible)
    // The published grid has no ⟨σv⟩ = 0: its minimum lies at 1e-27.
    let first = 1e-27
    #expect(grid - first >= limit * (1 - Self.rounding))
    #expect(close(grid - first, limit, 0.0012 * grid / limit))
  }

  @Test("J → cJ moves the limit by 1/c", arguments: [0.3, -0.7])
  func scaling(shift: Double) throws {
    func limit(_ mean: Double) throws -> Double {
      let density = try JDensity.logNormal(mean: mean, sigma: 0.3)
      return try DwarfAnalysis(targets: [
        target(counts: [29, 4], lnBackground: [3.2, 1.5], density: density)
      ]).upperLimit(mass: 50, yields: [1, 2])
    }
    #expect(close(try limit(18 + shift) * pow(10, shift), try limit(18), Self.rounding))
  }

  @Test("a narrow J is a known J")
  func narrow() throws {
    func limit(_ density: JDensity) throws -> Double {
      try DwarfAnalysis(targets: [
        target(counts: [29, 4], lnBackground: [3.2, 1.5], density: density)
      ]).upperLimit(mass: 50, yields: [1, 2])
    }
    let known = try limit(.known(18))
    #expect(close(try limit(.logNormal(mean: 18, sigma: 1e-5)), known, 1e-6))
    #expect(try limit(.logNormal(mean: 18, sigma: 0.3)) > known)
  }

  @Test("a dwarf twice is doubled counts")
  func doubled() throws {
    let density = try JDensity.known(18.2)
    let one = target(counts: [12, 3], lnBackground: [2.1, 1], density: density)
    let two = target(
      counts: [24, 6], lnBackground: [2.1 + log(2.0), 1 + log(2.0)], density: density,
      exposure: 6e11)
    let a = try DwarfAnalysis(targets: [one, one]).upperLimit(mass: 30, yields: [1, 1])
    let b = try DwarfAnalysis(targets: [two]).upperLimit(mass: 30, yields: [1, 1])
    #expect(close(a, b, Self.rounding))
  }

  @Test("the grid's limit is the first grid point above the root")
  func gridAgainstRoot() throws {
    let inputs = try EmbeddedInputs(MLFermiFixture.library())
    let target = DwarfTarget(
      try inputs.dwarf("leo-ii"), density: try inputs.catalogue.density("Leo II"))
    let analysis = try DwarfAnalysis(targets: [target])
    for mass in inputs.masses {
      let yields = try inputs.yields(channel: "bb", mass: mass)
      let root = try analysis.upperLimit(mass: mass, yields: yields, delta: 3.84)
      let grid = try analysis.upperLimit(
        mass: mass, yields: yields, delta: 3.84, search: .compatible)
      // One grid step, and 1e-27 for the minimum that the grid cuts off.
      #expect((grid / root - 1).magnitude < 0.00116 + 2e-27 / root, "\(mass) GeV")
    }
  }

  @Test("excluded means above the limit")
  func excluded() throws {
    let analysis = try DwarfAnalysis(targets: [
      target(counts: [5], lnBackground: [1.4], density: try .logNormal(mean: 18, sigma: 0.2))
    ])
    let limit = try analysis.upperLimit(mass: 10, yields: [1])
    #expect(try analysis.excluded(crossSection: limit * 1.001, mass: 10, yields: [1]))
    #expect(try !analysis.excluded(crossSection: limit * 0.999, mass: 10, yields: [1]))
    #expect(try !analysis.excluded(crossSection: 0, mass: 10, yields: [1]))
  }

  @Test("the curve is the one that the limit is read from")
  func curve() throws {
    let analysis = try DwarfAnalysis(targets: [
      target(counts: [5], lnBackground: [1.4], density: try .logNormal(mean: 18, sigma: 0.2))
    ])
    let curve = try analysis.curve(mass: 10, yields: [1])
    let limit = try analysis.upperLimit(mass: 10, yields: [1], delta: 3.84, search: .compatible)
    #expect(curve.rise.min() == 0)
    let k = try #require(curve.crossSections.firstIndex { $0 > limit })
    #expect(curve.rise[k] > 3.84 && curve.rise[k - 1] <= 3.84)
  }

  @Test("bad input gets a sentence")
  func refusals() throws {
    let density = try JDensity.known(18)
    let good = target(counts: [5, 1], lnBackground: [1.4, 1], density: density)
    let analysis = try DwarfAnalysis(targets: [good])
    var short = good
    short.exposure = [1e11]
    var negative = good
    negative.counts = [5, -1]
    let cases: [(String, () throws -> Void)] = [
      ("at least one dwarf", { _ = try DwarfAnalysis(targets: []) }),
      ("equally many", { _ = try DwarfAnalysis(targets: [short]) }),
      ("whole counts", { _ = try DwarfAnalysis(targets: [negative]) }),
      ("1e-3 to 1e9 GeV", { _ = try analysis.upperLimit(mass: -1, yields: [1, 1]) }),
      ("2 bins", { _ = try analysis.upperLimit(mass: 1, yields: [1]) }),
      ("not all zero", { _ = try analysis.upperLimit(mass: 1, yields: [0, 0]) }),
      ("positive number", { _ = try analysis.upperLimit(mass: 1, yields: [1, 1], delta: .nan) }),
      (
        "a number ≥ 0", { _ = try analysis.excluded(crossSection: .nan, mass: 1, yields: [1, 1]) }
      ),
    ]
    for (words, body) in cases {
      let sentence = try MLFermiFixture.sentence(body)
      #expect(sentence.contains(words), "\(sentence)")
    }
  }
}
