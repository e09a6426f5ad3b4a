// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GeneralSearch
import Harness
import Numerics

/// The answer of a search as `solve general-search` hands it over.
struct SearchTables {
  var answer: SearchAnswer
  var histograms: [SearchHistogram]
  var settings: [ResultTable.Setting]

  private var quantities: [ResultTable.Quantity] {
    [
      .init(name: "histograms", unit: nil, values: [Double(histograms.count)]),
      .init(name: "regions", unit: nil, values: [Double(answer.regions)]),
      .init(
        name: "global p and its error", unit: nil, values: [answer.globalP, answer.globalPError]),
    ]
  }

  /// The most significant region of every histogram, the most significant first.
  func regions() -> ResultTable {
    let rows = answer.rows
    let own = rows.map { histograms[$0.histogram] }
    let deviation = zip(rows, own).map { row, _ -> Double in
      Double(row.region.observed) - row.region.background
    }
    var columns: [ResultTable.Column] = [
      .init("class", heading: "class", texts: own.map(\.eventClass)),
      .init("variable", heading: "variable", texts: own.map(\.variable)),
      .init(
        "low", heading: "low", format: "%8.5g",
        zip(rows, own).map { $1.edges[$0.region.bins.lowerBound] }),
      .init(
        "high", heading: "high", format: "%8.5g",
        zip(rows, own).map { $1.edges[$0.region.bins.upperBound] }),
      .init(
        "observed", heading: "observed", format: "%8.0f", rows.map { Double($0.region.observed) }),
      .init(
        "background", heading: "background", format: "%10.5g", rows.map(\.region.background)),
      .init(
        "uncertainty", heading: "uncert.", format: "%8.3g", rows.map(\.region.uncertainty)),
      .init("excess", heading: "excess", format: "%9.4g", deviation),
      .init("p", heading: "p", format: "%10.3e", rows.map { exp($0.region.logP) }),
      .init("log_p", heading: "ln p", format: "%8.2f", rows.map(\.region.logP)),
      .init(
        "p_channel", heading: "p_channel", format: "%9.3g", rows.map(\.pChannel)),
      .init(
        "p_channel_error", heading: "error", format: "%8.1g", rows.map(\.pChannelError)),
    ]
    if rows.contains(where: { $0.stepTwo != nil }) {
      columns.append(
        .init("p_second", heading: "p second", format: "%10.3e", rows.map(\.stepTwo)))
    }
    return ResultTable(
      name: "REGIONS", settings: settings, quantities: quantities, columns: columns)
  }

  /// How often toy experiments do as well.
  func curve() -> ResultTable {
    let curve = answer.curve
    var columns: [ResultTable.Column] = [
      .init("p_min", heading: "p_min", format: "%10.3e", curve.thresholds.map { $0 })
    ]
    for (k, share) in curve.share.enumerated() {
      columns.append(
        .init("share_\(k + 1)", heading: "\(k + 1) or more", format: "%10.4g", share.map { $0 }))
    }
    columns.append(
      .init("data", heading: "data", format: "%6.0f", answer.found.map { Double($0) }))
    return ResultTable(
      name: "CURVE", settings: settings, quantities: quantities, columns: columns)
  }

  func figure() -> Figure {
    SearchFigure.curve(
      answer, title: "Global curve of the search",
      caption: "\(histograms.count) histograms, \(answer.regions) regions, \(answer.toys) toys")
  }

  /// Settings, and the first rows, for a person.
  func text(rows count: Int) -> String {
    let table = regions()
    let shown = Array(0..<min(count, table.rows))
    return (table.header + [table.text(rows: shown)]).joined(separator: "\n")
  }
}
