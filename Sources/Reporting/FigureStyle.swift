// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// How a series looks: by its role, then by its place among the series of that role.
///
/// Ours are solid colours, references open points, context grey and dashed. The colours are those
/// of Okabe & Ito, told apart under the common kinds of colour blindness.
struct FigureStyle: Hashable {
  var shape: Figure.Series.Style
  var colour: String
  var width: Double
  var dash: Int
  var point: Int
  var size: Double

  private static let palette = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F3C8D", "#000000",
  ]
  private static let greys = ["#707070", "#9A9A9A", "#505050", "#B4B4B4"]
  /// gnuplot's dash types of the context series; 1 would be solid.
  private static let dashes = [2, 4, 3, 5]
  /// Solid circle, square, triangle, diamond, inverted triangle: the next when the colours are used up.
  private static let solid = [7, 5, 9, 13, 11]
  /// Open circle, square, triangle, diamond, inverted triangle, pentagon.
  private static let open = [6, 4, 8, 12, 10, 14]

  /// The look of a series, `place`-th among `count` of its role.
  init(_ series: Figure.Series, place: Int, count: Int) {
    shape = series.style
    size = Self.pointSize(series.x.count)
    switch series.role {
    case .ours:
      colour = Self.colour(.ours, place)
      (width, dash) = (2.2, 2)
      point = Self.solid[place / Self.palette.count % Self.solid.count]
    case .reference:
      // One reference stands out in black; several carry the colours of their counterparts.
      colour = count == 1 ? "#202020" : Self.colour(.reference, place)
      (width, dash, point) = (1.6, 3, Self.open[place % Self.open.count])
    case .context:
      colour = Self.colour(.context, place)
      (width, dash, point) = (1.8, Self.dashes[place % Self.dashes.count], 1)
      // A point alone would be lost among those of a sample.
      if Self.isLone(series) { (colour, width, size) = ("#202020", 3.5, 3) }
      if shape == .line { shape = .dashes }
    }
    if shape == .line { dash = 1 }
  }

  /// "lc rgb '…' lw …", common to lines, points and samples in the legend.
  var pen: String { "lc rgb '\(colour)' lw \(width)" }

  /// The point itself; `k` is the script's factor between the two terminals.
  var marker: String { "pt \(point) ps \(size)*k" }

  /// The "with …" clause.
  var clause: String {
    switch shape {
    case .line, .dashes: "with lines \(pen) dt \(dash)"
    case .points: "with points \(pen) \(marker)"
    case .errorBars: "with yerrorbars \(pen) \(marker)"
    }
  }

  /// The same in white, with wider lines and discs for points: drawn first, it sets the series off
  /// from an image behind it.
  var casing: String {
    var wide = self
    (wide.colour, wide.width) = ("#FFFFFF", width + 2.6)
    (wide.point, wide.size) = (7, 1.5 * size)
    if shape == .dashes { wide.dash = 1 }
    return wide.clause
  }

  /// The colour of the `place`-th of a role, shared by series and bands.
  static func colour(_ role: Figure.Series.Role, _ place: Int) -> String {
    let colours = role == .context ? greys : palette
    return colours[place % colours.count]
  }

  /// Many points are drawn small, so that they do not merge.
  private static func pointSize(_ count: Int) -> Double {
    count > 200 ? 0.5 : count > 60 ? 0.8 : 1.2
  }

  /// A single point for orientation.
  private static func isLone(_ series: Figure.Series) -> Bool {
    series.role == .context && series.style == .points && series.x.count == 1
  }

  /// Context lies at the back, references on top of our lines, a single point on top of all.
  static func depth(_ series: Figure.Series) -> Int {
    if isLone(series) { return 3 }
    return switch series.role {
    case .context: 0
    case .ours: 1
    case .reference: 2
    }
  }
}
