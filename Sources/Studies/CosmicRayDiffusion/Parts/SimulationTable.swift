// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The independent columns of a reference table: what is to be simulated.
struct SimulationTable {
  private let table: ReferenceTable

  init(_ name: String, _ context: RunContext) throws(AssayError) {
    table = try context.reference.table(name)
  }

  func axis(_ position: Int) throws(AssayError) -> Axis {
    guard table.independent.indices.contains(position) else {
      throw .badInput(
        file: table.file, place: "independent_variables",
        found: "\(table.independent.count) axes", accepted: "at least \(position + 1)")
    }
    return table.independent[position].axis
  }

  /// The keys of an axis, as numbers.
  func numbers(_ position: Int) throws(AssayError) -> [Double] {
    try Self.numbers(try axis(position))
  }

  /// The keys of an axis, as numbers.
  static func numbers(_ axis: Axis) throws(AssayError) -> [Double] {
    var numbers: [Double] = []
    for key in axis.keys {
      guard case .number(let number) = key, number > 0 else {
        throw .badValue(
          name: "\(axis.name) of a reference table", found: "\(key)",
          accepted: "a positive number")
      }
      numbers.append(number)
    }
    return numbers
  }
}
