// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The observable that a column of a reference table is held against.
public struct TableColumn: Sendable, Equatable {
  public var id: String
  public var title: String
  public var units: String?

  public init(_ id: String, _ title: String, _ units: String? = nil) {
    (self.id, self.title, self.units) = (id, title, units)
  }
}

extension StudyTask {
  /// A task that fills columns of a reference table, row for row; its id is the table's name.
  ///
  /// - Parameters:
  ///   - cost: expected seconds on one core.
  ///   - rows: the values of each column, row by row, from the table's axes.
  public init(
    filling table: String, _ columns: [TableColumn], _ context: RunContext, cost: Double = 0.001,
    rows: @escaping @Sendable (TableAxes) throws(AssayError) -> [[Double]]
  ) {
    self.init(id: table, provides: columns.map(\.id), cost: cost) { _ throws(AssayError) in
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
