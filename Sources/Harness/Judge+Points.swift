// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Rows of the reference matched with rows of the observables, by key.
extension Judge {
  /// The axis name under which a row condition may name the column of the table.
  static let columnAxis = "column"

  /// A row of the reference table that takes part in a comparison.
  struct ReferenceRow {
    var index: Int
    var pair: Comparison.Pair
    var keys: [String: Key]
    var cell: ReferenceTable.Cell
    var label: String
  }

  /// The rows of a comparison, pair after pair in table order.
  static func points(
    of comparison: Comparison, library: ReferenceLibrary, results: Results
  ) throws(AssayError) -> [JudgePoint] {
    let place = JudgePlace(comparison: comparison, library: library)
    let table = try table(of: comparison, place)
    var points: [JudgePoint] = []
    for pair in comparison.pairs {
      let observable = results[pair.observable]!
      let match = try Matcher(table, observable, comparison, place)
      for row in try referenceRows(of: comparison, pair, table, place) {
        let estimate = observable.values[try match.row(row)]
        var point = JudgePoint(
          label: row.label, reference: try number(row, table),
          referenceError: row.cell
            .standardError, ours: estimate.value, ourError: estimate.standardError)
        point.known = comparison.known.map { covers($0.rows, row.keys) } ?? false
        point.mayUseAllowance =
          comparison.tolerance.allowance.map { covers($0.rows, row.keys) } ?? false
        try requireUncertainty(point, comparison, place)
        points.append(point)
      }
    }
    guard !points.isEmpty else {
      throw place.bad("rows that leave nothing to compare", accepted: "at least one row")
    }
    guard points.contains(where: { !$0.known }) else {
      throw place.bad(
        "a known difference that covers every row",
        accepted: "at least one row that can fail the comparison")
    }
    return points
  }

  static func table(
    of comparison: Comparison, _ place: JudgePlace
  ) throws(AssayError) -> ReferenceTable {
    guard let name = comparison.table else {
      throw place.bad("no table", accepted: "a table, or kind ordering")
    }
    let table = try place.library.table(name)
    try checkAxes(
      comparison, among: table.independent.map(\.axis.name) + [columnAxis], place)
    return table
  }

  /// Row conditions must name axes that exist, else they would silently drop or keep all rows.
  static func checkAxes(
    _ comparison: Comparison, among names: [String], _ place: JudgePlace
  ) throws(AssayError) {
    let conditions =
      [comparison.rows, comparison.known?.rows ?? [:], comparison.tolerance.allowance?.rows ?? [:]]
    for name in conditions.flatMap(\.keys).sorted() where !names.contains(name) {
      throw place.bad(
        "a row condition on axis \"\(name)\"",
        accepted: names.map { "\"\($0)\"" }.joined(separator: ", "))
    }
  }

  /// The kept rows of one column; cells without a value are skipped.
  static func referenceRows(
    of comparison: Comparison, _ pair: Comparison.Pair, _ table: ReferenceTable,
    _ place: JudgePlace
  ) throws(AssayError) -> [ReferenceRow] {
    guard let column = table.dependent.first(where: { $0.name == pair.column }) else {
      throw place.bad(
        "column \"\(pair.column)\" of table \(table.name)",
        accepted: table.dependent.map { "\"\($0.name)\"" }.joined(separator: ", "))
    }
    return column.cells.indices.compactMap { i in
      let axes = table.independent.map(\.axis)
      var keys = [columnAxis: Key.text(pair.column)]
      for axis in axes { keys[axis.name] = axis.keys[i] }
      guard covers(comparison.rows, keys), column.cells[i].value != .missing else { return nil }
      return ReferenceRow(
        index: i, pair: pair, keys: keys, cell: column.cells[i],
        label: label(
          axes, i, column: comparison.pairs.count > 1 || axes.isEmpty ? pair.column : nil)
      )
    }
  }

  /// Whether all named axes match one of their keys; an empty condition covers every row.
  static func covers(_ condition: [String: [Key]], _ keys: [String: Key]) -> Bool {
    condition.allSatisfy { name, accepted in
      guard let key = keys[name] else { return false }
      return accepted.contains { $0.matches(key) }
    }
  }

  /// "draco, m_DM = 10 GeV".
  static func label(_ axes: [Axis], _ row: Int, column: String?) -> String {
    let parts = axes.map { axis in
      switch axis.keys[row] {
      case .text(let name): name
      case .number: "\(axis.name) = \(axis.keys[row])" + (axis.units.map { " " + $0 } ?? "")
      }
    }
    return ((column.map { [$0] } ?? []) + parts).joined(separator: ", ")
  }

  static func number(_ row: ReferenceRow, _ table: ReferenceTable) throws(AssayError) -> Double {
    guard let number = row.cell.number, number.isFinite else {
      let found = if case .text(let text) = row.cell.value { "\"\(text)\"" } else { "no number" }
      throw .badInput(
        file: table.file, place: "line \(row.cell.line)", found: "\(found) in a compared column",
        accepted: "a finite number or \"-\"")
    }
    return number
  }

  private static func requireUncertainty(
    _ point: JudgePoint, _ comparison: Comparison, _ place: JudgePlace
  ) throws(AssayError) {
    if comparison.tolerance.kind == .sigma, point.sigma == nil {
      throw place.broken(
        "the tolerance is in standard deviations, but neither the reference nor ours has an "
          + "uncertainty at \(point.label)")
    }
    if [.equivalence, .combined].contains(comparison.tolerance.kind), point.ourError == nil {
      throw place.broken(
        "the tolerance asks for a confidence interval, but ours has no uncertainty at "
          + point.label)
    }
  }
}

/// Finds the row of an observable that belongs to a row of a table.
private struct Matcher {
  var axes: [String]
  var index: JudgeRowIndex
  var observable: Observable
  var place: JudgePlace

  /// An axis that the comparison pins to one key may be absent from the observable.
  init(
    _ table: ReferenceTable, _ observable: Observable, _ comparison: Comparison,
    _ place: JudgePlace
  ) throws(AssayError) {
    var shared: [Axis] = []
    for axis in table.independent.map(\.axis) {
      if let own = observable.axes.first(where: { $0.name == axis.name }) {
        shared.append(own)
      } else if comparison.rows[axis.name]?.count != 1 {
        throw place.broken(
          "observable \(observable.id) has no axis \"\(axis.name)\"; table \(table.name) has it")
      }
    }
    axes = shared.map(\.name)
    index = JudgeRowIndex(axes: shared, count: observable.values.count)
    self.observable = observable
    self.place = place
  }

  func row(_ row: Judge.ReferenceRow) throws(AssayError) -> Int {
    let found = index.rows(matching: axes.map { row.keys[$0]! })
    guard let first = found.first else {
      throw place.broken("observable \(observable.id) has no value at \(row.label)")
    }
    guard found.count == 1 else {
      throw place.broken("observable \(observable.id) has \(found.count) values at \(row.label)")
    }
    return first
  }
}
