// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness

/// The minimal fraction against the sample size, a panel a source: the published networks, and what
/// this run has of the authors' networks, the bounds, and networks of its own.
enum FractionFigure {
  private static let sources = ["Cen A", "M 82", "NGC 253", "M 87", "Fornax A"]

  /// Observables by their prefix, with the title of their series.
  private static let columns = [
    ("fraction.llr", "likelihood ratio (bound)"), ("fraction.aps", "power spectrum"),
    ("fraction.authors", "the authors' networks on our maps"),
  ]
  private static let cells = [
    ("fraction.single", "networks trained here, mean"),
    ("best.single", "networks trained here, best"),
    ("fraction.binned", "binned networks trained here, mean"),
    ("best.binned", "binned networks trained here, best"),
  ]

  /// nil where the run has none of the fractions.
  static func figure(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    let panels = sources.compactMap { panel($0, results, library) }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "minimal-fraction", title: "Smallest fraction of events from a source",
      caption:
        "Smallest share of events from the source at which isotropy is rejected (α = 0.01, "
        + "β = 0.05) against the sample size. Dashed: Table 1; its row NGC 253, CNN is suspect from "
        + "N = 100 on. Error bars: half of the range from 16 % to 84 % of "
        + "resampled test sets, at least half an event, with the scatter of several trainings: of "
        + "these the mean, and the one of the best accuracy. No test of maps of counts lies below "
        + "their likelihood ratio but by noise; fractions come in steps of one event, 100/N %.",
      panels: panels)
  }

  private static func panel(
    _ name: String, _ results: Results, _ library: ReferenceLibrary
  ) -> Figure.Panel? {
    let slug = UHECRSource(name: name, longitude: 0, latitude: 0, distance: 0).slug
    var ours: [Figure.Series] = []
    for (prefix, title) in columns {
      guard let observable = results["\(prefix).\(slug)"] else { continue }
      ours.append(series(title, Points(observable)))
    }
    for (prefix, title) in cells {
      let points = Points(
        Cell.sizes.compactMap { size in
          results["\(prefix).\(slug).\(size)"]?.values.first.map { (Double(size), $0) }
        })
      ours.append(series(title, points))
    }
    ours.removeAll { $0.x.isEmpty }
    guard !ours.isEmpty else { return nil }
    let published = [("CNN", "Table 1, CNN"), ("BCNN", "Table 1, BCNN")].compactMap {
      reference("minimal fraction, \(name), \($0)", $1, library)
    }
    let all = (ours + published).flatMap(\.y).filter { $0 > 0 }
    return Figure.Panel(
      title: name, x: Figure.Scale("sample size N", logarithmic: true, range: [40, 620]),
      y: Figure.Scale(
        "minimal fraction [%]", logarithmic: true,
        range: [0.8 * (all.min() ?? 1), 1.25 * (all.max() ?? 100)]),
      series: published + ours)
  }

  private static func series(_ title: String, _ points: Points) -> Figure.Series {
    Figure.Series(
      title, role: .ours, style: .errorBars, x: points.x, y: points.y, errors: points.errors)
  }

  private static func reference(
    _ column: String, _ title: String, _ library: ReferenceLibrary
  ) -> Figure.Series? {
    guard let published = PublishedFractions.column(column, library) else { return nil }
    let points = Points(published.map { (Double($0.events), Estimate($0.percent)) })
    return Figure.Series(title, role: .context, style: .dashes, x: points.x, y: points.y)
  }

  /// Fractions by sample size.
  private struct Points {
    var x: [Double]
    var y: [Double]
    var errors: [Double]

    init(_ points: [(Double, Estimate)]) {
      x = points.map(\.0)
      y = points.map(\.1.value)
      errors = points.map { $0.1.standardError ?? 0 }
    }

    init(_ observable: Observable) {
      self.init(
        zip(observable.axes.first?.keys ?? [], observable.values).compactMap { key, value in
          guard case .number(let n) = key, value.value.isFinite else { return nil }
          return (n, value)
        })
    }
  }
}
