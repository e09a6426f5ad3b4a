// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// A figure of the record as the page shows it.
enum HTMLFigure: Sendable {
  /// The text of the drawn SVG file.
  case drawn(String)
  /// Why it is not there.
  case notDrawn(String)
}

extension HTMLFigure {
  /// Points listed of a series where the figure itself is not there.
  static let pointLimit = 100

  /// The values of one figure for the template; `number` tells its ids from those of others.
  func values(of figure: Figure, number: Int) -> [String: Any] {
    var values: [String: Any] = [
      "id": figure.id, "anchor": MarkdownText.anchor("figure", figure.id), "title": figure.title,
      "caption": figure.caption,
    ]
    switch self {
    case .drawn(let svg):
      let inline = InlineSVG.text(
        ThriftySVG.text(of: svg), id: "f\(number)", title: figure.title, description: figure.caption
      )
      if !inline.isEmpty {
        values["svg"] = inline
        return values
      }
      values["reason"] = "the drawing cannot be read"
    case .notDrawn(let reason): values["reason"] = reason
    }
    values["data"] = figure.panels.map(Self.table).joined()
    return values
  }

  /// The numbers of a panel, each series with its first points.
  private static func table(_ panel: Figure.Panel) -> String {
    let series = panel.series + (panel.ratio?.series ?? [])
    let rows = series.flatMap { one -> [[String]] in
      let points = one.x.indices.prefix(pointLimit).map { i in
        let error = one.errors.map { " ± \(Format.size($0[i]))" } ?? ""
        return [
          HTMLText.escape(one.title), Format.value(one.x[i]), Format.value(one.y[i]) + error,
        ]
      }
      let rest = one.x.count - pointLimit
      let more = [HTMLText.escape(one.title), "\(Format.count(rest, "more point"))", "–"]
      return points + (rest > 0 ? [more] : [])
    }
    let title = panel.title.isEmpty ? "Data of the figure" : "Data of the panel \(panel.title)"
    let image = panel.image.map {
      "<p>A map of \($0.x.count) by \($0.y.count) values of \(HTMLText.escape($0.label)), which "
        + "the run record holds.</p>\n"
    }
    if rows.isEmpty { return image ?? "" }
    return (image ?? "")
      + HTMLTable(
        caption: title,
        header: ["series", HTMLText.escape(panel.x.label), HTMLText.escape(panel.y.label)],
        rows: rows, right: [1, 2]
      ).text
  }
}
