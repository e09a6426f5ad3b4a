// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Scans of two histograms against a published program and independent ones.
enum BumpHunterPart {
  /// Widths of the example, and of the analytic histogram.
  static let (exampleWidths, analyticWidths) = (2...6, 1...8)

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    return [
      result(context, conventions), perWidth(context, conventions),
      analytic(context, conventions), options(context, conventions),
      tomography(context, conventions),
    ] + toys(context, conventions)
  }

  static func exampleHunter(
    _ context: RunContext, _ conventions: SearchConventions
  ) throws(AssayError) -> (hunter: BumpHunter, data: [Int]) {
    let columns = try HistogramColumns.example(context)
    return (
      try BumpHunter(reference: columns.reference, widths: exampleWidths, conventions), columns.data
    )
  }

  static func analyticHunter(
    _ context: RunContext, _ conventions: SearchConventions
  ) throws(AssayError) -> (hunter: BumpHunter, data: [Int]) {
    let columns = try HistogramColumns.analytic(context)
    return (
      try BumpHunter(reference: columns.reference, widths: analyticWidths, conventions),
      columns.data
    )
  }

  // MARK: Exact scans

  private static func result(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let id = "bump.result"
    return StudyTask(id: id, provides: [id]) { _ throws(AssayError) in
      let (hunter, data) = try exampleHunter(context, conventions)
      let best = try hunter.best(data)
      let known: [(String, Double)] = [
        ("bump first bin", Double(best.bins.lowerBound)), ("bump width", Double(best.bins.count)),
        ("data in window", Double(best.observed)), ("reference in window", best.background),
        ("evaluated signal", Double(best.observed) - best.background),
        ("number of windows", Double(hunter.scan.windows.count)),
        ("local p-value", exp(best.logP)), ("test statistic -ln p", -best.logP),
        ("local significance", RegionTest.significance(logP: best.logP)),
      ]
      return [
        Observable(
          id: id, title: "Best window of the pyBumpHunter example",
          axes: [Axis("quantity", names: known.map(\.0))], exact: known.map(\.1))
      ]
    }
  }

  private static func perWidth(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("bump.width.first", "First bin of the best window of a width"),
      TableColumn("bump.width.data", "Data in it"),
      TableColumn("bump.width.reference", "Reference in it"),
      TableColumn("bump.width.p", "Its local p-value"),
      TableColumn("bump.width.windows", "Windows of that width"),
    ]
    return StudyTask(
      filling: "bumphunter-example-best-per-width", columns, context
    ) { axes throws(AssayError) in
      let histogram = try HistogramColumns.example(context)
      var rows: [[Double]] = []
      for number in try axes.numbers(0) {
        guard let width = Int(exactly: number), width > 0 else {
          throw axes.refusal(0, .number(number), accepted: ["a whole number of bins"])
        }
        let hunter = try BumpHunter(
          reference: histogram.reference, widths: width...width, conventions)
        let best = try hunter.best(histogram.data)
        rows.append([
          Double(best.bins.lowerBound), Double(best.observed), best.background, exp(best.logP),
          Double(hunter.scan.windows.count),
        ])
      }
      return rows
    }
  }

  private static func analytic(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("bump.analytic.first", "First bin of the window of a rank"),
      TableColumn("bump.analytic.width", "Its width", "bins"),
      TableColumn("bump.analytic.data", "Data in it"),
      TableColumn("bump.analytic.background", "Background in it"),
      TableColumn("bump.analytic.p", "Its local p-value"),
      TableColumn("bump.analytic.significance", "Its local significance", "sigma"),
    ]
    return StudyTask(
      filling: "bumphunter-analytic-windows", columns, context
    ) { axes throws(AssayError) in
      let (hunter, data) = try analyticHunter(context, conventions)
      let ranked = try hunter.ranked(data)
      var rows: [[Double]] = []
      for number in try axes.numbers(0) {
        guard let rank = Int(exactly: number), (1...ranked.count).contains(rank) else {
          throw axes.refusal(0, .number(number), accepted: ["1 to \(ranked.count)"])
        }
        let window = ranked[rank - 1]
        rows.append([
          Double(window.bins.lowerBound), Double(window.bins.count), Double(window.observed),
          window.background, exp(window.logP), RegionTest.significance(logP: window.logP),
        ])
      }
      return rows
    }
  }

  /// The options of the reference table, by name.
  private static let known: [(String, (RegionTest.Sides, Bool, Int))] = [
    ("deficit", (.deficit, false, 1)), ("excess, sidebands", (.excess, true, 1)),
    ("excess, step 2", (.excess, false, 2)), ("deficit, sidebands, step 3", (.deficit, true, 3)),
  ]

  private static func options(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("bump.options.first", "First bin of the best window"),
      TableColumn("bump.options.width", "Its width", "bins"),
      TableColumn("bump.options.data", "Data in it"),
      TableColumn("bump.options.reference", "Reference in it"),
      TableColumn("bump.options.p", "Its local p-value"),
      TableColumn("bump.options.windows", "Windows scanned"),
    ]
    return StudyTask(filling: "bumphunter-options", columns, context) { axes throws(AssayError) in
      let histogram = try HistogramColumns.example(context)
      var rows: [[Double]] = []
      for (sides, sidebands, step) in try axes.values(0, from: known) {
        let hunter = try BumpHunter(
          reference: histogram.reference, widths: exampleWidths, step: step, sides: sides,
          sidebands: sidebands, conventions)
        let best = try hunter.best(histogram.data)
        rows.append([
          Double(best.bins.lowerBound), Double(best.bins.count), Double(best.observed),
          best.background, exp(best.logP), Double(hunter.scan.windows.count),
        ])
      }
      return rows
    }
  }

  /// Local p-values of all windows of the example, for a figure.
  private static func tomography(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let id = "bump.tomography"
    return StudyTask(id: id, provides: [id, "bump.pull"]) { _ throws(AssayError) in
      let (hunter, data) = try exampleHunter(context, conventions)
      let logP = hunter.scan.logP(data)
      let windows = logP.indices.filter { logP[$0] < 0 }
      let bins = windows.map { hunter.scan.windows.bins($0) }
      let reference = try HistogramColumns.example(context).reference
      let filled = reference.indices.filter { reference[$0] > 0 }
      return [
        Observable(
          id: id, title: "Local p-value of the windows with an excess",
          axes: [
            Axis(
              "middle", units: "bins",
              numbers: bins.map { Double($0.lowerBound + $0.upperBound) / 2 }),
            Axis("width", units: "bins", numbers: bins.map { Double($0.count) }),
          ], exact: windows.map { exp(logP[$0]) }),
        Observable(
          id: "bump.pull", title: "(data − reference)/√reference",
          axes: [Axis("bin", numbers: filled.map(Double.init))],
          exact: filled.map { (Double(data[$0]) - reference[$0]) / reference[$0].squareRoot() }),
      ]
    }
  }
}
