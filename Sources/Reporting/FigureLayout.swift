// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Where everything stands on the page, in pixels from the lower left corner.
///
/// The legend has a strip of its own under each panel, so that it can never cover data.
struct FigureLayout {
  /// One panel's place.
  struct Cell {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    /// Bottom of the ratio panel, whose top lies just under `bottom`.
    var ratioBottom: Double?
    var legendTop: Double
    /// The whole width given to the panel, margins and all.
    var cellLeft: Double
    var cellWidth: Double

    /// Room beside a map of the sky, for the names of the parallels.
    static let skyMargin = 56.0

    /// Twice as wide as high, at the top.
    mutating func fitSky() {
      left = cellLeft + Self.skyMargin
      let height = (right - left) / 2
      if height <= top - bottom + 60 {
        bottom = top - height
      } else {
        // Beside panels with axes there may be less room.
        bottom -= 60
        let spare = (right - left) - 2 * (top - bottom)
        (left, right) = (left + spare / 2, right - spare / 2)
      }
    }

    /// So many times as wide as high: from the top, and where that is too high in the middle.
    mutating func fit(shape: Double) {
      let height = (right - left) / shape
      if height <= top - bottom {
        bottom = top - height
      } else {
        let spare = (right - left) - shape * (top - bottom)
        (left, right) = (left + spare / 2, right - spare / 2)
      }
    }
  }

  static let width = 1400.0
  /// Panels in a row at most.
  static let columns = 3
  private static let rowHeight = 850.0
  /// Depth of a legend that fits a row of the usual height.
  private static let usualLegend = 200.0
  private static let figureTitle = 50.0
  private static let panelTitle = 36.0
  private static let gap = 12.0
  /// Tic labels and the x axis' name.
  private static let below = 72.0
  private static let beside = 112.0
  /// A colour bar beside an image: how far it stands off, its width, how far off its name is, and
  /// the room for it all.
  static let colourBar = (gap: 14.0, width: 16.0, name: 98.0, room: 98.0)
  var height: Double
  var cells: [Cell]

  /// Panels stand side by side, three at most in a row; where `shared`, the first legend
  /// stands for all.
  init(_ panels: [Figure.Panel], legends: [FigureLegend], shared: Bool) {
    let rows = max(1, (panels.count + Self.columns - 1) / Self.columns)
    // As few as the rows allow: four panels are two by two.
    let columns = max(1, (panels.count + rows - 1) / rows)
    let cellWidth = Self.width / Double(columns)
    let strips = legends.map { $0.height(in: shared ? Self.width : cellWidth) }
    // All panels of a row share the deepest legend, so that their axes line up.
    let depths = (0..<rows).map { row in
      strips[row * columns..<min(panels.count, (row + 1) * columns)].max() ?? 0
    }
    // A deep legend makes the page longer, not the panels flat.
    let heights = depths.enumerated().map { row, depth in
      let own = panels[row * columns..<min(panels.count, (row + 1) * columns)]
      if own.allSatisfy({ $0.image?.sky != nil }) { return Self.skyHeight(cellWidth) + depth }
      let usual = Self.rowHeight + max(0, depth - Self.usualLegend)
      // A row of pictures is as high as they are.
      let shapes = own.compactMap(Self.shape)
      guard shapes.count == own.count, let flattest = shapes.min() else { return usual }
      let width = cellWidth - Self.beside - 28 - Self.colourBar.room
      return min(usual, width / flattest + Self.panelTitle + Self.below + 14 + depth)
    }
    height = Self.figureTitle + heights.reduce(0, +)
    cells = []
    for (i, panel) in panels.enumerated() {
      let row = i / columns
      let left = Double(i % columns) * cellWidth
      let ceiling = height - Self.figureTitle - heights[..<row].reduce(0, +)
      let floor = ceiling - heights[row] + depths[row] + 14
      var cell = Cell(
        left: left + Self.beside, right: left + cellWidth - 28, top: ceiling - Self.panelTitle,
        bottom: floor + Self.below, legendTop: floor, cellLeft: left, cellWidth: cellWidth)
      if panel.image != nil { cell.right -= Self.colourBar.room }
      if panel.image?.sky != nil { cell.fitSky() }
      if let shape = Self.shape(panel) { cell.fit(shape: shape) }
      if panel.ratio != nil {
        cell.ratioBottom = cell.bottom
        cell.bottom += 0.3 * (cell.top - cell.bottom) + Self.gap
      }
      cells.append(cell)
    }
  }

  /// Width over height of an image whose axes have equal scales.
  private static func shape(_ panel: Figure.Panel) -> Double? {
    guard let image = panel.image, image.equalScales == true else { return nil }
    func length(_ scale: Figure.Scale, _ centres: [Double]) -> Double {
      let borders = FigurePlane.borders(centres, false)
      let ends = scale.range ?? [borders[0], borders[borders.count - 1]]
      return abs(ends[1] - ends[0])
    }
    return length(panel.x, image.x) / length(panel.y, image.y)
  }

  /// Height of a row of sky maps, without legends: an ellipse half as high as wide, its title and a
  /// little room.
  private static func skyHeight(_ cellWidth: Double) -> Double {
    (cellWidth - Cell.skyMargin - 28 - colourBar.room) / 2 + panelTitle + 44
  }

  /// Top of the ratio panel of a cell.
  static func ratioTop(_ cell: Cell) -> Double { cell.bottom - gap }

  /// gnuplot's commands that put the next plot between these pixels.
  func margins(left: Double, right: Double, top: Double, bottom: Double) -> [String] {
    [
      "set lmargin at screen \(fraction(left / Self.width))",
      "set rmargin at screen \(fraction(right / Self.width))",
      "set tmargin at screen \(fraction(top / height))",
      "set bmargin at screen \(fraction(bottom / height))",
    ]
  }

  /// "x, y" in gnuplot's screen coordinates.
  func point(_ x: Double, _ y: Double) -> String {
    "\(fraction(x / Self.width)), \(fraction(y / height))"
  }

  /// Four digits are finer than a pixel and keep the script readable.
  func fraction(_ x: Double) -> Double { (x * 10_000).rounded() / 10_000 }

  /// The largest font size, up to `wanted`, at which `text` is no longer than `room` pixels.
  static func font(_ text: String, wanted: Double, room: Double) -> Double {
    // Markup such as "^{3}" takes no room of its own.
    let needed = Double(text.count { !"{}^_".contains($0) }) * wanted * 0.76
    let size = needed <= room ? wanted : max(8, wanted * room / needed)
    return (size * 2).rounded(.down) / 2
  }
}
