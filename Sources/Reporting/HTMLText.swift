// SPDX-License-Identifier: GPL-3.0-or-later

/// Text made safe for HTML, and links found in it.
enum HTMLText {
  /// For element content and for attributes in double or single quotes.
  ///
  /// Works on bytes, not on characters: a quote with a combining mark after it is one character to
  /// Swift and still ends an attribute to a browser. Control characters are dropped.
  static func escape(_ text: String) -> String {
    if !text.utf8.contains(where: isSpecial) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      case 0x09, 0x0A, 0x20...: if byte != 0x7F { result.append(byte) }
      default: break
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x7F, 0..<0x20:
      true
    default: false
    }
  }

  /// `<code>…</code>`.
  static func code(_ text: String) -> String { "<code>\(escape(text))</code>" }

  /// A command that can be pasted into a shell; the page adds a button that copies it.
  static func command(_ text: String) -> String { "<code class=\"run\">\(escape(text))</code>" }

  static func link(_ html: String, to address: String) -> String {
    "<a href=\"\(escape(address))\">\(html)</a>"
  }

  /// Plain text whose addresses and identifiers (https://…, arXiv:…, doi:…) become links.
  static func linked(_ text: String) -> String {
    guard
      text.contains("http") || text.contains("arXiv:") || text.contains("doi:")
        || text.contains(" at ")
    else {
      return escape(text)
    }
    var html = ""
    var rest = text[...]
    for match in text.matches(
      of:
        /https?:\/\/[^\s<>"]*[^\s<>".,;:)]|arXiv:[a-z-]*\/?[0-9.]*[0-9]|doi:10\.[^\s;,]*[^\s;,.)]|[A-Za-z0-9][A-Za-z0-9_.-]*\/[A-Za-z0-9][A-Za-z0-9_.-]* at [0-9a-f]{7,40}/
    ) {
      let found = String(match.output)
      html += escape(String(rest[..<match.range.lowerBound]))
      html += link(escape(found), to: address(of: found))
      rest = text[match.range.upperBound...]
    }
    return html + escape(String(rest))
  }

  private static func address(of found: String) -> String {
    if found.hasPrefix("arXiv:") { return "https://arxiv.org/abs/" + found.dropFirst(6) }
    if found.hasPrefix("doi:") { return "https://doi.org/" + found.dropFirst(4) }
    if let at = found.firstRange(of: " at ") {
      return "https://github.com/\(found[..<at.lowerBound])/tree/\(found[at.upperBound...])"
    }
    return found
  }

  /// Text in which `backticks` stand for code.
  static func ticked(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { i, part in
      i % 2 == 1 ? code(String(part)) : escape(String(part))
    }.joined()
  }

  /// The bytes of a file as the address of a download that works without network and script.
  static func download(_ text: String, type: String) -> String {
    var address = "data:\(type);charset=utf-8,"
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: "="),
        UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        address += hex.count == 1 ? "%0" + hex : "%" + hex
      }
    }
    return address
  }
}
