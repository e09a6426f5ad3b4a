// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Figures of errors by the true fraction, and of the distribution of the counts.
extension FractionFigures {
  static func profile(_ results: Results) -> Figure? {
    guard let source = source(results) else { return nil }
    func series(
      _ name: String, _ title: String, _ role: Figure.Series.Role,
      _ style: Figure.Series.Style = .errorBars
    ) -> [Figure.Series] {
      guard let found = results["\(source.prefix).profile.\(name)"] else { return [] }
      let errors = found.values.map { $0.standardError ?? 0 }
      return [
        Figure.Series(
          title, role: role, style: style, x: numbers(found), y: found.values.map(\.value),
          errors: style == .errorBars ? errors : nil)
      ]
    }
    let errors =
      series("error", "network", .ours)
      + series("onepoint.error", "one-point distribution", .reference)
      + series("deviation", "as the network predicts", .context, .dashes)
    let bias =
      series("bias", "network", .ours)
      + series("onepoint.bias", "one-point distribution", .reference)
    guard !errors.isEmpty, !bias.isEmpty else { return nil }
    let x = Figure.Scale("true fraction", range: [0, 1])
    return Figure(
      id: "fraction-errors", title: "Errors by the true fraction",
      caption: """
        Rms and mean error of a network trained on \(source.name) and of the one-point distribution on \
        the same images, in ten ranges of the true fraction; dashes: the mean of the standard deviations \
        that the network predicts. Fractions are uniform in training and in the posterior, so that both \
        draw estimates inwards at the ends.
        """,
      panels: [
        Figure.Panel(
          title: "Rms error", x: x, y: Figure.Scale("rms error", range: [0, 0.12]), series: errors),
        Figure.Panel(
          title: "Mean error", x: x, y: Figure.Scale("mean error"),
          series: bias + [
            Figure.Series("none", role: .context, style: .dashes, x: [0, 1], y: [0, 0])
          ]),
      ])
  }

  /// Fractions of the distributions that are drawn, as the observables name them.
  private static let drawn = ["0", "0.25", "1"]

  static func distribution(_ results: Results) -> Figure? {
    var series: [Figure.Series] = []
    for text in drawn {
      guard let exact = results["pixel.pmf.\(text)"], let found = results["simulated.pmf.\(text)"]
      else { continue }
      // No photon count of a logarithmic axis is at zero.
      let kept = zip(numbers(found), found.values).filter { $0.1.value > 0 }
      series.append(
        Figure.Series(
          "drawn pixels, f = \(text)", role: .ours, style: .errorBars, x: kept.map(\.0),
          y: kept.map(\.1.value), errors: kept.map { $0.1.standardError ?? 0 }))
      series.append(
        Figure.Series(
          "exact distribution, f = \(text)", role: .reference, style: .line, x: numbers(exact),
          y: exact.values.map(\.value)))
    }
    guard !series.isEmpty else { return nil }
    return Figure(
      id: "fraction-pmf", title: "Counts of a pixel with the same mean and other fractions",
      caption: """
        Distribution of the counts of one pixel, exact and of drawn images, at three fractions f of \
        photons from sources; the mean is 4 photons for all.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("photons k", range: [-0.5, 20.5]),
          y: Figure.Scale("P(k)", logarithmic: true, range: [1e-5, 1]), series: series)
      ])
  }
}
