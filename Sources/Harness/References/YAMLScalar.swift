// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What a scalar of a YAML file means to every reader, old or new.
///
/// YAML 1.1 readers (PyYAML, and with it HEPData) take `1e-26` for text and `010` for eight, YAML
/// 1.2 readers do not. Spellings on which they disagree are refused, so that one file holds one
/// set of numbers.
enum YAMLScalar: Equatable {
  case number(Double)
  case text(String)

  /// A spelling that readers take for different things; `advice` says how to write it.
  struct Ambiguous: Error, Equatable {
    var found: String
    /// What is the matter with it, if it does not show.
    var remark = ""
    var advice: String
  }

  init(_ text: String, quoted: Bool) throws(Ambiguous) {
    if quoted {
      // A number between quotes is text to a reader and a number to the eye.
      guard !Self.looksNumeric(text) else {
        throw Ambiguous(
          found: "the text '\(text)'", advice: "\(Self.respelled(text)) without quotes")
      }
      self = .text(text)
    } else if let special = Self.special[text] {
      self = .number(special)
    } else if Self.isPlainNumber(text), let value = Double(text) {
      self = .number(value)
    } else if Self.looksNumeric(text) {
      throw Ambiguous(
        found: text, remark: Self.remark,
        advice: "\(Self.respelled(text)) (a digit before the dot, a dot and a sign in the "
          + "exponent, no leading zeros, no underscores)")
    } else if text.isEmpty {
      throw Ambiguous(found: "nothing", advice: "a number or a text")
    } else if Self.words.contains(text) || Self.isSexagesimal(text) {
      throw Ambiguous(
        found: text, remark: Self.remark,
        advice: "a number, or the text between quotes")
    } else {
      self = .text(text)
    }
  }

  private static let remark = ", a spelling on which YAML readers differ"

  private static let special: [String: Double] = [
    ".inf": .infinity, ".Inf": .infinity, ".INF": .infinity,
    "+.inf": .infinity, "+.Inf": .infinity, "+.INF": .infinity,
    "-.inf": -.infinity, "-.Inf": -.infinity, "-.INF": -.infinity,
    ".nan": .nan, ".NaN": .nan, ".NAN": .nan,
  ]

  /// Null and truth values of YAML 1.1.
  private static let words: Set<String> = [
    "~", "null", "Null", "NULL", "yes", "Yes", "YES", "no", "No", "NO", "true", "True",
    "TRUE", "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF",
  ]

  /// Whether all readers agree: `[+-]digits`, without leading zeros, or
  /// `[+-]digits.digits[e(+|-)digits]`.
  static func isPlainNumber(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    if let sign = rest.first, sign == plus || sign == minus { rest.removeFirst() }
    let whole = rest.prefix { digits.contains($0) }
    guard let leading = whole.first else { return false }
    rest = rest.dropFirst(whole.count)
    guard rest.first == dot else {
      return rest.isEmpty && (whole.count == 1 || leading != zero)
    }
    rest = rest.dropFirst().drop { digits.contains($0) }
    guard let exponent = rest.first else { return true }
    guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    guard let sign = rest.first, sign == plus || sign == minus else { return false }
    rest = rest.dropFirst()
    return !rest.isEmpty && rest.allSatisfy { digits.contains($0) }
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let zero = UInt8(ascii: "0")
  private static let plus = UInt8(ascii: "+")
  private static let minus = UInt8(ascii: "-")
  private static let dot = UInt8(ascii: ".")

  /// Whether the eye reads a number, underscores and hexadecimal included.
  static func looksNumeric(_ text: String) -> Bool {
    guard let first = text.utf8.first,
      digits.contains(first) || first == plus || first == minus || first == dot
    else { return false }
    return number(text) != nil
  }

  private static func number(_ text: String) -> Double? {
    guard let value = Double(text.contains("_") ? text.replacing("_", with: "") : text) else {
      return nil
    }
    // "+inf" and "-nan" without a dot are words.
    return text.utf8.contains { digits.contains($0) } ? value : nil
  }

  private static func isSexagesimal(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { digits.contains($0) } }
  }

  /// The same number in a spelling that all readers take for it.
  static func respelled(_ text: String) -> String {
    guard let value = number(text), value.isFinite else { return "1.0e-26" }
    let shortest = "\(value)"
    guard let e = shortest.firstIndex(of: "e") else { return shortest }
    let mantissa = shortest[..<e]
    let exponent = shortest[shortest.index(after: e)...]
    return (mantissa.contains(".") ? mantissa : mantissa + ".0") + "e"
      + (exponent.hasPrefix("-") || exponent.hasPrefix("+") ? exponent : "+" + exponent)
  }
}
