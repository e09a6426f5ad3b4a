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
    var body = String(svg[svg.index(after: rootEnd)...])
    body = withoutElements(["title", "desc"], body)
    for mark in ["id='", "id=\"", "href='#", "url(#"] {
      body = body.replacing(mark, with: mark + id + "-")
    }
    body = body.replacing("xlink:href", with: "href")
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

  /// gnuplot's own titles say "gnuplot_plot_1a", which a reader would hear.
  private static func withoutElements(_ names: [String], _ text: String) -> String {
    var result = text
    for name in names {
      var rest = result[...]
      var kept = ""
      while let start = rest.firstRange(of: "<\(name)>"),
        let end = rest[start.upperBound...].firstRange(of: "</\(name)>")
      {
        kept += rest[..<start.lowerBound]
        rest = rest[end.upperBound...]
      }
      result = kept + rest
    }
    return result
  }
}
