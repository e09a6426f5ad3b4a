// SPDX-License-Identifier: GPL-3.0-or-later

/// Text made safe for GitHub-flavoured Markdown, and the few constructs that a report uses.
enum MarkdownText {
  /// Plain text inside a line or a table cell: nothing in it is taken for markup.
  static func inline(_ text: String) -> String {
    let words = oneLine(text).split(separator: " ")
    return words.map { word in
      isAddress(word) ? linkable(word) : escape(Array(word))
    }.joined(separator: " ")
  }

  /// A paragraph or list item, whose first characters could also be taken for markup.
  static func paragraph(_ text: String) -> String {
    let line = inline(text)
    guard let first = line.first else { return line }
    if "+-=".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
      return digits + "\\" + rest
    }
    return line
  }

  /// A code span that survives table cells; backticks inside are fenced by longer ones.
  static func code(_ text: String) -> String {
    let clean = oneLine(text).replacing("|", with: "\\|")
    guard clean.contains("`") else { return "`\(clean)`" }
    return "`` \(clean) ``"
  }

  /// A fenced block of literal text.
  static func block(_ text: String, language: String = "text") -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\n\(fence)\n"
  }

  static func link(_ text: String, to address: String) -> String {
    "[\(inline(text))](\(self.address(address)))"
  }

  /// A table from cells that are already Markdown.
  static func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) -> String {
    let rule = header.indices.map { right.contains($0) ? "--:" : "---" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// A name usable in links within the page.
  static func anchor(_ parts: String...) -> String {
    String(
      parts.joined(separator: "-").map {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_"
      })
  }

  /// Line breaks, tabs and control characters become single spaces.
  static func oneLine(_ text: String) -> String {
    let clean = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
        ? " " : Character(scalar)
    }
    return String(clean).split(separator: " ", omittingEmptySubsequences: true)
      .joined(separator: " ")
  }

  private static func escape(_ word: [Character]) -> String {
    var result = ""
    for (i, c) in word.enumerated() {
      switch c {
      case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "$", "&", "#": result += "\\\(c)"
      case "_":
        // Inside a word an underscore is literal in this dialect: m_DM stays readable.
        let inWord = i > 0 && i + 1 < word.count && isWord(word[i - 1]) && isWord(word[i + 1])
        result += inWord ? "_" : "\\_"
      default: result.append(c)
      }
    }
    return result
  }

  private static func isWord(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }

  private static func isAddress(_ word: Substring) -> Bool {
    word.hasPrefix("https://") || word.hasPrefix("http://")
  }

  /// An address is left to the reader's own linking, but may not end a cell or open a tag.
  private static func linkable(_ word: Substring) -> String {
    String(word).replacing("|", with: "%7C").replacing("<", with: "%3C").replacing("`", with: "%60")
  }

  /// Characters that would end or break a link target.
  static func address(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
      switch UInt8(byte) {
      case 0x00...0x20, 0x22, 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5C, 0x5D, 0x60, 0x7B...0xFF:
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count < 2 ? "0" : "") + hex
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }
}
