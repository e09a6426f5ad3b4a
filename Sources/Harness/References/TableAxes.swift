// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The independent columns of a reference table: where a solver is to be evaluated.
///
/// Every reader refuses a position that the table does not have, and keys of the wrong kind, with
/// the file and the axis in the sentence.
public struct TableAxes: Sendable {
  public let table: ReferenceTable

  public init(_ table: ReferenceTable) { self.table = table }

  /// The axes of a table of the study's references; throws where there is none of that name.
  public init(_ name: String, _ context: RunContext) throws(AssayError) {
    table = try context.reference.table(name)
  }

  /// All of them, as the observables of the table carry them.
  public var all: [Axis] { table.independent.map(\.axis) }

  /// The keys of an axis, as numbers.
  public func numbers(_ position: Int) throws(AssayError) -> [Double] {
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

  /// The keys of an axis as they are printed, numbers too.
  public func texts(_ position: Int) throws(AssayError) -> [String] {
    try axis(position).keys.map(\.description)
  }

  /// The keys of an axis, looked up; a key that is not among those known is refused.
  public func values<Value>(
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

  /// The refusal of one key of an existing axis.
  public func refusal(_ position: Int, _ found: Key, accepted: [String]) -> AssayError {
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
