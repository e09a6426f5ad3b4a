// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import History
import Numerics

/// The file that a trend is written to: a figure or its numbers, told apart by the ending.
enum TrendFile: String {
  case svg, png, csv, json

  init(path: String) throws(AssayError) {
    let ending = (path as NSString).pathExtension
    guard let kind = TrendFile(rawValue: ending.lowercased()) else {
      throw .usage("--out \(path): found ending '.\(ending)'; accepted: .svg, .png, .csv, .json")
    }
    self = kind
  }

  func write(_ trends: [Trend], to path: String) throws(AssayError) {
    switch self {
    case .svg, .png: try FigureFile.write(Self.figure(trends), to: path)
    case .csv: try Self.table(trends).write(to: path)
    case .json:
      try AtomicFile.write(try CanonicalJSON.encode(trends) + [UInt8(ascii: "\n")], to: path)
    }
  }

  /// A panel for each host and setting: runs in their order, levels as lines with a step between.
  static func figure(_ trends: [Trend]) -> Figure {
    let series = trends[0].series
    return Figure(
      id: "trend", title: series.target,
      caption: "Points: runs, oldest first; bars: standard error. Lines: levels of the fit.",
      panels: trends.filter { !$0.valued.isEmpty }.map(panel))
  }

  private static func panel(_ trend: Trend) -> Figure.Panel {
    let (series, points) = (trend.series, trend.valued)
    let isRate = series.quantity == .rate
    let x = points.indices.map { Double($0 + 1) }
    let values = points.map { $0.value! }
    var drawn = [
      Figure.Series(
        "runs", role: .ours, style: isRate ? .errorBars : .points, x: x, y: values,
        errors: isRate ? points.map { $0.value! * ($0.error ?? 0) } : nil)
    ]
    let levels = trend.analysis.levels
    drawn.append(
      Figure.Series(
        "levels", role: .reference, style: .line,
        x: levels.flatMap { [Double($0.first) + 0.5, Double($0.last) + 1.5] },
        y: levels.flatMap { [$0.value, $0.value] }))
    if series.quantity == .shareOfTolerance {
      drawn.append(
        Figure.Series(
          "tolerance", role: .context, style: .dashes, x: [0.5, Double(points.count) + 0.5],
          y: [1, 1]))
    }
    return Figure.Panel(
      title: "\(series.machine), \(series.setting)",
      x: .init("run, oldest first", range: [0.5, Double(points.count) + 0.5]),
      y: .init(series.unit ?? series.quantity.rawValue), series: drawn)
  }

  /// One row a run of each series.
  static func table(_ trends: [Trend]) -> ResultTable {
    let rows = trends.flatMap { trend in
      let levels = trend.levels
      return trend.series.points.map { (trend.series, $0, levels[$0.run]) }
    }
    func texts(_ name: String, _ value: (TrendSeries, TrendSeries.Point) -> String)
      -> ResultTable.Column
    {
      .init(name, heading: name, texts: rows.map { value($0.0, $0.1) })
    }
    func numbers(_ name: String, _ value: (TrendSeries.Point) -> Double?) -> ResultTable.Column {
      .init(name, heading: name, format: "%.6g", rows.map { value($0.1) })
    }
    let series = trends[0].series
    return ResultTable(
      name: "TREND",
      settings: [
        .init(name: "trend", value: series.target),
        .init(name: "value", value: series.unit ?? series.quantity.rawValue),
      ],
      columns: [
        texts("host") { series, _ in series.host }, texts("cpu") { series, _ in series.cpuModel },
        texts("setting") { series, _ in series.setting },
        numbers("number") { Double($0.run) }, texts("run") { _, point in point.id },
        texts("started") { _, point in point.started },
        texts("commit") { _, point in point.commit ?? "" },
        texts("status") { _, point in point.status ?? "" },
        texts("tolerance") { _, point in point.tolerance ?? "" },
        numbers("value", \.value), numbers("error", \.error), numbers("floor", \.floor),
        numbers("relative", \.relative), numbers("absolute", \.absolute), numbers("pull", \.pull),
        .init("level", heading: "level", format: "%.6g", rows.map(\.2)),
      ])
  }
}
