// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// What the solver must obey whatever the numbers: conservation of energy, scaling, convergence,
/// and the agreement of its variants.
enum IdentitiesPart {
  /// du of the balance, the scaling and the variants.
  static let spacing = CascadeBenchmark.coarsest

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = CascadeConventions(fault: context.fault)
    return [
      perBenchmark(
        "identity.energy", "energy_balance", "Relative excess of energy, du = 4e-3", cost: 0.1,
        context
      ) { benchmark throws(AssayError) in
        try benchmark.spectrum(spacing: spacing, conventions).energyImbalance
      },
      perBenchmark(
        "identity.scaling", "scaling_identity", "(m, g) against (2m, 2g)", cost: 0.1, context
      ) { benchmark throws(AssayError) in
        let one = try benchmark.spectrum(spacing: spacing, conventions)
        let two = try benchmark.spectrum(spacing: spacing, scale: 2, conventions)
        return largest(one.allFlavours, two.allFlavours)
      },
      perBenchmark(
        "identity.order", "convergence_order", "Richardson order in du", cost: 0.6, context
      ) { benchmark throws(AssayError) in
        try order(benchmark, conventions)
      },
    ] + (try variants(context, conventions))
  }

  private typealias Value = @Sendable (CascadeBenchmark) throws(AssayError) -> Double

  private static func perBenchmark(
    _ id: String, _ table: String, _ title: String, cost: Double, _ context: RunContext,
    _ value: @escaping Value
  ) -> StudyTask {
    StudyTask(id: id, provides: [id], cost: cost) { _ throws(AssayError) in
      let axes = try TableAxes(table, context)
      let known = CascadeBenchmark.allCases.map { ($0.rawValue, $0) }
      var values: [Double] = []
      for benchmark in try axes.values(0, from: known) { values.append(try value(benchmark)) }
      return [Observable(id: id, title: title, axes: axes.all, exact: values)]
    }
  }

  /// log₂ of the largest change of the all-flavour ratio from du = 4e-3 to 2e-3 over that from 2e-3
  /// to 1e-3, at the points that the three grids share.
  static func order(
    _ benchmark: CascadeBenchmark, _ conventions: CascadeConventions
  ) throws(AssayError) -> Double {
    var grids: [[Double]] = []
    for (spacing, every) in [(4e-3, 1), (2e-3, 2), (1e-3, 4)] {
      let ratio = try benchmark.spectrum(spacing: spacing, conventions).allFlavours
      grids.append(stride(from: 0, to: ratio.count, by: every).map { ratio[$0] })
    }
    return log2(largest(grids[0], grids[1]) / largest(grids[1], grids[2]))
  }

  /// All pairs of variants; the scalar spectrum of a benchmark is computed for each.
  private static func variants(
    _ context: RunContext, _ conventions: CascadeConventions
  ) throws(AssayError) -> [StudyTask] {
    [
      StudyTask(
        id: "identity.variants", provides: ["identity.variants"], cost: 3
      ) { task throws(AssayError) in
        let axes = try TableAxes("variants", context)
        let known = CascadeBenchmark.allCases.enumerated().flatMap { index, benchmark in
          [
            ("suffix sums against dense, \(benchmark.rawValue)", 2 * index),
            ("vector code against scalar, \(benchmark.rawValue)", 2 * index + 1),
          ]
        }
        let wanted = try axes.values(0, from: known)
        let results = Parallel.map(CascadeBenchmark.allCases.count, threads: task.threads) { k in
          Result { () throws(AssayError) in
            try differences(CascadeBenchmark.allCases[k], conventions)
          }
        }
        var values: [Double] = []
        for result in results { values += try result.get() }
        return [
          Observable(
            id: "identity.variants", title: "Largest difference between variants, du = 4e-3",
            axes: axes.all, exact: wanted.map { values[$0] })
        ]
      }
    ]
  }

  /// Largest differences of the ratios of the three mass states from those of the scalar variant:
  /// of the dense one, and of the vector code.
  private static func differences(
    _ benchmark: CascadeBenchmark, _ conventions: CascadeConventions
  ) throws(AssayError) -> [Double] {
    let scalar = try benchmark.spectrum(spacing: spacing, conventions, variant: .scalar)
    var differences: [Double] = []
    for variant in [CascadeSolver.Variant.dense, .simd] {
      let other = try benchmark.spectrum(spacing: spacing, conventions, variant: variant)
      differences.append(
        zip(scalar.massStates, other.massStates).map { largest($0, $1) }.max() ?? 0)
    }
    return differences
  }

  /// Largest |a − b| at the points both have.
  static func largest(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }
}
