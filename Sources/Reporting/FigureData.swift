// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The data file of a figure: one block a series, band, image or level of a contour, two blank lines
/// between.
///
/// gnuplot addresses the blocks by `index`; a reader finds each title in a comment above them.
struct FigureData {
  /// A series in its place: which block it is, and its rank within its role.
  struct Placed {
    var series: Figure.Series
    var block: Int
    var place: Int
    var count: Int

    var style: FigureStyle { FigureStyle(series, place: place, count: count) }

    /// Whether gnuplot could draw any of it on these axes.
    func isDrawable(_ x: FigureAxis, _ y: FigureAxis) -> Bool {
      zip(series.x, series.y).contains {
        $0.isFinite && $1.isFinite && (!x.logarithmic || $0 > 0) && (!y.logarithmic || $1 > 0)
      }
    }
  }

  /// A band in its place; its colours go on where those of the series of its role end.
  struct PlacedBand {
    var band: Figure.Band
    var block: Int
    var place: Int

    var colour: String { FigureStyle.colour(band.role, place) }
  }

  /// What is drawn in one panel and in the ratio panel under it.
  struct Panel {
    var main: [Placed]
    var ratio: [Placed]
    var plane: FigurePlane?
    var bands: [PlacedBand]
  }

  private(set) var panels: [Panel] = []
  private(set) var text: String

  init(_ figure: Figure) {
    text = "# \(MarkdownText.oneLine(figure.title))\n"
    var block = 0
    for (number, panel) in figure.panels.enumerated() {
      let isSky = panel.image?.sky != nil
      let main = Self.place(isSky ? panel.series.map(Mollweide.series) : panel.series, from: &block)
      let ratio = Self.place(panel.ratio?.series ?? [], from: &block, after: main)
      let bands = Self.place(panel.bands ?? [], beside: panel.series, from: &block)
      let plane = panel.image.map { FigurePlane($0, panel, from: &block) }
      panels.append(Panel(main: main, ratio: ratio, plane: plane, bands: bands))
      for (part, list) in [("panel", main), ("ratio", ratio)] {
        for placed in list { text += Self.lines(placed, "\(part) \(number + 1)", panel) }
      }
      for placed in bands { text += Self.lines(placed, number + 1, panel) }
      if let plane { text += Self.lines(plane, number + 1, panel) }
    }
  }

  private static func place(
    _ bands: [Figure.Band], beside series: [Figure.Series], from block: inout Int
  ) -> [PlacedBand] {
    var places: [Figure.Series.Role: Int] = [:]
    for one in series { places[one.role, default: 0] += 1 }
    return bands.map { band in
      defer { (block, places[band.role]) = (block + 1, places[band.role, default: 0] + 1) }
      return PlacedBand(band: band, block: block, place: places[band.role, default: 0])
    }
  }

  /// A ratio's series takes the looks of the series of the same title and role above it.
  private static func place(
    _ series: [Figure.Series], from block: inout Int, after above: [Placed] = []
  ) -> [Placed] {
    var seen: [Figure.Series.Role: Int] = [:]
    return series.map { one in
      let twin = above.first { $0.series.title == one.title && $0.series.role == one.role }
      let place = twin?.place ?? seen[one.role, default: 0]
      seen[one.role, default: 0] += 1
      let count = twin?.count ?? series.count { $0.role == one.role }
      defer { block += 1 }
      return Placed(series: one, block: block, place: place, count: count)
    }
  }

  private static func lines(_ placed: Placed, _ part: String, _ panel: Figure.Panel) -> String {
    let series = placed.series
    let title = "\(MarkdownText.oneLine(series.title)) (\(series.role.rawValue))"
    var text = head(placed.block, "\(part): \(title)")
    text += "# \(MarkdownText.oneLine(panel.x.label))\ty" + (series.errors == nil ? "" : "\terror")
    text += "\n"
    for i in series.x.indices {
      text += "\(number(series.x[i]))\t\(number(series.y[i]))"
      if let errors = series.errors { text += "\t\(number(errors[i]))" }
      text += "\n"
    }
    // A block must not be empty, or the blocks after it would be counted wrong.
    return series.x.isEmpty ? text + "NaN\tNaN\tNaN\n" : text
  }

  private static func head(_ block: Int, _ text: String) -> String {
    (block == 0 ? "" : "\n\n") + "# block \(block), \(text)\n"
  }

  private static func lines(_ placed: PlacedBand, _ number: Int, _ panel: Figure.Panel) -> String {
    let band = placed.band
    let title = "\(MarkdownText.oneLine(band.title)) (\(band.role.rawValue))"
    var text = head(placed.block, "panel \(number), band: \(title)")
    text += "# \(MarkdownText.oneLine(panel.x.label))\tlow\thigh\n"
    for i in band.x.indices {
      text += "\(self.number(band.x[i]))\t\(self.number(band.low[i]))\t"
      text += "\(self.number(band.high[i]))\n"
    }
    return text
  }

  private static func lines(_ plane: FigurePlane, _ number: Int, _ panel: Figure.Panel) -> String {
    var (x, y) = (MarkdownText.oneLine(panel.x.label), MarkdownText.oneLine(panel.y.label))
    if plane.image.sky != nil { (x, y) = ("x in Mollweide's projection", "y") }
    let label = MarkdownText.oneLine(plane.image.label)
    var text = head(plane.block, "panel \(number), image: \(label)")
    text += "# lower corner of each cell, and its value; the last of each row and the last row "
    text += "only close the cells\n# \(x)\t\(y)\t\(label)\n" + plane.lines
    for contour in plane.contours {
      text += head(contour.block, "panel \(number), contour: \(label) = \(contour.level)")
      text += "# \(x)\t\(y)\n" + contour.text
    }
    if let graticule = plane.graticule {
      text += head(graticule.block, "panel \(number), meridians and parallels") + graticule.text
      text += head(graticule.outlineBlock, "panel \(number), outline") + graticule.outline
    }
    return text
  }

  /// The shortest decimal that reads back as the same number.
  static func number(_ x: Double) -> String { x.isFinite ? "\(x)" : "NaN" }
}
