// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Histograms that stand in reference tables.
struct HistogramColumns {
  var reference: [Double]
  var data: [Int]

  /// The pyBumpHunter example: 60 bins, background and data.
  static func example(_ context: RunContext) throws(AssayError) -> HistogramColumns {
    try HistogramColumns(
      "bumphunter-example-histograms", reference: "reference (background) count",
      data: "data count", context)
  }

  /// The histogram of our own: 40 bins of an exponential.
  static func analytic(_ context: RunContext) throws(AssayError) -> HistogramColumns {
    try HistogramColumns(
      "bumphunter-analytic-histogram", reference: "background expectation", data: "data", context)
  }

  private init(
    _ name: String, reference: String, data: String, _ context: RunContext
  ) throws(AssayError) {
    let table = try context.reference.table(name)
    self.reference = try Self.column(reference, table).map(\.1)
    var counts: [Int] = []
    for (line, number) in try Self.column(data, table) {
      guard let count = Int(exactly: number), count >= 0 else {
        throw .badInput(
          file: table.file, place: "line \(line)", found: "\(number) events",
          accepted: "a whole number, 0 or more")
      }
      counts.append(count)
    }
    self.data = counts
  }

  private static func column(
    _ name: String, _ table: ReferenceTable
  ) throws(AssayError) -> [(Int, Double)] {
    guard let column = table.dependent.first(where: { $0.name == name }) else {
      throw .badInput(
        file: table.file, place: "dependent_variables", found: "no column \(name)",
        accepted: table.dependent.map(\.name).joined(separator: ", "))
    }
    var values: [(Int, Double)] = []
    for cell in column.cells {
      guard let number = cell.number else {
        throw .badInput(
          file: table.file, place: "line \(cell.line)", found: "no number", accepted: "a number")
      }
      values.append((cell.line, number))
    }
    return values
  }
}
