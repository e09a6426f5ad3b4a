// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Columns of a reference table that a solver takes as input, with refusals in words.
public struct InputColumns: Sendable {
  public let table: ReferenceTable

  public init(_ table: ReferenceTable) { self.table = table }

  /// The keys of the first axis, as names.
  public func names() throws(AssayError) -> [String] {
    try TableAxes(table).texts(0)
  }

  /// The keys of an axis, as numbers.
  public func axisNumbers(_ position: Int = 0) throws(AssayError) -> [Double] {
    try TableAxes(table).numbers(position)
  }

  public func numbers(named name: String) throws(AssayError) -> [Double] {
    try cells(named: name).map { $0.0 }
  }

  /// Values and standard errors; a cell without an error is refused.
  public func numbersWithErrors(
    named name: String
  ) throws(AssayError) -> (values: [Double], errors: [Double]) {
    var values: [Double] = []
    var errors: [Double] = []
    for (value, cell) in try cells(named: name) {
      guard let error = cell.standardError else {
        throw .badInput(
          file: table.file, place: "line \(cell.line)", found: "no error in column \(name)",
          accepted: "a value with symerror or asymerror")
      }
      values.append(value)
      errors.append(error)
    }
    return (values, errors)
  }

  private func cells(
    named name: String
  ) throws(AssayError) -> [(Double, ReferenceTable.Cell)] {
    guard let column = table.dependent.first(where: { $0.name == name }) else {
      throw .badInput(
        file: table.file, place: "dependent_variables", found: "no column \(name)",
        accepted: table.dependent.map(\.name).joined(separator: "; "))
    }
    var result: [(Double, ReferenceTable.Cell)] = []
    for cell in column.cells {
      guard let number = cell.number, number.isFinite else {
        throw .badInput(
          file: table.file, place: "line \(cell.line)", found: "\(cell.value) in column \(name)",
          accepted: "a finite number")
      }
      result.append((number, cell))
    }
    return result
  }
}
