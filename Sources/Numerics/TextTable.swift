// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of text: comments and blank lines dropped, fields kept with their line numbers.
///
/// A `#` at the start of a line or after white space begins a comment. Lines end with LF, CRLF or
/// CR. A byte-order mark at the start is dropped.
public struct TextTable: Sendable {
  public struct Row: Sendable {
    /// Line number in the file, from 1.
    public let line: Int
    public let fields: [Substring]
  }

  public let file: String
  public let rows: [Row]

  /// - Parameter separator: the character between fields; a field is trimmed of white space and may
  ///   be empty. Without it, fields are separated by white space or by one comma, so that `1, 2 3`
  ///   has three fields and `1,,2` has an empty second one.
  public static func read(
    _ path: String, separator: Character? = nil
  ) throws(AssayError) -> TextTable {
    TextTable(file: path, text: try InputFile.text(path), separator: separator)
  }

  /// Reads from text; `file` is the name used in refusals.
  public init(file: String, text: String, separator: Character? = nil) {
    self.file = file
    var rows: [Row] = []
    for (index, line) in Self.lines(of: text).enumerated() {
      let content = Self.trim(Self.withoutComment(line))
      if content.isEmpty { continue }
      let fields = separator.map { Self.split(content, at: $0) } ?? Self.split(content)
      rows.append(Row(line: index + 1, fields: fields))
    }
    self.rows = rows
  }

  /// The finite number in a column (counted from 0) of a row.
  public func number(_ row: Row, _ column: Int) throws(AssayError) -> Double {
    let text = try text(row, column)
    guard let value = Double(text), value.isFinite else {
      throw .badInput(
        file: file, place: "line \(row.line), column \(column + 1)",
        found: text.isEmpty ? "an empty field" : "\"\(text)\"", accepted: "a finite number")
    }
    return value
  }

  /// The whole number in a column (counted from 0) of a row; `1e3` and `7.0` count as whole.
  public func integer(_ row: Row, _ column: Int) throws(AssayError) -> Int {
    let value = try number(row, column)
    guard let whole = Int(exactly: value) else {
      throw .badInput(
        file: file, place: "line \(row.line), column \(column + 1)",
        found: "\"\(row.fields[column])\"", accepted: "a whole number")
    }
    return whole
  }

  /// The text in a column (counted from 0) of a row.
  public func text(_ row: Row, _ column: Int) throws(AssayError) -> Substring {
    guard row.fields.indices.contains(column) else {
      throw .badInput(
        file: file, place: "line \(row.line)", found: "\(row.fields.count) columns",
        accepted: "at least \(column + 1) columns")
    }
    return row.fields[column]
  }
}

// Bytes are compared, not Characters: CRLF is one Character, and this is several times faster.
extension TextTable {
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = bytes.index(start, offsetBy: 3) }
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
      lines.append(text[start..<end])
      guard end < bytes.endIndex else { break }
      start = bytes.index(after: end)
      if bytes[end] == 0x0D, start < bytes.endIndex, bytes[start] == 0x0A {
        start = bytes.index(after: start)
      }
    }
    return lines
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func withoutComment(_ line: Substring) -> Substring {
    var afterSpace = true
    for index in line.utf8.indices {
      let byte = line.utf8[index]
      if byte == UInt8(ascii: "#") && afterSpace { return line[..<index] }
      afterSpace = isSpace(byte)
    }
    return line
  }

  private static func trim(_ text: Substring) -> Substring {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return text[text.endIndex...] }
    return text[first...last]
  }

  private static func split(_ line: Substring, at separator: Character) -> [Substring] {
    line.split(separator: separator, omittingEmptySubsequences: false).map(trim)
  }

  private static func split(_ line: Substring) -> [Substring] {
    let bytes = line.utf8
    var fields: [Substring] = []
    var start = bytes.startIndex
    while true {
      let end =
        bytes[start...].firstIndex { isSpace($0) || $0 == UInt8(ascii: ",") } ?? bytes.endIndex
      fields.append(line[start..<end])
      guard let next = bytes[end...].firstIndex(where: { !isSpace($0) }) else { break }
      guard bytes[next] == UInt8(ascii: ",") else {
        start = next
        continue
      }
      let after = bytes.index(after: next)
      start = bytes[after...].firstIndex { !isSpace($0) } ?? bytes.endIndex
    }
    return fields
  }
}
