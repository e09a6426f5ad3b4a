// SPDX-License-Identifier: GPL-3.0-or-later

/// Names that a mistyped one may have meant.
enum NearestNames {
  /// At most `count` of `names`, nearest first; whole names and what follows their first slash are
  /// both tried.
  static func of(_ wanted: String, among names: [String], count: Int = 3) -> [String] {
    let target = Array(wanted.lowercased())
    let scored = names.map { name -> (name: String, distance: Int) in
      let lower = name.lowercased()
      let tail = lower.split(separator: "/", maxSplits: 1).last.map(Array.init) ?? []
      let contained = lower.contains(wanted.lowercased()) ? 0 : Int.max
      return (name, min(contained, distance(target, Array(lower)), distance(target, tail)))
    }
    return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(count).map(\.name)
  }

  /// Insertions, deletions and substitutions between two texts (Levenshtein 1966).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let replaced = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
