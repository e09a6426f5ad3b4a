// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The legend of a panel, written with labels and arrows at fixed places.
///
/// gnuplot's own key sizes its columns by each terminal's idea of a character, so that PNG and
/// SVG would differ and long titles run into each other.
struct FigureLegend: Hashable {
  struct Entry: Hashable {
    enum Look: Hashable {
      case series(FigureStyle)
      /// A band of this colour.
      case band(String)
      /// The band in a ratio panel.
      case tolerance
    }

    var title: String
    var look: Look
  }

  var entries: [Entry]

  static let bandColour = "#DCE6F0"
  /// gnuplot's fill of a band, which lets the grid or an image show through.
  static let bandFill = "fillstyle transparent solid 0.3"
  /// Room for the sample, and for each character of a title in the legend's font, in pixels.
  private static let sample = 62.0
  private static let character = 8.1
  private static let line = 25.0
  private static let indent = 24.0

  /// Nothing to explain.
  static let none = FigureLegend(entries: [])

  private init(entries: [Entry]) { self.entries = entries }

  /// Titles in the author's order; one shared with the ratio panel is listed once.
  init(_ panel: Figure.Panel, _ data: FigureData.Panel) {
    entries = []
    var all = (data.main + data.ratio).map { ($0.series.title, Entry.Look.series($0.style)) }
    all += data.bands.map { ($0.band.title, .band($0.colour)) }
    for (text, look) in all {
      let title = MarkdownText.oneLine(text)
      if title.isEmpty || entries.contains(where: { $0.title == title }) { continue }
      entries.append(Entry(title: title, look: look))
    }
    if panel.ratio?.band != nil { entries.append(Entry(title: "tolerance", look: .tolerance)) }
  }

  /// How many entries fit side by side within `width` pixels.
  func columns(in width: Double) -> Int {
    let longest = Double(entries.map(\.title.count).max() ?? 0)
    return max(1, Int((width - 2 * Self.indent) / (Self.sample + longest * Self.character)))
  }

  /// Height of the strip in pixels.
  func height(in width: Double) -> Double {
    let columns = columns(in: width)
    return Double((entries.count + columns - 1) / columns) * Self.line
  }

  /// gnuplot's commands, each entry in its place below `top` from `left` on, a column at a time.
  func commands(left: Double, top: Double, width: Double, _ layout: FigureLayout) -> [String] {
    let fit = columns(in: width)
    let rows = max(1, (entries.count + fit - 1) / fit)
    let columns = max(1, (entries.count + rows - 1) / rows)
    let longest = Double(entries.map(\.title.count).max() ?? 0)
    let pitch = min(
      (width - 2 * Self.indent) / Double(columns), Self.sample + longest * Self.character + 30)
    let limit = Int((pitch - Self.sample) / Self.character)
    return entries.enumerated().flatMap { i, entry in
      let x = left + Self.indent + Double(i / rows) * pitch
      let y = top - Self.line * (Double(i % rows) + 0.5)
      let title =
        entry.title.count > limit ? entry.title.prefix(max(1, limit - 1)) + "…" : entry.title
      let at = layout.point(x + 46, y)
      return sample(entry.look, x, y, number: 10 * (i + 1), layout) + [
        "set label \(10 * (i + 1)) \(GnuplotText.quoted(title)) at screen \(at) left noenhanced "
          + "font ',12'"
      ]
    }
  }

  private func sample(
    _ look: Entry.Look, _ x: Double, _ y: Double, number: Int, _ layout: FigureLayout
  ) -> [String] {
    let box =
      "set object \(number) rectangle from screen \(layout.point(x, y - 7)) to screen "
      + "\(layout.point(x + 36, y + 7)) "
    switch look {
    case .tolerance: return [box + "fillcolor rgb '\(Self.bandColour)' fillstyle solid noborder"]
    case .band(let colour):
      return [box + "fillcolor rgb '\(colour)' \(Self.bandFill) border lc rgb '\(colour)'"]
    case .series(let style): return sample(style, x, y, number: number, layout)
    }
  }

  private func sample(
    _ style: FigureStyle, _ x: Double, _ y: Double, number: Int, _ layout: FigureLayout
  ) -> [String] {
    let from = layout.point(x, y)
    let to = layout.point(x + 36, y)
    let point =
      "set label \(number + 1) '' at screen \(layout.point(x + 18, y)) point \(style.marker) "
      + style.pen
    switch style.shape {
    case .line, .dashes:
      return [
        "set arrow \(number) from screen \(from) to screen \(to) nohead \(style.pen) "
          + "dt \(style.dash)"
      ]
    case .points: return [point]
    case .errorBars:
      let (low, high) = (layout.point(x + 18, y - 9), layout.point(x + 18, y + 9))
      return [
        point,
        "set arrow \(number) from screen \(low) to screen \(high) heads size screen 0.003,90 "
          + style.pen,
      ]
    }
  }
}
