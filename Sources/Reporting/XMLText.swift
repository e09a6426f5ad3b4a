// SPDX-License-Identifier: GPL-3.0-or-later

/// Text made safe for XML 1.0.
enum XMLText {
  /// For attributes and content alike; characters that XML forbids are dropped.
  ///
  /// In attributes, tab and line breaks are written as references, or the reader would turn them
  /// into spaces.
  static func escape(_ text: String, attribute: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars where isAllowed(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\r": result += "&#13;"
      case "\n" where attribute: result += "&#10;"
      case "\t" where attribute: result += "&#9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// ` name="value"`.
  static func attribute(_ name: String, _ value: String) -> String {
    " \(name)=\"\(escape(value, attribute: true))\""
  }

  /// XML's own Char production, less the C1 controls.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
