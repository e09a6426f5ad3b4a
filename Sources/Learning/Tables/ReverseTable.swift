// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of input pixels read backwards: input pixel q stands at the places
/// `seen[starts[q] ..< starts[q + 1]]` of the table, in rising order. Cost: two passes.
struct ReverseTable: Sendable, Equatable {
  let starts: [Int32]
  let seen: [Int32]

  /// Negative entries are no pixels.
  init(inputs: Int, entries: [Int32]) {
    var starts = [Int32](repeating: 0, count: inputs + 1)
    for entry in entries where entry >= 0 { starts[Int(entry) + 1] += 1 }
    for q in 0..<inputs { starts[q + 1] += starts[q] }
    var next = starts
    var seen = [Int32](repeating: 0, count: Int(starts[inputs]))
    for (at, entry) in entries.enumerated() where entry >= 0 {
      seen[Int(next[Int(entry)])] = Int32(at)
      next[Int(entry)] += 1
    }
    (self.starts, self.seen) = (starts, seen)
  }
}
