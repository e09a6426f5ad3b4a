// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads a large table of numbers byte by byte, with line numbers for refusals.
///
/// `TextTable` keeps every field as text, which costs more than all the physics on tables of some
/// hundred thousand numbers. Here a decimal of up to 19 digits and a small power of ten is formed
/// exactly: mantissa and power are both exact doubles, so one operation rounds once (Clinger,
/// PLDI 1990). Anything else goes to the standard library. Cost: about 1 ns a byte.
struct NumberScanner {
  let file: String
  private let bytes: [UInt8]
  private var position = 0
  /// Line of the current row, from 1.
  private(set) var line = 0
  /// Fields of the current row that were read.
  private(set) var column = 0

  init(_ path: String) throws(AssayError) {
    self.init(file: path, bytes: try InputFile.bytes(path))
  }

  /// - Parameter file: the name used in refusals.
  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  private static let newline = UInt8(ascii: "\n")

  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Moves to the next row that is neither empty nor a comment; false at the end of the file.
  mutating func nextRow() -> Bool {
    if line > 0 { skipLine() }
    while position < bytes.count {
      line += 1
      column = 0
      skipSpaces()
      if position < bytes.count, bytes[position] != Self.newline,
        bytes[position] != UInt8(ascii: "#")
      {
        return true
      }
      skipLine()
    }
    return false
  }

  /// The words of the first line, without a leading `#`.
  mutating func headerWords() -> [String] {
    let end = bytes.firstIndex(of: Self.newline) ?? bytes.count
    var words = String(decoding: bytes[..<end], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).map(String.init)
    if words.first == "#" { words.removeFirst() }
    position = min(end + 1, bytes.count)
    // The next row is the second line; nothing is left to skip on this one.
    line = 1
    position = end
    return words
  }

  /// The next number of the row, or nil at its end.
  @inline(__always)
  mutating func number() throws(AssayError) -> Double? {
    skipSpaces()
    guard position < bytes.count, bytes[position] != Self.newline else { return nil }
    column += 1
    let start = position
    if let value = decimal() { return value }
    return try slowNumber(from: start)
  }

  /// The next number; a row that ends here is refused.
  @inline(__always)
  mutating func required(_ columns: Int) throws(AssayError) -> Double {
    guard let value = try number() else {
      throw bad("\(column) columns", accepted: "\(columns) columns")
    }
    return value
  }

  /// Refuses a row that goes on after `columns` fields.
  mutating func endOfRow(_ columns: Int) throws(AssayError) {
    skipSpaces()
    guard position >= bytes.count || bytes[position] == Self.newline else {
      throw bad("more than \(columns) columns", accepted: "\(columns) columns")
    }
  }

  /// A refusal that names this file and row.
  func bad(_ found: String, accepted: String) -> AssayError {
    .badInput(file: file, place: "line \(line)", found: found, accepted: accepted)
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != Self.newline { position += 1 }
    position += 1
  }

  @inline(__always)
  private mutating func skipSpaces() {
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number at the position where the exact short way works, else nil.
  @inline(__always)
  private mutating func decimal() -> Double? {
    let count = bytes.count
    let negative = bytes[position] == UInt8(ascii: "-")
    if negative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var pastPoint = false
    while position < count {
      let byte = bytes[position]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        if pastPoint { exponent -= 1 }
      } else if byte == UInt8(ascii: "."), !pastPoint {
        pastPoint = true
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 && digits <= 19 else { return nil }
    if position < count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      guard let power = scannedExponent() else { return nil }
      exponent += power
    }
    guard position >= count || isSpace(bytes[position]) || bytes[position] == Self.newline,
      mantissa <= 1 << 53, exponent >= -22, exponent <= 22
    else { return nil }
    let whole = Double(mantissa)
    let value = exponent < 0 ? whole / Self.powers[-exponent] : whole * Self.powers[exponent]
    return negative ? -value : value
  }

  @inline(__always)
  private mutating func scannedExponent() -> Int? {
    position += 1
    guard position < bytes.count else { return nil }
    let negative = bytes[position] == UInt8(ascii: "-")
    if negative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    var value = 0
    var digits = 0
    while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"),
      digit < 10
    {
      value = value * 10 + Int(digit)
      digits += 1
      position += 1
      if digits > 4 { return nil }
    }
    return digits == 0 ? nil : negative ? -value : value
  }

  private mutating func slowNumber(from start: Int) throws(AssayError) -> Double {
    position = start
    while position < bytes.count, bytes[position] != Self.newline, !isSpace(bytes[position]) {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw .badInput(
        file: file, place: "line \(line), column \(column)", found: "\"\(text.prefix(40))\"",
        accepted: "a finite number")
    }
    return value
  }
}
