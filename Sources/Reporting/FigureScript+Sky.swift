// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Maps of the whole sky.
extension FigureScript {
  /// The cells, the names of the graticule and the marks of a sky; what is plotted comes after.
  func sky(
    _ sky: Figure.Sky, _ plane: FigurePlane, _ content: FigureData.Panel, _ panel: Figure.Panel,
    _ cell: FigureLayout.Cell, name: String
  ) throws(AssayError) -> [String] {
    let colours = try FigureColours(plane.image, name: name)
    let (x, y) = (FigureAxis.sky(2), FigureAxis.sky(1))
    var lines = layout.margins(
      left: cell.left, right: cell.right, top: cell.top, bottom: cell.bottom)
    lines += x.commands("x", labelled: false) + y.commands("y", labelled: false)
    lines += image(plane, x, y, cell, colours)
    lines += ["unset border", "unset xtics", "unset ytics"]
    lines += labels(plane.contours, x, y, cell, colours)
    lines.append(self.name(colours, cell))
    let font = FigureLayout.font(panel.title, wanted: 15, room: cell.right - cell.left)
    lines.append(
      "set title \(GnuplotText.quoted(panel.title)) noenhanced offset 0,-0.3 font ',\(font)'")
    return lines + graticuleNames(cell) + marks(sky.marks, cell)
  }

  /// The parts of the plot command that lie under the series: contours, graticule, outline.
  static func parts(_ plane: FigurePlane) -> [String] {
    guard let graticule = plane.graticule else { return [] }
    return parts(plane.contours) + [
      "data index \(graticule.block) using 1:2 with lines lc rgb '#90FFFFFF' lw 0.8 notitle",
      "data index \(graticule.outlineBlock) using 1:2 with lines lc rgb '#202020' lw 1.4 notitle",
    ]
  }

  /// Latitudes beside the ellipse, longitudes on the equator.
  private func graticuleNames(_ cell: FigureLayout.Cell) -> [String] {
    let latitudes = Graticule.parallels.enumerated().map { i, b in
      let point = Mollweide.point(180, b)
      let text = b > 0 ? "+\(Int(b))°" : b < 0 ? "−\(Int(-b))°" : "0°"
      return
        "set label \(2001 + i) '\(text)' at first \(point.x), first \(point.y) right "
        + "offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'"
    }
    let longitudes = Graticule.meridians.enumerated().flatMap { i, l in
      let point = Mollweide.point(l, 0)
      return tag(
        "\(Int(l < 0 ? l + 360 : l))°", x: point.x, y: point.y - 0.045, number: 2101 + i, cell,
        font: 10, opacity: 0.55)
    }
    return latitudes + longitudes
  }

  /// A ring for each mark, its name beside it on the side of the middle.
  private func marks(_ marks: [Figure.Sky.Mark], _ cell: FigureLayout.Cell) -> [String] {
    marks.enumerated().flatMap { i, mark in
      let point = Mollweide.wrapped(mark.longitude, mark.latitude)
      let at = "first \(point.x), first \(point.y)"
      let rings = [("#000000", 4.2), ("#FFFFFF", 1.8)].enumerated().map { k, ring in
        "set label \(3001 + 10 * i + k) '' at \(at) point pt 6 ps 1.7*k lw \(ring.1) "
          + "lc rgb '\(ring.0)' front"
      }
      let title = MarkdownText.oneLine(mark.title)
      guard !title.isEmpty else { return rings }
      let reach = 4 / (cell.right - cell.left) * (14 + 0.5 * Self.width(title, font: 12))
      let side = point.x > 0 ? -reach : reach
      return rings
        + tag(
          title, x: point.x + side, y: point.y, number: 3003 + 10 * i, cell, font: 12,
          opacity: 0.8)
    }
  }

  /// A text on a white box about a point of the plane.
  private func tag(
    _ text: String, x: Double, y: Double, number: Int, _ cell: FigureLayout.Cell, font: Double,
    opacity: Double
  ) -> [String] {
    let (width, height) = (Self.width(text, font: font) + 6, 1.5 * font)
    let size =
      "screen \(layout.fraction(width / FigureLayout.width)), "
      + "screen \(layout.fraction(height / layout.height))"
    return [
      "set object \(number) rectangle center first \(x), first \(y) size \(size) front "
        + "fillcolor rgb '#FFFFFF' fillstyle transparent solid \(opacity) noborder",
      "set label \(number) \(GnuplotText.quoted(text)) at first \(x), first \(y) center front "
        + "noenhanced font ',\(font)'",
    ]
  }

  /// Room of a text in pixels.
  private static func width(_ text: String, font: Double) -> Double {
    0.72 * font * Double(text.count)
  }
}

extension FigureAxis {
  /// An axis of the plane of the ellipse.
  static func sky(_ half: Double) -> FigureAxis {
    var axis = FigureAxis(around: 0, band: nil, values: [half])
    (axis.low, axis.high) = (-half, half)
    return axis
  }
}
