// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Limits on counts: one Poisson bin in several statistics, their coverage, and MADHAT.
public enum CountingPart {
  public static let faults = CountingConventions.faults
  static let dataset = "madhat"
  static let folder = "dwarf-limits/madhat"
  static let statisticsTable = "statistics_upper_limits"
  static let coverageTable = "analytic_classical_coverage"
  /// One-sided 95 % as printed, and χ²₁(0.95).
  static let deltas = [2.71, 3.841458820694124]

  public static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = CountingConventions(fault: context.fault)
    return statistics(context, conventions)
      + [coverage(context, conventions), madhat(context, conventions)]
  }

  // MARK: One count

  private typealias Limit = @Sendable (CountingExperiment) throws(AssayError) -> Double

  private static func statistics(
    _ context: RunContext, _ conventions: CountingConventions
  ) -> [StudyTask] {
    let deltas = conventions.swapsDeltas ? Array(deltas.reversed()) : deltas
    func ratio(_ delta: Double, _ sigmaJ: Double, _ sigmaB: Double) -> Limit {
      { (x) throws(AssayError) in
        try x.likelihoodLimit(
          delta: delta, sigmaJ: sigmaJ, sigmaBackground: sigmaB, conventions)
      }
    }
    let known: [(String, String, Limit)] = [
      ("stats.known.2.71", "Limit, known background, Δ = 2.71", ratio(deltas[0], 0, 0)),
      ("stats.known.chi2", "Limit, known background, Δ = χ²₁(0.95)", ratio(deltas[1], 0, 0)),
    ]
    let profiled: [(String, String, Limit)] = [0.05, 0.2, 0.6].map {
      ("stats.j.\($0)", "Limit, J profiled, \($0) dex", ratio(deltas[0], $0, 0))
    }
    let both: [(String, String, Limit)] = [
      ("stats.jb", "Limit, J (0.2 dex) and ln b (0.18) profiled", ratio(deltas[0], 0.2, 0.18))
    ]
    let classical: [(String, String, Limit)] = [
      (
        "stats.classical", "Classical 95 % limit",
        { (x) throws(AssayError) in try x.classicalLimit(tail: conventions.tail) }
      ),
      (
        "stats.cls", "CLs 95 % limit",
        { (x) throws(AssayError) in
          try x.clsLimit(tail: conventions.tail, divides: conventions.dividesByBackground)
        }
      ),
    ]
    return [
      task("stats.known", known, context, cost: 0.001),
      task("stats.j", profiled, context, cost: 0.01),
      // A background of zero has no logarithm to vary.
      task("stats.jb", both, context, cost: 0.05) { $0.background > 0 },
      task("stats.classical", classical, context, cost: 0.001),
    ]
  }

  private static func task(
    _ id: String, _ columns: [(id: String, title: String, limit: Limit)], _ context: RunContext,
    cost: Double, where keep: @escaping @Sendable (CountingExperiment) -> Bool = { _ in true }
  ) -> StudyTask {
    StudyTask(id: id, provides: columns.map(\.id), cost: cost) { _ throws(AssayError) in
      let experiments = try experiments(context).filter(keep)
      let axes = [
        Axis("n observed", numbers: experiments.map { Double($0.observed) }),
        Axis("b expected", numbers: experiments.map(\.background)),
      ]
      var observables: [Observable] = []
      for column in columns {
        var values: [Double] = []
        for experiment in experiments { values.append(try column.limit(experiment)) }
        observables.append(
          Observable(
            id: column.id, title: column.title, units: "counts", axes: axes, exact: values))
      }
      return observables
    }
  }

  /// Counts and backgrounds of the table's rows.
  private static func experiments(
    _ context: RunContext
  ) throws(AssayError) -> [CountingExperiment] {
    let table = try context.reference.table(statisticsTable)
    let columns = InputColumns(table)
    var experiments: [CountingExperiment] = []
    for (n, b) in zip(try columns.axisNumbers(0), try columns.axisNumbers(1)) {
      guard let count = Int(exactly: n) else {
        throw .badInput(
          file: table.file, place: "n observed", found: "\(n)", accepted: "whole numbers")
      }
      experiments.append(try CountingExperiment(observed: count, background: b))
    }
    return experiments
  }

  // MARK: Coverage

  private static func toys(_ tier: Tier) -> Int {
    switch tier {
    case .quick: 200_000
    case .standard: 2_000_000
    case .full: 20_000_000
    }
  }

  private static func coverage(
    _ context: RunContext, _ conventions: CountingConventions
  ) -> StudyTask {
    let toys = toys(context.tier)
    return StudyTask(
      id: "stats.coverage", provides: ["stats.coverage"], cost: 1.5e-6 * Double(toys)
    ) { task throws(AssayError) in
      let columns = try InputColumns(context.reference.table(coverageTable))
      let signals = try columns.axisNumbers(0)
      let backgrounds = try columns.axisNumbers(1)
      var values: [Estimate] = []
      for (row, (s, b)) in zip(signals, backgrounds).enumerated() {
        let test = try ClassicalCoverage(
          signal: s, background: b, tail: conventions.tail, conventions)
        let (value, error) = test.simulate(
          toys: toys, seed: task.seed, stream: task.stream &+ UInt64(row))
        values.append(Estimate(value, standardError: error))
      }
      return [
        Observable(
          id: "stats.coverage", title: "Coverage of the classical 95 % limit",
          axes: [
            Axis("s", units: "counts", numbers: signals),
            Axis("b", units: "counts", numbers: backgrounds),
          ], values: values)
      ]
    }
  }
}
