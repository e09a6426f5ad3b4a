// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Checks that what comparisons name exists: table, columns, axes, keys, data sets.
struct LinkChecker {
  let problems: Problems
  let tables: [String: ReferenceTable]
  /// Every table that `submission.yaml` names; one missing in `tables` was refused already.
  let tableNames: [String]
  let datasets: [String]

  func check(_ entry: ComparisonEntry) {
    for (id, value) in entry.needs where !datasets.contains(id) {
      problems.add(value.refusal("no data set '\(id)'", accepted: list(datasets)))
    }
    guard let name = entry.comparison.table else { return }
    guard let table = tables[name] else {
      if !tableNames.contains(name) {
        problems.add(
          entry.fields["table"].refusal("no table '\(name)'", accepted: list(tableNames.sorted())))
      }
      return
    }
    let allowance = entry.fields[optional: "tolerance"]?.child("allowance")
    checkRows(entry.comparison.rows, of: table, at: entry.fields[optional: "rows"])
    checkRows(entry.comparison.tolerance.allowance?.rows ?? [:], of: table, at: allowance)
    checkRows(entry.comparison.known?.rows ?? [:], of: table, at: entry.fields[optional: "known"])
    let kept = keptRows(entry.comparison.rows, of: table)
    guard !kept.isEmpty else {
      problems.add(
        (entry.fields[optional: "rows"] ?? entry.fields.value).refusal(
          "a selection without rows", accepted: "keys that occur together in table '\(name)'"))
      return
    }
    if entry.comparison.kind != .sample { checkKeys(kept, of: table, entry) }
    for (pair, fields) in zip(entry.comparison.pairs, entry.pairs) {
      checkColumn(pair.column, of: table, rows: kept, at: fields["column"])
    }
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "none, as there are none" : names.joined(separator: ", ")
  }

  private func checkRows(
    _ rows: [String: [Key]], of table: ReferenceTable, at value: YAMLValue?
  ) {
    guard let value else { return }
    for (name, keys) in rows.sorted(by: { $0.key < $1.key }) {
      // Besides its axes a condition may name columns, where it speaks of some of them only.
      let columns = Axis(Judge.columnAxis, names: table.dependent.map(\.name))
      let axes = table.independent.map(\.axis) + [columns]
      guard let axis = axes.first(where: { $0.name == name }) else {
        problems.add(
          value.refusal(
            "no axis '\(name)' in table '\(table.name)'",
            accepted: list(axes.map(\.name))))
        continue
      }
      for key in keys where !axis.keys.contains(where: { $0.matches(key) }) {
        let known = distinct(axis.keys).map(\.description)
        problems.add(
          value.refusal(
            "no row with \(name) = \(key) in table '\(table.name)'", accepted: list(known)))
      }
    }
  }

  private func distinct(_ keys: [Key]) -> [Key] {
    var seen: Set<Key> = []
    return keys.filter { seen.insert($0).inserted }
  }

  private func keptRows(_ rows: [String: [Key]], of table: ReferenceTable) -> [Int] {
    let count = table.dependent.first?.cells.count ?? 0
    return (0..<count).filter { row in
      table.independent.allSatisfy { column in
        guard let wanted = rows[column.axis.name], row < column.axis.keys.count else { return true }
        return wanted.contains { $0.matches(column.axis.keys[row]) }
      }
    }
  }

  /// Rows are matched by their keys, so no two may have the same.
  private func checkKeys(_ rows: [Int], of table: ReferenceTable, _ entry: ComparisonEntry) {
    var seen: [[Key]: Int] = [:]
    for row in rows {
      let keys = table.independent.compactMap { row < $0.axis.keys.count ? $0.axis.keys[row] : nil }
      if let first = seen[keys] {
        problems.add(
          entry.fields["table"].refusal(
            "rows \(first + 1) and \(row + 1) of table '\(table.name)' with equal keys",
            accepted: "rows that differ in at least one independent column"))
        return
      }
      seen[keys] = row
    }
  }

  private func checkColumn(
    _ name: String, of table: ReferenceTable, rows: [Int], at value: YAMLValue
  ) {
    let columns = table.dependent.filter { $0.name == name }
    guard let column = columns.first else {
      problems.add(
        value.refusal(
          "no dependent column '\(name)' in table '\(table.name)'",
          accepted: list(table.dependent.map(\.name))))
      return
    }
    guard columns.count == 1 else {
      problems.add(
        value.refusal(
          "\(columns.count) columns '\(name)' in table '\(table.name)'", accepted: "one"))
      return
    }
    let cells = rows.compactMap { $0 < column.cells.count ? column.cells[$0] : nil }
    if let cell = cells.first(where: { if case .text = $0.value { true } else { false } }) {
      problems.add(
        value.refusal(
          "text in column '\(name)', at line \(cell.line) of \(table.file)",
          accepted: "numbers or '-' in the rows compared"))
    } else if !cells.contains(where: { $0.number != nil }) {
      problems.add(
        value.refusal("no number in column '\(name)'", accepted: "numbers in the rows compared"))
    }
  }
}
