// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Rare is not different: how well a signal can be found by the background's density, and at best.
enum RareFigure {
  static func figure(_ results: Results) -> Figure? {
    guard let density = results["events.density.area"],
      let optimum = results["events.optimum.area"]
    else { return nil }
    var series = [
      Figure.Series(
        "no better than the density", role: .context, style: .dashes, x: [0, 1], y: [0, 1])
    ]
    if let rare = results["scale.density.area"], let best = results["scale.optimum.area"] {
      series.append(
        Figure.Series(
          "optimum, scaled normal", role: .reference, style: .points, x: rare.values.map(\.value),
          y: best.values.map(\.value)))
    }
    func add(_ title: String, _ role: Figure.Series.Role, _ observable: Observable?) {
      guard let observable, observable.values.count == density.values.count else { return }
      series.append(
        Figure.Series(
          title, role: role, style: .errorBars, x: density.values.map(\.value),
          y: observable.values.map(\.value), errors: observable.values.map { $0.standardError ?? 0 }
        ))
    }
    add("optimum, toy events", .reference, optimum)
    for kind in DetectorKind.allCases {
      add(kind.shortTitle, .ours, results["detector.\(kind.rawValue).area"])
    }
    return Figure(
      id: "rare-different", title: "Rare and different",
      caption: """
        AUC of detectors and of the optimum against that of the background's density. Four signals of \
        toy events, from the left: hard, invisible, soft-multi, mixed. Left of one half stand signals \
        narrower than the background (scaled normal, s < 1), which a density calls normal though the \
        likelihood ratio finds them. Detectors on the diagonal see what is rare; those above it have \
        found, by their features or by theories, what is different.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("AUC of the background's density (rare)", range: [0, 1]),
          y: Figure.Scale("AUC (different)", range: [0, 1]), series: series)
      ])
  }
}
