// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The challenge's published efficiencies: its own ranking recomputed, and arithmetic on its tables.
enum PublishedPart {
  static let comparisons = [
    "total-improvement", "total-improvement-svdd", "published-columns", "published-targets",
  ]
  static let efficiencies = "darkmachines-per-signal"
  private static let grid = "darkmachines-deep-svdd-grid"
  /// The row of the grid whose efficiencies are among the inputs: target C0 in 13 dimensions.
  private static let scanned = "DeepSVDD_C0_d13"

  private static func refusal(
    _ context: RunContext, _ found: String, accepted: String
  ) throws(AssayError) -> AssayError {
    .badInput(
      file: try context.reference.table(efficiencies).file, place: nil, found: found,
      accepted: accepted)
  }

  static func tasks(_ context: RunContext, _ conventions: AnomalyConventions) -> [StudyTask] {
    [
      improvement(context, conventions), columns(context, conventions),
      targets(context, conventions),
    ]
  }

  private static func observable(
    _ id: String, _ title: String, _ axis: Axis, _ values: [Double]
  ) -> Observable {
    Observable(id: id, title: title, axes: [axis], exact: values)
  }

  private static func improvement(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let names = ["least", "median", "largest"]
    let ids = names.map { "improvement.\($0)" }
    let single = names.map { "improvement.svdd.\($0)" }
    return StudyTask(id: "published.improvement", provides: ids + single) {
      task throws(AssayError) in
      let table = try EfficiencyTable(context.reference.table(efficiencies))
      let all = TotalImprovement.all(table, threads: task.threads, conventions.merit)
      let models = Axis("model", names: all.map(\.model))
      let columns = [all.map(\.least), all.map(\.median), all.map(\.largest)]
      guard let svdd = all.firstIndex(where: { $0.model == scanned }) else {
        throw try refusal(context, "no model \(scanned)", accepted: "one row of the Deep SVDD scan")
      }
      return ids.indices.map { k in
        observable(ids[k], "Total improvement, \(names[k]) of the signals", models, columns[k])
      }
        + ids.indices.map { k in
          Observable(
            id: single[k], title: "Total improvement of \(scanned), \(names[k]) of the signals",
            exact: [columns[k][svdd]])
        }
    }
  }

  /// Rows whose entries at the two lowest levels are the same number, and what is left without the
  /// lowest.
  private static func columns(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let ids = [
      "columns.filled", "columns.equal", "columns.least", "columns.median", "columns.largest",
    ]
    return StudyTask(id: "published.columns", provides: ids) { task throws(AssayError) in
      let table = try EfficiencyTable(context.reference.table(efficiencies))
      let levels = EfficiencyTable.levels
      let rows = table.pairs.count
      var (filled, equal): ([Double], [Double]) = ([], [])
      for model in table.models.indices {
        let own = (0..<rows).map { row in
          let first = (model * rows + row) * levels
          return (table.efficiencies[first + 1], table.efficiencies[first + 2])
        }
        let entered = own.filter { conventions.countsEmptyRows || $0.0 != 0 || $0.1 != 0 }
        filled.append(Double(entered.count))
        equal.append(Double(entered.count { $0.0 == $0.1 }))
      }
      let kept = TotalImprovement.all(
        table, levels: conventions.keepsLastLevel ? nil : [0, 1], threads: task.threads,
        conventions.merit)
      let models = Axis("model", names: table.models)
      return [
        observable(ids[0], "Rows with an entry at 1e-3 or 1e-4", models, filled),
        observable(ids[1], "Of them with the same number at both", models, equal),
        observable(ids[2], "Least total improvement without 1e-4", models, kept.map(\.least)),
        observable(ids[3], "Median total improvement without 1e-4", models, kept.map(\.median)),
        observable(ids[4], "Largest total improvement without 1e-4", models, kept.map(\.largest)),
      ]
    }
  }

  /// How far the rows of one dimension of the Deep SVDD scan differ between targets.
  private static func targets(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let ids = ["targets.count", "targets.span"]
    return StudyTask(id: "published.targets", provides: ids) { _ throws(AssayError) in
      let axes = try TableAxes(grid, context)
      let dimensions = try axes.numbers(1)
      var wanted: [Double] = []
      for dimension in dimensions where !wanted.contains(dimension) { wanted.append(dimension) }
      var (counts, spans): ([Double], [Double]) = ([], [])
      for dimension in wanted {
        let rows = dimensions.indices.filter {
          conventions.mixesDimensions || dimensions[$0] == dimension
        }
        counts.append(Double(rows.count))
        let spread = axes.table.dependent.map { column in
          let values = rows.compactMap { column.cells[$0].number }
          return (values.max() ?? .nan) - (values.min() ?? .nan)
        }
        spans.append(spread.max() ?? .nan)
      }
      let axis = Axis("output dimension", numbers: wanted)
      return [
        observable(ids[0], "Targets of a dimension of the Deep SVDD scan", axis, counts),
        observable(
          ids[1], "Largest difference of total improvement between targets", axis, spans),
      ]
    }
  }
}
