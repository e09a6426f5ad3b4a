// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The figure of a user's own search.
public enum SearchFigure {
  /// How often toy experiments do as well, and how many histograms of the data do.
  public static func curve(_ answer: SearchAnswer, title: String, caption: String) -> Figure {
    let thresholds = answer.curve.thresholds
    let shares = answer.curve.share.enumerated().map { ("\($0 + 1) or more", $1) }
    return Figure(
      id: "global-curve", title: title, caption: caption,
      panels: [
        SearchFigures.panel(shares: shares, thresholds),
        Figure.Panel(
          title: "", x: .init("p_min", logarithmic: true), y: .init("histograms of the data"),
          series: [
            .init(
              "data", role: .context, style: .line, x: thresholds, y: answer.found.map(Double.init))
          ]),
      ])
  }
}
