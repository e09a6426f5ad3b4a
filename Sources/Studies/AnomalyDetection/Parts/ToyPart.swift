// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Drawn events of test beds, ranked: the figures of merit must find the optimum within their errors.
enum ToyPart {
  static let twoLevels = [1e-2, 1e-3]

  /// Events of a sample.
  private static func size(_ tier: Tier) -> Int { tier == .quick ? 100_000 : 2_000_000 }

  /// One row of a bed: the area, and efficiencies at some levels.
  private static func row(
    _ background: [Double], _ signal: [Double], _ levels: [Double],
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> [Estimate] {
    let curve = ReceiverCurve(
      background: try RankedScores(background, of: "background"),
      signal: try RankedScores(signal, of: "signal"), conventions.merit)
    return [curve.area] + levels.map(curve.efficiency(atBackground:))
  }

  /// A task whose columns are filled by rows of estimates along the axes of a table.
  private static func task(
    _ id: String, along table: String, _ columns: [TableColumn], cost: Double,
    _ context: RunContext,
    rows: @escaping @Sendable (TableAxes, TaskContext) throws(AssayError) -> [[Estimate]]
  ) -> StudyTask {
    StudyTask(id: id, provides: columns.map(\.id), cost: cost) { task throws(AssayError) in
      let axes = try TableAxes(table, context)
      let rows = try rows(axes, task)
      return columns.enumerated().map { index, column in
        Observable(
          id: column.id, title: column.title, axes: axes.all, values: rows.map { $0[index] })
      }
    }
  }

  private static func columns(
    _ prefix: String, _ levels: [Double], _ what: String
  ) -> [TableColumn] {
    [TableColumn("\(prefix).area", "AUC of ranked toys, \(what)")]
      + levels.map {
        TableColumn(
          "\(prefix).efficiency.\($0)", "Signal efficiency of ranked toys at \($0), \(what)")
      }
  }

  static func shift(_ context: RunContext, _ conventions: AnomalyConventions) -> StudyTask {
    let levels = SignificanceImprovement.levels
    let columns = columns("toys.shift", levels, "shifted normal")
    return task(
      "toys.shift", along: "np-optimum-shift", columns, cost: context.tier == .quick ? 0.1 : 2,
      context
    ) { axes, task throws(AssayError) in
      let size = size(context.tier)
      var rows: [[Estimate]] = []
      for delta in try axes.numbers(0) {
        let bed = OptimumPart.bed(shift: delta, conventions)
        let (background, signal) = (
          bed.toys(
            size, signal: false, seed: task.seed, stream: "shift \(delta)", threads: task.threads),
          bed.toys(
            size, signal: true, seed: task.seed, stream: "shift \(delta)", threads: task.threads)
        )
        rows.append(try row(background, signal, levels, conventions))
      }
      return rows
    }
  }

  static func counts(_ context: RunContext, _ conventions: AnomalyConventions) -> StudyTask {
    let columns = columns("toys.count", twoLevels, "Poisson counts")
    return task(
      "toys.count", along: "np-optimum-counts", columns, cost: context.tier == .quick ? 0.1 : 2,
      context
    ) { axes, task throws(AssayError) in
      let size = size(context.tier)
      var rows: [[Estimate]] = []
      for (background, signal) in zip(try axes.numbers(0), try axes.numbers(1)) {
        let bed = CountBed(background: background, signal: signal)
        rows.append(
          try row(
            bed.toys(
              size, signal: false, seed: task.seed, stream: "count \(signal)",
              threads: task.threads),
            bed.toys(
              size, signal: true, seed: task.seed, stream: "count \(signal)",
              threads: task.threads), twoLevels, conventions))
      }
      return rows
    }
  }

  /// Ranks are taken among a background sample of their own, as large as the one that sets the
  /// threshold.
  static func combinations(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns = columns("toys.combination", twoLevels, "combined ranks")
    return task(
      "toys.combination", along: "combination-ranks", columns,
      cost: context.tier == .quick ? 0.5 : 12, context
    ) { axes, task throws(AssayError) in
      let size = size(context.tier)
      var rows: [[Estimate]] = []
      let kinds = try axes.values(0, from: ScoreCombination.allCases.map { ($0.label, $0) })
      let shifts = zip(try axes.numbers(1), try axes.numbers(2)).map { SIMD2($0, $1) }
      var drawn:
        [SIMD2<Double>: (background: [[Double]], signal: [[Double]], ranks: [RankedScores])] =
          [:]
      for (kind, shift) in zip(kinds, shifts) {
        if drawn[shift] == nil {
          let bed = CombinationBed(shift.x, shift.y)
          func toys(_ signal: Bool, _ stream: String) -> [[Double]] {
            bed.toys(
              size, signal: signal, seed: task.seed, stream: "combination \(shift) \(stream)",
              threads: task.threads)
          }
          var ranks: [RankedScores] = []
          for scores in toys(conventions.merit.ranksAmongSignal, "ranks") {
            ranks.append(try RankedScores(scores, of: "background"))
          }
          drawn[shift] = (toys(false, "test"), toys(true, "test"), ranks)
        }
        let (background, signal, ranks) = drawn[shift]!
        func combined(_ scores: [[Double]]) -> [Double] {
          kind.scores(scores, calibration: ranks, threads: task.threads, conventions.merit)
        }
        rows.append(
          try row(combined(background), combined(signal), twoLevels, conventions))
      }
      return rows
    }
  }
}
