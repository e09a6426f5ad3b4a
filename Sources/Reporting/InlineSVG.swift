// SPDX-License-Identifier: GPL-3.0-or-later

/// A drawn figure as part of an HTML page: one of many, read by people and by screen readers.
enum InlineSVG {
  /// The `<svg>` element alone, its ids made unique by `id`, named by `title` and `description`.
  ///
  /// - Parameter svg: A file of gnuplot's svg terminal, compacted or not.
  static func text(_ svg: String, id: String, title: String, description: String) -> String {
    guard let root = svg.firstRange(of: "<svg"),
      let rootEnd = svg[root.upperBound...].firstIndex(of: ">"),
      let box = attribute("viewBox", in: svg[root.upperBound..<rootEnd])
    else { return "" }
    let body = namespaced(svg[svg.index(after: rootEnd)...], Array((id + "-").utf8))
    return """
      <svg viewBox="\(box)" role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-desc">
      <title id="\(id)-title">\(XMLText.escape(title))</title>
      <desc id="\(id)-desc">\(XMLText.escape(description))</desc>
      """ + "\n" + body
  }

  private static func attribute(_ name: String, in tag: Substring) -> Substring? {
    guard let start = tag.firstRange(of: name + "=\"")?.upperBound,
      let end = tag[start...].firstIndex(of: "\"")
    else { return nil }
    return tag[start..<end]
  }

  /// The elements with `prefix` before each id and each reference to one.
  ///
  /// gnuplot's own titles say "gnuplot_plot_1a", which a reader would hear: they are left out.
  private static func namespaced(_ svg: Substring, _ prefix: [UInt8]) -> String {
    let bytes = Array(svg.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      guard mayBegin(byte, i + 1 < bytes.count ? bytes[i + 1] : 0),
        let change = changes.first(where: { bytes[i...].starts(with: $0.found) })
      else {
        result.append(byte)
        i += 1
        continue
      }
      i += change.found.count
      if let end = change.skipTo {
        while i < bytes.count, !bytes[i...].starts(with: end) { i += 1 }
        i += end.count
      } else {
        result += change.written
        if change.isName { result += prefix }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private struct Change {
    var found: [UInt8]
    var written: [UInt8] = []
    /// Whether a name follows.
    var isName = false
    /// The end of what is left out.
    var skipTo: [UInt8]?
  }

  private static let changes: [Change] =
    [" id='", " id=\"", " href='#", "url(#"].map {
      Change(found: Array($0.utf8), written: Array($0.utf8), isName: true)
    } + [
      Change(found: Array(" xlink:href='#".utf8), written: Array(" href='#".utf8), isName: true),
      Change(found: Array("<title>".utf8), skipTo: Array("</title>".utf8)),
      Change(found: Array("<desc>".utf8), skipTo: Array("</desc>".utf8)),
      // What nearly every label repeats, the page's style sheet says.
      Change(
        found: Array(
          #" stroke="none" fill="black" font-family="DejaVu Sans" font-size="18.67""#.utf8),
        written: Array(#" class="l""#.utf8)),
      Change(
        found: Array(#"<tspan font-family="DejaVu Sans" >"#.utf8), written: Array("<tspan>".utf8)),
    ]

  /// Whether one of the changes begins with these two bytes: most do not, and are copied at once.
  private static func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first, second) {
    case (UInt8(ascii: " "), UInt8(ascii: "i")), (UInt8(ascii: " "), UInt8(ascii: "h")),
      (UInt8(ascii: " "), UInt8(ascii: "x")), (UInt8(ascii: " "), UInt8(ascii: "s")),
      (UInt8(ascii: "u"), UInt8(ascii: "r")),
      (UInt8(ascii: "<"), UInt8(ascii: "t")), (UInt8(ascii: "<"), UInt8(ascii: "d")):
      true
    default: false
    }
  }
}
