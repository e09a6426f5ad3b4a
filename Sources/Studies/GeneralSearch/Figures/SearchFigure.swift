// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The figure of a user's own search.
public enum SearchFigure {
  /// For each variable how often toy experiments do as well, and how many classes of the data do.
  public static func curve(_ answer: SearchAnswer, title: String, caption: String) -> Figure {
    Figure(
      id: "global-curve", title: title, caption: caption,
      panels: answer.curves.flatMap { curve in
        let shares = curve.toys.share.enumerated().map { ("\($0 + 1) or more", $1) }
        return [
          SearchFigures.panel(curve.variable, shares: shares, curve.toys.thresholds),
          Figure.Panel(
            title: curve.variable, x: .init("p_{min}", logarithmic: true),
            y: .init("classes of the data"),
            series: [
              .init(
                "data", role: .context, style: .line, x: curve.toys.thresholds,
                y: curve.found.map(Double.init))
            ]),
        ]
      })
  }
}
