// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads a cell of an independent column: `{value}`, or `{low, high, value?}` for a bin.
enum KeyReader {
  static func read(_ value: YAMLValue) throws(AssayError) -> (Key, ClosedRange<Double>?) {
    let fields = try YAMLMapping(
      value, "an independent value", required: [], optional: ["value", "low", "high"])
    switch (fields[optional: "low"], fields[optional: "high"], fields[optional: "value"]) {
    case (nil, nil, let key?): return (try plain(key), nil)
    case (let low?, let high?, let centre): return try bin(low, high, centre)
    default:
      throw value.refusal(
        "an independent value without value, or with one edge only",
        accepted: "value, or low and high with or without value")
    }
  }

  /// A key standing alone, here or in the row selections of `comparisons.yaml`.
  static func plain(_ value: YAMLValue) throws(AssayError) -> Key {
    switch try value.scalar("a key") {
    case .number(let number):
      guard number.isFinite else {
        throw value.refusal("\(value.kind) as a key", accepted: "a finite number or a text")
      }
      return .number(number)
    case .text(let text):
      guard !isRange(text) else {
        throw value.refusal(
          "the range '\(text)' as a key", accepted: "its edges as the numbers low and high")
      }
      return .text(text)
    }
  }

  private static func bin(
    _ lowValue: YAMLValue, _ highValue: YAMLValue, _ centre: YAMLValue?
  ) throws(AssayError) -> (Key, ClosedRange<Double>?) {
    let low = try lowValue.number("low", infinityAllowed: true)
    let high = try highValue.number("high", infinityAllowed: true)
    guard low < high, low.isFinite || high.isFinite else {
      throw lowValue.refusal(
        "a bin from \(low) to \(high)", accepted: "low below high, not both infinite")
    }
    if let centre {
      let key = try centre.number("value")
      guard low <= key, key <= high else {
        throw centre.refusal(
          "the value \(key) outside its bin", accepted: "a number from \(low) to \(high)")
      }
      return (.number(key), low...high)
    }
    guard low.isFinite, high.isFinite else {
      throw lowValue.refusal(
        "an open bin without a value", accepted: "a value that stands for the bin")
    }
    return (.number(low + (high - low) / 2), low...high)
  }

  /// HEPData refuses texts such as "1-2" here.
  private static func isRange(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return false }
    return text.indices.dropFirst().contains { index in
      guard text[index] == "-" else { return false }
      return isNumber(text[..<index]) && isNumber(text[text.index(after: index)...])
    }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    YAMLScalar.looksNumeric(String(text).trimmingWhitespace())
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  func trimmingWhitespace() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
