// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import NeutrinoCascade

/// The solver against the Monte Carlo, as the comparison of the study does it.
struct ColdSolverTests {
  private static let edges = (0...16).map { pow(10, 14 + 0.1 * Double($0)) }
  private static let root: String = {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  private static func context(fault: String? = nil) throws -> RunContext {
    RunContext(
      reference: try ReferenceLibrary.load(study: "neutrino-cascade", root: root + "/Reference"),
      fault: fault)
  }

  private static func run(_ context: RunContext, threads: Int) throws -> [Observable] {
    try MonteCarloPart.tasks(context).flatMap {
      try $0.run(
        TaskContext(seed: context.seed, stream: Philox.stream(of: $0.id), threads: threads))
    }
  }

  /// The verdict of the study's own comparison.
  @Test func reproduced() throws {
    let context = try Self.context()
    let observables = try Self.run(context, threads: 2)
    #expect(observables.map(\.id) == ["cold.A", "cold.B"])
    for observable in observables {
      #expect(observable.values.count == 16)
      #expect(observable.values.allSatisfy { $0.standardError! < 2.5e-3 })
      #expect(observable.values.contains { $0.standardError! > 0 })
    }
    #expect(try Self.verdict(observables, context) == .reproduced)
  }

  /// A fault bends the solver, not the Monte Carlo.
  @Test(arguments: ["wrong-kappa", "one-neutrino", "shares-dropped"])
  func fault(_ fault: String) throws {
    let context = try Self.context(fault: fault)
    #expect(try Self.verdict(Self.run(context, threads: 2), context) == .discrepant)
  }

  private static func verdict(
    _ observables: [Observable], _ context: RunContext
  ) throws -> Verdict.Status {
    let comparison = try #require(
      context.reference.comparisons.first { $0.id == "cold-monte-carlo" })
    return try Judge.verdict(
      of: comparison, library: context.reference, results: Results(observables)
    ).status
  }

  /// Targets at their full momenta differ by more than the bound, a fifth of them by about twice as
  /// much as a tenth: the rest of the difference is thermal.
  @Test(arguments: MonteCarloPart.benchmarks)
  func thermalEffect(_ benchmark: CascadeBenchmark) throws {
    let cold = try MonteCarloPart.monteCarlo(benchmark, edges: Self.edges)
      .run(primaries: 4_000_000, seed: 8, stream: 8).allFlavours
    func distance(_ scale: Double, _ spacing: Double) throws -> Double {
      let solver = try MonteCarloPart.solverRatios(
        benchmark, edges: Self.edges, momentumScale: scale, spacing: spacing)
      return zip(solver, cold).reduce(0) { $0 + abs($1.0 / $1.1.value - 1) } / 16
    }
    let full = try distance(1, 2e-3)
    let fifth = try distance(0.2, 8e-4)
    let tenth = try distance(0.1, 4e-4)
    #expect(full > 8e-3)
    #expect(fifth < 0.35 * full && tenth < 0.7 * fifth)
  }

  /// The average of a ratio over a bin.
  @Test func binAverage() throws {
    let grid = try CascadeGrid(lowest: 1e14, highest: 1e15, spacing: 1e-3)
    let source = try SourceSpectrum(index: 2.5, evolution: .none)
    let one = [Double](repeating: 1, count: grid.count)
    let spectrum = CascadeSpectrum(
      grid: grid, source: source, mixing: [], massStates: [one, one, one], freeStreaming: 1)
    // Ends between grid points.
    let (low, high) = (1.23456e14, 1.7e14)
    let flat = MonteCarloPart.average(spectrum, one, from: low, to: high)
    #expect(abs(flat - 1) < 1e-14)
    // ∫ E · E^−2.5 dE / ∫ E^−2.5 dE.
    let rising = MonteCarloPart.average(spectrum, grid.energies, from: low, to: high)
    let exact = 3 * (pow(low, -0.5) - pow(high, -0.5)) / (pow(low, -1.5) - pow(high, -1.5))
    #expect(abs(rising / exact - 1) < 1e-6)
  }
}
