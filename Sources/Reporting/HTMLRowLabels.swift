// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The labels of rows taken apart into columns: "draco, m_DM = 10 GeV" is a dwarf and a mass.
///
/// Labels of unlike build stay whole.
struct HTMLRowLabels {
  /// Heads of the columns: the names before the equals signs, after "row" for what has no name.
  let heads: [String]
  /// What all labels begin with, where that is left out of the columns.
  let common: String?
  /// Indices of the parts that have no name, unless they are the same in all rows.
  private let plain: [Int]
  private let named: [Int]

  init(_ rows: [Verdict.Row]) {
    let parts = rows.map { Self.parts($0.label) }
    guard rows.count > 2, let first = parts.first, parts.allSatisfy({ $0.count == first.count })
    else {
      self.init()
      return
    }
    var plain: [Int] = []
    var named: [Int] = []
    for i in first.indices {
      if let name = Self.name(first[i]), parts.allSatisfy({ Self.name($0[i]) == name }) {
        named.append(i)
      } else {
        plain.append(i)
      }
    }
    guard !named.isEmpty else {
      self.init()
      return
    }
    let names = named.map { Self.name(first[$0])! }
    if parts.allSatisfy({ row in plain.allSatisfy { row[$0] == first[$0] } }) {
      let text = plain.map { first[$0] }.joined(separator: ", ")
      self.init(heads: names, common: text.isEmpty ? nil : text, plain: [], named: named)
    } else {
      self.init(heads: ["row"] + names, plain: plain, named: named)
    }
  }

  private init(
    heads: [String] = ["row"], common: String? = nil, plain: [Int] = [], named: [Int] = []
  ) {
    (self.heads, self.common, self.plain, self.named) = (heads, common, plain, named)
  }

  /// The cells of a row, as many as there are heads.
  func cells(_ row: Verdict.Row) -> [String] {
    if named.isEmpty { return [row.label] }
    let parts = Self.parts(row.label)
    let values = named.map { i in
      String(parts[i].dropFirst((Self.name(parts[i])?.count ?? 0) + Self.equals.count))
    }
    return (plain.isEmpty ? [] : [plain.map { parts[$0] }.joined(separator: ", ")]) + values
  }

  private static let equals = " = "

  /// The parts between ", ", found by bytes: there are tens of thousands of labels.
  private static func parts(_ label: String) -> [String] {
    let text = label.utf8
    var parts: [String] = []
    var start = text.startIndex
    var i = start
    while i < text.endIndex {
      let next = text.index(after: i)
      if text[i] == UInt8(ascii: ","), next < text.endIndex, text[next] == UInt8(ascii: " ") {
        parts.append(String(label[start..<i]))
        start = text.index(after: next)
        i = start
      } else {
        i = next
      }
    }
    return parts + [String(label[start...])]
  }

  private static func name(_ part: String) -> String? {
    part.firstRange(of: equals).map { String(part[..<$0.lowerBound]) }
  }
}
