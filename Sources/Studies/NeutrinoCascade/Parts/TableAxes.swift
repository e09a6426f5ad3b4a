// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The independent columns of a reference table: where a closed form is to be evaluated.
struct TableAxes {
  private let table: ReferenceTable

  init(_ name: String, _ context: RunContext) throws(AssayError) {
    table = try context.reference.table(name)
  }

  /// All of them, as the observables of the table carry them.
  var all: [Axis] { table.independent.map(\.axis) }

  /// The keys of an axis, as numbers.
  func numbers(_ position: Int) throws(AssayError) -> [Double] {
    let axis = try axis(position)
    var numbers: [Double] = []
    for key in axis.keys {
      guard case .number(let number) = key else {
        throw refusal(position, key, accepted: ["a number"])
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The keys of an axis, each an abbreviation such as "NO".
  func orderings(_ position: Int) throws(AssayError) -> [MassOrdering] {
    try values(position, from: MassOrdering.allCases.map { ($0.abbreviation, $0) })
  }

  /// The keys of an axis, as indices of a 3 × 3 matrix; the table counts from 1.
  func indices(_ position: Int) throws(AssayError) -> [Int] {
    var indices: [Int] = []
    for number in try numbers(position) {
      guard let index = Int(exactly: number), (1...3).contains(index) else {
        throw refusal(position, .number(number), accepted: ["1, 2 or 3"])
      }
      indices.append(index - 1)
    }
    return indices
  }

  /// The keys of an axis, looked up; a key that is not among those known is refused.
  func values<Value>(
    _ position: Int, from known: [(name: String, value: Value)]
  ) throws(AssayError) -> [Value] {
    var values: [Value] = []
    for key in try axis(position).keys {
      guard let entry = known.first(where: { key == .text($0.name) }) else {
        throw refusal(position, key, accepted: known.map(\.name))
      }
      values.append(entry.value)
    }
    return values
  }

  private func refusal(_ position: Int, _ found: Key, accepted: [String]) -> AssayError {
    .badInput(
      file: table.file, place: table.independent[position].axis.name, found: "\(found)",
      accepted: accepted.joined(separator: "; "))
  }

  private func axis(_ position: Int) throws(AssayError) -> Axis {
    guard table.independent.indices.contains(position) else {
      throw .badInput(
        file: table.file, place: "independent_variables",
        found: "\(table.independent.count) axes", accepted: "at least \(position + 1)")
    }
    return table.independent[position].axis
  }
}
