// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension InputColumns {
  /// The keys of an axis by its position, as numbers.
  func axisNumbers(_ position: Int) throws(AssayError) -> [Double] {
    guard table.independent.indices.contains(position) else {
      throw .badInput(
        file: table.file, place: "independent_variables",
        found: "\(table.independent.count) axes", accepted: "at least \(position + 1)")
    }
    let axis = table.independent[position].axis
    var numbers: [Double] = []
    for key in axis.keys {
      guard case .number(let number) = key else {
        throw .badInput(
          file: table.file, place: axis.name, found: "\(key)", accepted: "a number")
      }
      numbers.append(number)
    }
    return numbers
  }
}
