// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// What the constructors refuse but a decoded record may still hold, and what no picture can show.
extension FigureRenderer {
  static func check(_ figure: Figure) throws(AssayError) {
    let allowed = figure.id.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
          || "-_.".unicodeScalars.contains($0))
    }
    guard allowed, !figure.id.isEmpty, !figure.id.hasPrefix("."), figure.id.count <= 100 else {
      throw .badValue(
        name: "figure id", found: "\"\(MarkdownText.oneLine(figure.id))\"",
        accepted: "up to 100 letters, digits, '-', '_' and '.', not starting with '.'")
    }
    if figure.panels.isEmpty {
      throw .badValue(name: "figure \(figure.id)", found: "no panel", accepted: "at least one")
    }
    for series in figure.panels.flatMap({ $0.series + ($0.ratio?.series ?? []) }) {
      let counts = [series.x.count, series.y.count, series.errors?.count ?? series.y.count]
      if Set(counts).count > 1 {
        throw .badValue(
          name: "figure \(figure.id), series \"\(MarkdownText.oneLine(series.title))\"",
          found: "\(counts[0]) x, \(counts[1]) y, \(counts[2]) errors", accepted: "equal counts")
      }
    }
    for (i, panel) in figure.panels.enumerated() {
      let name = "figure \(figure.id), panel \(i + 1)"
      if let image = panel.image { try check(image, panel, "\(name), image") }
      for band in panel.bands ?? [] {
        try check(band, panel, "\(name), band \"\(MarkdownText.oneLine(band.title))\"")
      }
    }
  }

  private static func check(
    _ image: Figure.Image, _ panel: Figure.Panel, _ name: String
  ) throws(AssayError) {
    let (columns, rows) = (image.x.count, image.y.count)
    let (cells, overflow) = columns.multipliedReportingOverflow(by: rows)
    guard columns > 1, rows > 1, !overflow, cells == image.values.count else {
      throw .badValue(
        name: name, found: "\(columns) x, \(rows) y, \(image.values.count) values",
        accepted: "at least 2 x and 2 y, and a value for each pair")
    }
    try check(rising: image.x, on: panel.x, "\(name), x")
    try check(rising: image.y, on: panel.y, "\(name), y")
    try check(finite: image.values, "\(name), values")
    try check(finite: image.contours, "\(name), contours")
    if image.equalScales == true {
      for scale in [panel.x, panel.y] {
        let ends = scale.range ?? [0, 1]
        guard !scale.logarithmic, ends.count == 2, ends.allSatisfy(\.isFinite), ends[0] != ends[1]
        else {
          throw .badValue(
            name: name, found: "equal scales on a logarithmic axis or one without length",
            accepted: "linear axes with two ends")
        }
      }
    }
    if let sky = image.sky { try check(sky, image, panel, name) }
  }

  private static func check(
    _ sky: Figure.Sky, _ image: Figure.Image, _ panel: Figure.Panel, _ name: String
  ) throws(AssayError) {
    let ends = [image.x[0], image.x[image.x.count - 1], image.y[0], image.y[image.y.count - 1]]
    guard !panel.x.logarithmic, !panel.y.logarithmic, panel.ratio == nil,
      (panel.bands ?? []).isEmpty, ends[0] >= -180, ends[1] <= 180, ends[2] >= -90, ends[3] <= 90
    else {
      throw .badValue(
        name: name, found: "x from \(ends[0]) to \(ends[1]), y from \(ends[2]) to \(ends[3])",
        accepted: "longitudes and latitudes in degrees, linear, without ratio and bands, on a sky")
    }
    for mark in sky.marks
    where !mark.longitude.isFinite || !(-90...90).contains(mark.latitude) {
      throw .badValue(
        name: "\(name), mark \"\(MarkdownText.oneLine(mark.title))\"",
        found: "\(mark.longitude), \(mark.latitude)",
        accepted: "a longitude, and a latitude from -90 to 90")
    }
  }

  private static func check(
    _ band: Figure.Band, _ panel: Figure.Panel, _ name: String
  ) throws(AssayError) {
    let counts = [band.x.count, band.low.count, band.high.count]
    guard counts[0] > 1, Set(counts).count == 1 else {
      throw .badValue(
        name: name, found: "\(counts[0]) x, \(counts[1]) low, \(counts[2]) high",
        accepted: "equal counts, at least 2")
    }
    try check(rising: band.x, on: panel.x, "\(name), x")
    try check(finite: band.low, "\(name), low")
    try check(finite: band.high, "\(name), high")
    for i in band.x.indices where band.low[i] > band.high[i] {
      throw .badValue(
        name: name, found: "low \(band.low[i]) above high \(band.high[i]) at x = \(band.x[i])",
        accepted: "low nowhere above high")
    }
    if panel.y.logarithmic, let value = band.high.first(where: { $0 <= 0 }) {
      throw .badValue(
        name: "\(name), high", found: "\(value)", accepted: "numbers above zero on this axis")
    }
  }

  private static func check(finite values: [Double], _ name: String) throws(AssayError) {
    if let i = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(
        name: name, found: "\(values[i]) at place \(i + 1)", accepted: "finite numbers")
    }
  }

  private static func check(
    rising values: [Double], on scale: Figure.Scale, _ name: String
  ) throws(AssayError) {
    try check(finite: values, name)
    for (a, b) in zip(values, values.dropFirst()) where a >= b {
      throw .badValue(name: name, found: "\(a) before \(b)", accepted: "rising numbers")
    }
    if scale.logarithmic, let first = values.first, first <= 0 {
      throw .badValue(name: name, found: "\(first)", accepted: "numbers above zero on this axis")
    }
  }
}
