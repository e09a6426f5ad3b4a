// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Rice's formula and the bound that rests on it, in closed form and against simulated processes.
enum LookElsewherePart {
  /// The grid of the reference: L/l = 50 in steps of 0.05 l.
  static let (points, step) = (1001, 0.05)

  private static func processes(_ tier: Tier) -> Int {
    switch tier {
    case .quick: 20_000
    case .standard: 400_000
    case .full: 4_000_000
    }
  }

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    return [bound(context, conventions), grid(context, conventions), scan(context, conventions)]
      + [processes(context, conventions)]
  }

  private static func rice(_ range: Double, _ conventions: SearchConventions) -> RiceBound {
    var rice = RiceBound(range: range)
    rice.conventions = conventions
    return rice
  }

  private static func bound(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("rice.local", "Local p-value"),
      TableColumn("rice.crossings", "Expected up-crossings"),
      TableColumn("rice.bound", "Bound on the global p-value"),
      TableColumn("rice.trials", "Trial factor"),
    ]
    return StudyTask(filling: "gross-vitells-rice", columns, context) { axes throws(AssayError) in
      zip(try axes.numbers(0), try axes.numbers(1)).map { range, u in
        let rice = rice(range, conventions)
        return [rice.localP(u), rice.upCrossings(u), rice.globalP(u), rice.trialFactor(u)]
      }
    }
  }

  private static func grid(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let column = TableColumn("rice.grid", "Expected up-crossings on the grid")
    return StudyTask(filling: "rice-grid", [column], context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      let rice = rice(Double(points - 1) * step, conventions)
      for u in try axes.numbers(0) {
        rows.append([try rice.upCrossings(u, steps: points - 1, of: step)])
      }
      return rows
    }
  }

  private static func scan(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let column = TableColumn("rice.chi2", "Up-crossings at c over those at c₀")
    return StudyTask(filling: "chi2-scan", [column], context) { axes throws(AssayError) in
      let rice = rice(1, conventions)
      return zip(try axes.numbers(0), try axes.numbers(1)).map { c0, c in
        [rice.scaled(upCrossings: 1, at: c0, to: c)]
      }
    }
  }

  private static func processes(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = processes(context.tier)
    return StudyTask(
      id: "process", provides: ["process.p", "process.crossings"], cost: 4e-5 * Double(count)
    ) { task throws(AssayError) in
      let axes = try TableAxes("gross-vitells-toys", context)
      let levels = try axes.numbers(0)
      let counts = GaussianProcess(points: points, step: step, conventions).run(
        count, levels: levels, seed: task.seed, stream: task.stream, threads: task.threads)
      func values(_ estimates: [GaussianProcess.Counts.Estimate]) -> [Estimate] {
        estimates.map { Estimate($0.value, standardError: $0.error) }
      }
      return [
        Observable(
          id: "process.p", title: "Global p-value of simulated processes", axes: axes.all,
          values: values(counts.globalP)),
        Observable(
          id: "process.crossings", title: "Mean up-crossings of simulated processes",
          axes: axes.all, values: values(counts.upCrossings)),
      ]
    }
  }
}
