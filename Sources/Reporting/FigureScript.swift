// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The gnuplot script of a figure, complete in itself: `gnuplot ID.gp` beside `ID.dat` redraws it.
struct FigureScript {
  private let figure: Figure
  private let data: FigureData
  let layout: FigureLayout
  private let shared: Bool
  private var legends: [FigureLegend]
  private var lines: [String] = []

  static let grid = "set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1"

  /// The script's text for `figure`, whose series stand in `data`.
  static func text(_ figure: Figure, _ data: FigureData) throws(AssayError) -> String {
    var script = FigureScript(figure, data)
    try script.build()
    return script.lines.joined(separator: "\n") + "\n"
  }

  private init(_ figure: Figure, _ data: FigureData) {
    self.figure = figure
    self.data = data
    legends = zip(figure.panels, data.panels).map {
      FigureLegend($0, $1)
    }
    let panels = figure.panels.count
    // Panels of one row that say the same share one legend across the page.
    shared = panels > 1 && panels <= FigureLayout.columns && Set(legends).count == 1
    if shared { for i in 1..<panels { legends[i] = .none } }
    layout = FigureLayout(figure.panels, legends: legends, shared: shared)
  }

  private mutating func build() throws(AssayError) {
    let size = "\(Int(FigureLayout.width)),\(Int(layout.height))"
    lines = [
      "# \(MarkdownText.oneLine(figure.title))",
      "# Redraw in this folder with: gnuplot \(figure.id).gp",
      "if (!exists('data')) data = '\(figure.id).dat'",
      "if (!exists('png')) png = '\(figure.id).png'",
      "if (!exists('svg')) svg = '\(figure.id).svg'",
      "if (!exists('from')) from = 1",
      "if (!exists('to')) to = 2",
      "set encoding utf8",
      "set datafile missing 'NaN'",
      "set minussign",
      "do for [pass = from:to] {",
      "# k makes points of equal size in both",
      "if (pass == 1) {",
      "  k = 1.0",
      "  set terminal pngcairo enhanced size \(size) font 'DejaVu Sans,14' background 'white'",
      "  set output png",
      "} else {",
      "  k = 0.68",
      "  set terminal svg enhanced size \(size) font 'DejaVu Sans,14' fontscale 1.3333 "
        + "dashlength 1.5 "
        + "background 'white'",
      "  set output svg",
      "}",
      "set multiplot",
      "unset key",
      Self.grid,
      "set border lw 1.2",
      "set tics front",
    ]
    if data.panels.contains(where: { $0.plane != nil }) { lines += Self.planeSettings }
    for i in figure.panels.indices { try panel(i) }
    lines += ["unset multiplot", "}", "unset output"]
  }

  private mutating func panel(_ i: Int) throws(AssayError) {
    let panel = figure.panels[i]
    let cell = layout.cells[i]
    let content = data.panels[i]
    let name = "figure \(figure.id), panel \(i + 1)"
    lines += ["", "# panel \(i + 1)"]
    if let plane = content.plane, let sky = plane.image.sky {
      if i == 0 { title() }
      lines += try self.sky(sky, plane, content, panel, cell, name: name)
      lines += legends[i].commands(
        left: cell.cellLeft, top: cell.legendTop,
        width: shared ? FigureLayout.width : cell.cellWidth, layout)
      plot(
        content.main, .sky(2), .sky(1), using: "1:2", behind: Self.parts(plane), onImage: true)
      lines += [
        "unset label", "unset arrow", "unset object", "set title ''", "set border 31 lw 1.2",
      ]
      lines += Self.afterImage
      return
    }
    let (x, y) = try axes(panel, content, name: name)
    lines += layout.margins(left: cell.left, right: cell.right, top: cell.top, bottom: cell.bottom)
    if let plane = content.plane {
      let colours = try FigureColours(plane.image, name: name)
      lines += x.commands("x", labelled: false) + y.commands("y", labelled: false)
      lines += image(plane, x, y, cell, colours) + labels(plane.contours, x, y, cell, colours)
      lines.append(self.name(colours, cell))
    }
    if i == 0 { title() }
    let font = FigureLayout.font(panel.title, wanted: 15, room: cell.right - cell.left)
    lines.append(
      "set title \(GnuplotText.quoted(panel.title)) noenhanced offset 0,-0.3 font ',\(font)'")
    let room = cell.right - cell.left
    lines += x.commands("x", labelled: panel.ratio == nil, room: room)
    lines += y.commands("y", labelled: true)
    lines.append(panel.ratio == nil ? label("x", panel.x.label, cell) : "set xlabel ''")
    lines.append(label("y", panel.y.label, room: cell.top - cell.bottom))
    lines += legends[i].commands(
      left: cell.cellLeft, top: cell.legendTop,
      width: shared ? FigureLayout.width : cell.cellWidth, layout)
    let onImage = content.plane != nil
    let behind =
      content.bands.flatMap { Self.parts($0, y, onImage: onImage) }
      + Self.parts(content.plane?.contours ?? [])
    plot(content.main, x, y, using: "1:2", behind: behind, onImage: onImage)
    lines += ["unset label", "unset arrow", "unset object", "set title ''"]
    if onImage { lines += Self.afterImage }
    if let lower = panel.ratio {
      try ratio(lower, content.ratio, panel, cell, x, name: "\(name), ratio")
    }
  }

  /// An image fills its panel; without one the axes show all series and bands.
  private func axes(
    _ panel: Figure.Panel, _ content: FigureData.Panel, name: String
  ) throws(AssayError) -> (x: FigureAxis, y: FigureAxis) {
    let bands = content.bands.map(\.band)
    let xs =
      content.plane?.x ?? (content.main + content.ratio).flatMap(\.series.x) + bands.flatMap(\.x)
    let ys =
      content.plane?.y
      ?? content.main.flatMap { Self.reach($0.series) } + bands.flatMap { $0.low + $0.high }
    let fill = content.plane != nil
    return (
      try FigureAxis(panel.x, xs, name: "\(name), x", fill: fill),
      try FigureAxis(panel.y, ys, name: "\(name), y", fill: fill)
    )
  }

  private mutating func title() {
    let top = layout.fraction((layout.height - 26) / layout.height)
    let font = FigureLayout.font(figure.title, wanted: 18, room: FigureLayout.width - 40)
    lines.append(
      "set label 1 \(GnuplotText.quoted(figure.title)) at screen 0.5, \(top) center noenhanced "
        + "font ',\(font)'")
  }

  /// The lower panel: band, line of agreement, and the series about it.
  private mutating func ratio(
    _ ratio: Figure.Ratio, _ series: [FigureData.Placed], _ panel: Figure.Panel,
    _ cell: FigureLayout.Cell, _ x: FigureAxis, name: String
  ) throws(AssayError) {
    let values = series.flatMap { Self.reach($0.series) }
    var y = FigureAxis(around: ratio.centre, band: ratio.band, values: values)
    if ratio.y.logarithmic || ratio.y.range != nil {
      y = try FigureAxis(ratio.y, values + [ratio.centre], name: name)
    }
    // Deviations far below the centre would all be labelled alike: they are drawn magnified.
    let power = y.logarithmic ? 0 : Self.magnification(y, ratio.centre)
    let shift = { (v: Double) in power == 0 ? v : (v - ratio.centre) * pow(10, Double(power)) }
    let using = power == 0 ? "1:2" : "1:(($2-\(ratio.centre))*1e\(power))"
    var text = ratio.y.label
    if power != 0 {
      (y.low, y.high) = (shift(y.low), shift(y.high))
      text = "(\(text)" + (ratio.centre == 0 ? "" : " − \(Format.value(ratio.centre))")
      text += ") × 10^{\(power)}"
    }
    lines += ["", "# ratio"]
    let (top, bottom) = (FigureLayout.ratioTop(cell), cell.ratioBottom!)
    lines += layout.margins(left: cell.left, right: cell.right, top: top, bottom: bottom)
    lines += x.commands("x", labelled: true, room: cell.right - cell.left)
    lines += y.commands("y", labelled: true)
    if !y.logarithmic { lines.append("set ytics \(Self.step(y.high - y.low))") }
    lines += [label("x", panel.x.label, cell), label("y", text, room: top - bottom)]
    if let band = ratio.band {
      let (a, b) = (shift(ratio.centre - band), shift(ratio.centre + band))
      lines.append(
        "set object 1 rectangle from graph 0, first \(max(a, y.low)) to graph 1, "
          + "first \(min(b, y.high)) behind fillcolor rgb '\(FigureLegend.bandColour)' fillstyle solid "
          + "noborder")
    }
    let centre = shift(ratio.centre)
    lines.append(
      "set arrow 1 from graph 0, first \(centre) to graph 1, first \(centre) nohead back "
        + "lc rgb '#404040' lw 1.2")
    plot(series, x, y, using: using, scale: power == 0 ? nil : "1e\(power)")
    lines += ["unset object", "unset arrow", "unset label"]
  }

  private mutating func plot(
    _ series: [FigureData.Placed], _ x: FigureAxis, _ y: FigureAxis, using: String,
    scale: String? = nil, behind: [String] = [], onImage: Bool = false
  ) {
    let order = series.sorted {
      let (a, b) = (FigureStyle.depth($0.series), FigureStyle.depth($1.series))
      return a == b ? $0.block < $1.block : a < b
    }
    var parts = behind
    for placed in order where placed.isDrawable(x, y) {
      let bars = placed.series.style == .errorBars
      let errors = placed.series.errors == nil ? "(0)" : scale.map { "($3*\($0))" } ?? "3"
      let source = "data index \(placed.block) using \(using)" + (bars ? ":\(errors)" : "")
      if onImage { parts.append("\(source) \(placed.style.casing) notitle") }
      parts.append("\(source) \(placed.style.clause) notitle")
    }
    if parts.isEmpty {
      if !onImage { lines.append("set label 2 'no points to draw' at graph 0.5, 0.5 center") }
      parts.append("NaN notitle")
    }
    lines.append("plot " + parts.joined(separator: ", \\\n  "))
  }

  private func label(_ axis: String, _ text: String, _ cell: FigureLayout.Cell) -> String {
    label(axis, text, room: cell.right - cell.left)
  }

  private func label(_ axis: String, _ text: String, room: Double) -> String {
    let font = FigureLayout.font(text, wanted: 14, room: room)
    return "set \(axis)label \(GnuplotText.quoted(text)) font ',\(font)'"
  }
}

extension FigureScript {
  /// The y values that an axis must show, error bars included.
  static func reach(_ series: Figure.Series) -> [Double] {
    guard series.style == .errorBars, let errors = series.errors else { return series.y }
    return series.y + zip(series.y, errors).flatMap { [$0 - $1, $0 + $1] }
  }

  /// The power of ten that makes the half-width of a narrow axis a number of one digit; 0 where
  /// plain labels will do.
  static func magnification(_ y: FigureAxis, _ centre: Double) -> Int {
    let half = (y.high - y.low) / 2
    let plain = centre == 0 ? half >= 1e-3 : half >= 1e-3 * centre.magnitude
    return plain && half < 1e5 ? 0 : -Int(log10(half).rounded(.down))
  }

  /// A round distance between tics, for about four of them.
  static func step(_ span: Double) -> Double {
    let raw = span / 4
    let power = Int(log10(raw).rounded(.down))
    let unit = pow(10, Double(power))
    let mantissa = [1.0, 2, 5, 10].last { $0 * unit <= raw * 1.0001 } ?? 1
    return Double("\(Int(mantissa))e\(power)") ?? mantissa * unit
  }
}
