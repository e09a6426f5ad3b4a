// SPDX-License-Identifier: GPL-3.0-or-later

/// Text and calls in Typst's code mode, where a text is a string literal and never markup.
enum TypstText {
  /// A string literal; control characters other than line breaks become spaces.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default:
        if scalar.properties.generalCategory == .control {
          result += " "
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// `name(argument, argument)` on a line of its own, in markup.
  static func call(_ name: String, _ arguments: [String]) -> String {
    "#\(name)(\(arguments.joined(separator: ", ")))\n"
  }

  static func heading(_ level: Int, _ text: String) -> String {
    call("heading", ["level: \(level)", literal(text)])
  }

  /// A paragraph.
  static func paragraph(_ text: String) -> String { "#\(literal(text))\n\n" }

  static func list(_ items: [String]) -> String {
    items.isEmpty ? "" : call("list", items.map(literal))
  }

  /// A table whose header is repeated on every page; `cells` are expressions.
  ///
  /// - Parameter columns: Typst's widths, such as "auto" and "1fr".
  static func table(
    _ columns: [String], _ header: [String], _ rows: [[String]], right: Set<Int> = []
  ) -> String {
    let align = columns.indices.map { right.contains($0) ? "right" : "left" }
    var arguments = [
      "columns: (\(columns.joined(separator: ", ")),)",
      "align: (\(align.joined(separator: ", ")),)",
      "head(\(header.map(literal).joined(separator: ", ")))",
    ]
    arguments += rows.map { $0.joined(separator: ", ") }
    return "#table(\n  " + arguments.joined(separator: ",\n  ") + "\n)\n"
  }

  static func code(_ text: String) -> String { "raw(\(literal(text)))" }
}
