// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
internal import Harness
internal import Numerics

/// The transport equation against single neutrinos, both with (nearly) cold targets.
///
/// The value is the solver's ratio to free streaming, averaged over a bin, over that of
/// ``ColdCascade``; its standard error is that of the Monte Carlo. The solver keeps a twentieth of
/// the momenta of relic neutrinos, for its grid must resolve the resonance. What that still moves is
/// about linear in the momenta: 0.0017 (A) and 0.0045 (B) at most, where all of them move 0.037 and
/// 0.044. Against it stands the bound of 0.015.
enum MonteCarloPart {
  static let table = "cold_cascade"
  static let benchmarks = [CascadeBenchmark.a, .b]

  /// Errors below 0.2 %, 0.1 % and 0.05 % in every bin.
  private static func primaries(_ tier: Tier) -> Int {
    switch tier {
    case .quick: 4_000_000
    case .standard: 16_000_000
    case .full: 64_000_000
    }
  }

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let primaries = primaries(context.tier)
    // The Monte Carlo never bends: faults of the solver must show against it.
    let conventions = CascadeConventions(fault: context.fault)
    return benchmarks.map { benchmark in
      let id = "cold.\(benchmark.rawValue)"
      return StudyTask(
        id: id, provides: [id], cost: 0.7 + 1e-7 * Double(primaries)
      ) { task throws(AssayError) in
        let rows = try bins(context)
        let solver = try solverRatios(benchmark, edges: rows.edges, conventions)
        let spectrum = try monteCarlo(benchmark, edges: rows.edges).run(
          primaries: primaries, seed: task.seed, stream: task.stream, threads: task.threads)
        let values = zip(solver, spectrum.allFlavours).map { solver, cold in
          Estimate(
            solver / cold.value,
            standardError: cold.standardError! * solver / (cold.value * cold.value))
        }
        return [
          Observable(
            id: id, title: "Solver over Monte Carlo with cold targets, \(benchmark.rawValue)",
            axes: [rows.axis], values: values)
        ]
      }
    }
  }

  /// The Monte Carlo always follows production physics: faults of the solver must show against it.
  static func monteCarlo(
    _ benchmark: CascadeBenchmark, edges: [Double]
  ) throws(AssayError) -> ColdCascade {
    let problem = try benchmark.problem(spacing: CascadeBenchmark.coarsest)
    return try ColdCascade(
      zPrime: problem.zPrime, masses: problem.masses, zmax: problem.zmax,
      source: try CascadeBenchmark.source(), edges: edges)
  }

  /// The bins of log₁₀ E of the reference table, as edges [eV].
  private static func bins(
    _ context: RunContext
  ) throws(AssayError) -> (axis: Axis, edges: [Double]) {
    let table = try context.reference.table(table)
    let column = table.independent.first
    let ranges = column?.bins.compactMap { $0 } ?? []
    guard let column, !ranges.isEmpty, ranges.count == column.bins.count,
      zip(ranges, ranges.dropFirst()).allSatisfy({ $0.upperBound == $1.lowerBound })
    else {
      throw .badInput(
        file: table.file, place: "independent_variables", found: "\(ranges.count) bins",
        accepted: "bins (low, high) of log10 E, each beginning where the last one ends")
    }
    let edges = [ranges[0].lowerBound] + ranges.map(\.upperBound)
    return (column.axis, edges.map { pow(10, $0) })
  }
}
