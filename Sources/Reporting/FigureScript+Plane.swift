// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness

/// Images, their contours and colour bars, and bands.
extension FigureScript {
  /// Said once in a script that draws images.
  ///
  /// The colours are nine of viridis (S. van der Walt and N. Smith, matplotlib): lightness and
  /// perceived difference rise evenly, with colour-blind eyes and in grey print too.
  static let planeSettings = [
    "set palette defined (0 '#440154', 1 '#472D7B', 2 '#3B528B', 3 '#2C728E', 4 '#21908C', "
      + "5 '#27AD81', 6 '#5DC863', 7 '#AADC32', 8 '#FDE725')",
    "clip(v, a, b) = v < a ? a : v > b ? b : v",
  ]

  /// The coloured cells with their colour bar, in a plot of their own below the panel's.
  ///
  /// gnuplot's "with image" would space the cells evenly whatever the axis; pm3d draws each
  /// between its own corners, without seams in PNG and SVG. Cells are cut at the axes' ends.
  func image(
    _ plane: FigurePlane, _ x: FigureAxis, _ y: FigureAxis, _ cell: FigureLayout.Cell,
    _ colours: FigureColours
  ) -> [String] {
    let (bar, height) = (FigureLayout.colourBar, cell.top - cell.bottom)
    let width = layout.fraction(bar.width / FigureLayout.width)
    let value = colours.power == 0 ? "3" : "($3*1e\(colours.power))"
    let using = "(clip($1,\(x.low),\(x.high))):(clip($2,\(y.low),\(y.high))):\(value)"
    return [
      "set pm3d map corners2color c1",
      "set cbrange [\(colours.low):\(colours.high)]",
      "set colorbox vertical user origin screen \(layout.point(cell.right + bar.gap, cell.bottom)) "
        + "size screen \(width), \(layout.fraction(height / layout.height))",
      "unset border", "unset grid", "unset xtics", "unset ytics",
      "set title ''", "set xlabel ''", "set ylabel ''",
      "splot data index \(plane.block) using \(using) with pm3d notitle",
      // Tics inside would be lost on the colours.
      "set border 31 lw 1.2",
      "set xtics out nomirror scale 0.7,0.35", "set ytics out nomirror scale 0.7,0.35",
    ]
  }

  /// What the panels after an image expect.
  static let afterImage = [
    "set xtics in mirror scale 1,0.5", "set ytics in mirror scale 1,0.5", grid,
  ]

  /// The parts of the plot command that shade a band and draw its edges.
  static func parts(_ band: FigureData.PlacedBand, _ y: FigureAxis, onImage: Bool) -> [String] {
    let source = "data index \(band.block) using 1"
    // A bound that a logarithmic axis has no place for lies below all of it.
    let low = y.logarithmic ? "($2 > 0 ? $2 : \(y.low))" : "2"
    let colour = "rgb '\(band.colour)'"
    let edges = [low, "3"].flatMap { column in
      let line = "\(source):\(column) with lines lc"
      return (onImage ? ["\(line) rgb '#FFFFFF' lw 2.8 notitle"] : [])
        + ["\(line) \(colour) lw 1.2 notitle"]
    }
    let fill = "with filledcurves fc \(colour) \(FigureLegend.bandFill) noborder notitle"
    return ["\(source):\(low):3 \(fill)"] + edges
  }

  /// The parts of the plot command that draw the contours: thin, white within black, so that they
  /// show on either end of the colours.
  static func parts(_ contours: [FigurePlane.Contour]) -> [String] {
    contours.filter { !$0.lines.isEmpty }.flatMap { contour in
      [("#000000", 2.4), ("#FFFFFF", 1.0)].map { colour, width in
        "data index \(contour.block) using 1:2 with lines lc rgb '\(colour)' lw \(width) notitle"
      }
    }
  }

  /// The colour bar's name; gnuplot's own place for it would depend on the width of the numbers.
  func name(_ colours: FigureColours, _ cell: FigureLayout.Cell) -> String {
    let font = FigureLayout.font(colours.label, wanted: 14, room: cell.top - cell.bottom)
    let at = layout.point(
      cell.right + FigureLayout.colourBar.name, (cell.top + cell.bottom) / 2)
    return
      "set label 1000 \(GnuplotText.quoted(colours.label)) at screen \(at) center rotate by 90 "
      + "font ',\(font)'"
  }

  /// The levels, written on their lines.
  func labels(
    _ contours: [FigurePlane.Contour], _ x: FigureAxis, _ y: FigureAxis, _ cell: FigureLayout.Cell,
    _ colours: FigureColours
  ) -> [String] {
    let size = (cell.right - cell.left, cell.top - cell.bottom)
    var taken: [FigureTag] = []
    for contour in contours {
      let text = FigureAxis.label(colours.shown(contour.level)).replacing("-", with: "−")
      for line in contour.lines {
        let points = zip(line.x, line.y).map { (size.0 * x.share($0), size.1 * y.share($1)) }
        if let tag = FigureTag(text, on: points, within: size, beside: taken) { taken.append(tag) }
      }
    }
    return taken.enumerated().flatMap { i, tag in
      let at = "graph \(layout.fraction(tag.x / size.0)), graph \(layout.fraction(tag.y / size.1))"
      let box = (tag.width / FigureLayout.width, tag.height / layout.height)
      return [
        "set object \(1001 + i) rectangle center \(at) size screen \(layout.fraction(box.0)), "
          + "screen \(layout.fraction(box.1)) front fillcolor rgb '#FFFFFF' fillstyle solid noborder",
        "set label \(1001 + i) \(GnuplotText.quoted(tag.text)) at \(at) center front font ',11'",
      ]
    }
  }
}
