// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension TableAxes {
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
}
