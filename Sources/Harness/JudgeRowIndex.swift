// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the rows of an observable by their keys, in O(log n) where one axis tells them apart.
struct JudgeRowIndex {
  private let axes: [Axis]
  private let count: Int
  /// The axis with the most different keys, and the rows in the order of its keys.
  private let leading: Int
  private let order: [Int]

  /// An index of `count` rows over the given axes; without axes every row matches.
  init(axes: [Axis], count: Int) {
    self.axes = axes
    self.count = count
    let distinct = axes.map { Set($0.keys).count }
    leading = distinct.indices.max { distinct[$0] < distinct[$1] } ?? 0
    if axes.isEmpty {
      order = []
    } else {
      let keys = axes[leading].keys
      order = keys.indices.sorted { Self.precedes(keys[$0], keys[$1]) }
    }
  }

  /// Rows whose keys match, one key an axis, in rising order.
  func rows(matching keys: [Key]) -> [Int] {
    precondition(keys.count == axes.count)
    guard !axes.isEmpty else { return Array(0..<count) }
    let column = axes[leading].keys
    var (low, high) = (0, order.count)
    let lowest = Self.lowest(matching: keys[leading])
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(column[order[middle]], lowest) { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < order.count {
      let row = order[low]
      let matches = column[row].matches(keys[leading])
      if !matches, Self.precedes(keys[leading], column[row]) { break }
      if matches, axes.indices.allSatisfy({ axes[$0].keys[row].matches(keys[$0]) }) {
        found.append(row)
      }
      low += 1
    }
    return found.sorted()
  }

  /// Numbers before names.
  private static func precedes(_ a: Key, _ b: Key) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    case (.number, .text): true
    case (.text, .number): false
    }
  }

  /// A key at or below all keys that match this one.
  private static func lowest(matching key: Key) -> Key {
    guard case .number(let x) = key else { return key }
    return .number(x - 2e-9 * x.magnitude)
  }
}
