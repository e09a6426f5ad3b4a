// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Signal efficiency against background efficiency, detectors below the optimum.
enum CurveFigure {
  private static let axis = "background efficiency"

  static func figure(_ results: Results) -> Figure? {
    guard let optimum = results["events.optimum.curve"] else { return nil }
    let panels = AnomalyFigures.names(optimum, on: "signal").map { signal in
      panel(signal, optimum, results)
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "efficiency-curves", title: "Detectors of anomalies and the optimum",
      caption: """
        Share of the signal that is kept against the share of the background that is, for four signals \
        of toy events. Nothing can lie above the likelihood ratio of the signal. Dashed, what a \
        detector that knows only the background can do at best to find rare events (density), and \
        one that knows an equal mixture of the four theories (mixture). Detectors: the first of three \
        trainings.
        """,
      panels: panels)
  }

  private static func panel(
    _ signal: String, _ optimum: Observable, _ results: Results
  ) -> Figure.Panel {
    var series: [Figure.Series] = []
    func add(
      _ observable: Observable?, _ title: String, _ role: Figure.Series.Role,
      _ style: Figure.Series.Style
    ) {
      guard let observable else { return }
      let rows = AnomalyFigures.rows(observable, named: signal, on: "signal")
      guard let keys = observable.axes.first(where: { $0.name == axis })?.keys else { return }
      // A logarithmic axis has no zero.
      let points = rows.compactMap { row -> SIMD2<Double>? in
        guard case .number(let level) = keys[row], observable.values[row].value > 0 else {
          return nil
        }
        return SIMD2(level, observable.values[row].value)
      }
      series.append(
        Figure.Series(title, role: role, style: style, x: points.map(\.x), y: points.map(\.y)))
    }
    add(optimum, "optimum", .reference, .line)
    add(results["events.density.curve"], "density", .context, .dashes)
    add(results["events.mixture.curve"], "mixture", .context, .dashes)
    for kind in DetectorKind.allCases {
      add(results["detector.\(kind.rawValue).curve"], kind.shortTitle, .ours, .line)
    }
    return Figure.Panel(
      title: signal,
      x: Figure.Scale("background efficiency", logarithmic: true, range: [1e-3, 1]),
      y: Figure.Scale("signal efficiency", logarithmic: true, range: [1e-3, 1.2]), series: series)
  }
}
