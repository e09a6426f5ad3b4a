// SPDX-License-Identifier: GPL-3.0-or-later

/// Scalars as every YAML reader takes them, old and new.
///
/// A library's emitter would write `1e-26`, which readers of YAML 1.1 take for text; the spelling of
/// numbers is the whole point here, and the rest of what is written are block lists and mappings of
/// a fixed shape.
enum YAMLText {
  /// The shortest decimal that reads back to the same bits, with a dot and a signed exponent.
  static func number(_ x: Double) -> String {
    precondition(x.isFinite, "only finite numbers have one spelling")
    let text = "\(x)"
    guard let e = text.firstIndex(of: "e") else { return text }
    let (mantissa, exponent) = (text[..<e], text[text.index(after: e)...])
    return (mantissa.contains(".") ? mantissa : mantissa + ".0") + "e"
      + (exponent.hasPrefix("-") || exponent.hasPrefix("+") ? "" : "+") + exponent
  }

  /// A double-quoted scalar on one line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
