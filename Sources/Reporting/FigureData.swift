// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The data file of a figure: one block a series, in the order drawn, two blank lines between.
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

  /// For each panel its series and those of its ratio panel.
  private(set) var panels: [(main: [Placed], ratio: [Placed])] = []
  private(set) var text: String

  init(_ figure: Figure) {
    text = "# \(MarkdownText.oneLine(figure.title))\n"
    var block = 0
    for (number, panel) in figure.panels.enumerated() {
      let main = Self.place(panel.series, from: &block)
      let ratio = Self.place(panel.ratio?.series ?? [], from: &block, after: main)
      panels.append((main, ratio))
      for (part, list) in [("panel", main), ("ratio", ratio)] {
        for placed in list { text += Self.lines(placed, "\(part) \(number + 1)", panel) }
      }
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
    var text = placed.block == 0 ? "" : "\n\n"
    text += "# block \(placed.block), \(part): \(MarkdownText.oneLine(series.title)) "
    text += "(\(series.role.rawValue))\n"
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

  /// The shortest decimal that reads back as the same number.
  private static func number(_ x: Double) -> String { x.isFinite ? "\(x)" : "NaN" }
}
