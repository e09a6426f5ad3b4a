// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// What needs no cascade: particles, relic neutrinos and sums, one task for each reference table.
enum ClosedFormsPart {
  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = CascadeConventions(fault: context.fault)
    return particle(context, conventions) + medium(context, conventions)
  }

  // MARK: Tables

  struct Column {
    var id: String
    var title: String
    var units: String?

    init(_ id: String, _ title: String, _ units: String? = nil) {
      (self.id, self.title, self.units) = (id, title, units)
    }
  }

  /// The values of each column, row by row.
  typealias Rows = @Sendable (TableAxes) throws(AssayError) -> [[Double]]

  /// A task that fills the columns of a reference table, row for row.
  static func task(
    _ table: String, _ columns: [Column], _ context: RunContext, cost: Double = 0.001,
    _ rows: @escaping Rows
  ) -> StudyTask {
    StudyTask(id: table, provides: columns.map(\.id), cost: cost) { _ throws(AssayError) in
      let axes = try TableAxes(table, context)
      let rows = try rows(axes)
      return columns.enumerated().map { index, column in
        Observable(
          id: column.id, title: column.title, units: column.units, axes: axes.all,
          exact: rows.map { $0[index] })
      }
    }
  }
}
