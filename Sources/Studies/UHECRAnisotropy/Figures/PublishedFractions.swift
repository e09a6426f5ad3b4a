// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The minimal fractions of Table 1 of the paper.
enum PublishedFractions {
  /// Sample sizes and percentages of a column; nil where the table has no such column.
  static func column(
    _ name: String, _ library: ReferenceLibrary
  ) -> [(events: Int, percent: Double)]? {
    guard let table = library.tables["table1_min_fraction"],
      let axis = table.independent.first?.axis,
      let column = table.dependent.first(where: { $0.name == name })
    else { return nil }
    return zip(axis.keys, column.cells).compactMap { key, cell in
      guard case .number(let n) = key, let events = Int(exactly: n), let percent = cell.number
      else { return nil }
      return (events, percent)
    }
  }
}
