// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

/// What the solver refuses: the sentence names the parameter, what was found and what would do.
@Suite struct SolverRefusalTests {
  private func refusal(_ body: () throws -> Void) -> AssayError? {
    do { try body() } catch { return error as? AssayError }
    return nil
  }

  @Test func coarseGrid() throws {
    let problem = try CascadeFixture.problem(sum: 0.3, spacing: 4e-3)
    let error = refusal { _ = try CascadeSolver(problem) }
    // 1.5 T₀/m₃ with m₃ = 0.10809 eV.
    let text = try #require(error?.description)
    #expect(error?.status == .badInput)
    #expect(text.contains("grid spacing du: found 0.004"))
    #expect(text.contains("at most 2.33e-03"))
    #expect(text.contains("0.1081 eV"))
    // What it says would do does.
    _ = try CascadeSolver(CascadeFixture.problem(sum: 0.3, spacing: 2.32e-3))
  }

  @Test func shortGrid() throws {
    var problem = try CascadeFixture.problem()
    problem.grid = try CascadeGrid(lowest: 1e12, highest: 2e15, spacing: 4e-3)
    let error = refusal { _ = try CascadeSolver(problem) }
    let text = try #require(error?.description)
    #expect(text.contains("highest energy of the grid: found"))
    #expect(text.contains("eV, above which nothing is absorbed"))
  }

  @Test(arguments: [0, -1, 101, .nan] as [Double])
  func redshift(_ zmax: Double) throws {
    let good = try CascadeFixture.problem()
    let error = refusal {
      _ = try CascadeProblem(
        zPrime: good.zPrime, masses: good.masses, zmax: zmax, grid: good.grid)
    }
    #expect(error == .badValue(name: "zmax", found: "\(zmax)", accepted: "above 0, at most 100"))
  }

  @Test(arguments: [(0, 1e17, 1e-3), (1e17, 1e12, 1e-3), (1e12, 1e17, 0), (1e12, 1e17, 0.1)])
  func grids(_ lowest: Double, _ highest: Double, _ spacing: Double) {
    let error = refusal {
      _ = try CascadeGrid(lowest: lowest, highest: highest, spacing: spacing)
    }
    #expect(error?.status == .badInput)
  }

  @Test func evolutionTooShort() throws {
    let path = NSTemporaryDirectory() + "evolution-\(UUID()).txt"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "z W\n0 1\n1 4\n2 5\n".write(toFile: path, atomically: true, encoding: .utf8)
    let source = try SourceSpectrum(
      index: 2.5, evolution: .table(EvolutionTable.read(path)))
    let solver = try CascadeSolver(CascadeFixture.problem(zmax: 3))
    let error = refusal { _ = try solver.solve(source) }
    #expect(
      error
        == .badInput(
          file: path, place: "z", found: "redshifts up to 2.0",
          accepted: "a table that covers zmax = 3.0"))
    // Up to where the table goes it is used.
    let short = try CascadeSolver(CascadeFixture.problem(zmax: 2))
    #expect(try short.solve(source).allFlavours.min()! < 0.9)
  }

  /// A table that holds nothing up to zmax, or too much, leaves nothing to divide by.
  @Test(arguments: ["0 0\n3 0\n9 1\n", "0 1e308\n9 1e308\n", "0 1e-310\n9 1e-310\n"])
  func evolutionWithoutASum(_ text: String) throws {
    let path = NSTemporaryDirectory() + "evolution-\(UUID()).txt"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let source = try SourceSpectrum(index: 2.5, evolution: .table(EvolutionTable.read(path)))
    let problem = try CascadeFixture.problem(zmax: 3)
    for variant in CascadeSolver.Variant.allCases {
      let error = refusal { _ = try CascadeSolver(problem).solve(source, variant: variant) }
      #expect(error?.description.contains("up to zmax = 3.0; accepted: W of order 1") == true)
    }
    let error = refusal {
      _ = try CouplingScan(
        masses: [1e7], couplings: [5e-4], neutrinos: problem.masses, zmax: 3, source: source,
        window: 1e13...1e15)
    }
    #expect(error?.status == .badInput)
  }

  /// The bound is where the finite width, at s = 2m², leaves an optical depth of 0.01.
  @Test(arguments: [1e6, 1e7, 1e8], [0.5, 1, 4])
  func strongCoupling(_ mass: Double, _ kappa: Double) throws {
    let (relics, cosmology) = (RelicNeutrinos.reference, Cosmology.reference)
    let most = try ZPrime(mass: mass, coupling: 1e-4, kappa: kappa)
      .largestCoupling(relics, cosmology)
    let zPrime = try ZPrime(mass: mass, coupling: most, kappa: kappa)
    let area = CrossSection.squareCentimetres(
      try CrossSection(zPrime: zPrime, charge: 1)(s: 2 * mass * mass))
    let depth = area * relics.density * PhysicalConstants.speedOfLight / cosmology.hubble(0)
    #expect(abs(depth / ZPrime.negligibleDepth - 1) < 1e-8)
    let error = refusal {
      _ = try CascadeSolver(
        CascadeFixture.problem(mass: mass, coupling: 1.01 * most, kappa: kappa))
    }
    #expect(error?.description.contains("off the resonance") == true)
    _ = try CascadeSolver(CascadeFixture.problem(mass: mass, coupling: 0.99 * most, kappa: kappa))
  }

  @Test(arguments: [
    ("1 1\n2 1\n", "line 1", "z = 1.0"), ("0 1\n2 3\n1 2\n", "line 3", "z = 1.0"),
    ("0 1\n1 -2\n", "line 2", "W = -2.0"), ("0 1\n1 x\n", "line 2, column 2", "\"x\""),
    ("0 1\n", nil, "1 rows of z and W"),
  ])
  func evolutionFiles(_ text: String, _ place: String?, _ found: String) throws {
    let path = NSTemporaryDirectory() + "evolution-\(UUID()).txt"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    guard
      case .badInput(let file, place, found, _)? = refusal({
        _ = try EvolutionTable.read(path)
      })
    else {
      Issue.record("\(text.debugDescription) was not refused at \(place ?? "-")")
      return
    }
    #expect(file == path)
  }
}
