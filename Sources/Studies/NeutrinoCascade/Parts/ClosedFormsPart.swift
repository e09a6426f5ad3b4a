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

  typealias Column = TableColumn

  static func task(
    _ table: String, _ columns: [Column], _ context: RunContext, cost: Double = 0.001,
    _ rows: @escaping @Sendable (TableAxes) throws(AssayError) -> [[Double]]
  ) -> StudyTask {
    StudyTask(filling: table, columns, context, cost: cost, rows: rows)
  }
}
