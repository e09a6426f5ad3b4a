// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// What needs no cascade: particles, relic neutrinos and sums, one task for each reference table.
public enum ClosedFormsPart {
  /// Faults of the whole study stand in one list, because its parts share them; these are the ones
  /// that this part must catch.
  static let comparisons = [
    "neutrino-masses", "resonance-energies", "couplings", "branching", "zprime-width", "muon-g-2",
    "regeneration-moments", "cold-optical-depth", "free-streaming", "thermal-kernel", "sum-rules",
  ]
  public static let faults: [Fault] = CascadeFaults.all.filter { fault in
    fault.meantFor.contains { comparisons.contains($0) }
  }

  public static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
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
