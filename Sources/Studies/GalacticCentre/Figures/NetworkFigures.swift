// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What ensembles of networks say of simulated skies.
enum NetworkFigures {
  /// Coverage against its nominal level.
  static func calibration(_ results: Results) -> Figure? {
    guard let coverage = results["network.thin.coverage"] else { return nil }
    let levels = CentreFigures.numbers(coverage, 1)
    var names: [String] = []
    for key in coverage.axes[0].keys where !names.contains(key.description) {
      names.append(key.description)
    }
    var series = [
      Figure.Series("nominal", role: .reference, style: .dashes, x: [0.4, 1], y: [0.4, 1])
    ]
    for name in names {
      let rows = coverage.axes[0].keys.indices.filter {
        coverage.axes[0].keys[$0] == .text(name)
      }
      series.append(
        Figure.Series(
          name, role: .ours, style: .errorBars, x: rows.map { levels[$0] },
          y: rows.map { coverage.values[$0].value },
          errors: rows.map { coverage.values[$0].standardError ?? 0 }))
    }
    if let raw = results["network.thin.raw"] {
      for name in names.dropLast() {
        let rows = raw.axes[0].keys.indices.filter { raw.axes[0].keys[$0] == .text(name) }
        let levels = CentreFigures.numbers(raw, 1)
        series.append(
          Figure.Series(
            "\(name), not calibrated", role: .ours, style: .line, x: rows.map { levels[$0] },
            y: rows.map { raw.values[$0].value }))
      }
    }
    return Figure(
      id: "calibration", title: "Coverage of an ensemble of networks",
      caption: """
        Share of 4000 simulated maps whose truth lies within the interval of a level, by the ensemble's \
        total covariance, with and without the factors of its standard deviations (from other maps); maps of \
        the family that it was trained on.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("level", range: [0.4, 1]),
          y: Figure.Scale("share of maps within", range: [0.3, 1.05]), series: series)
      ])
  }

  /// The reality gap: coverage by family of training and of test.
  static func gap(_ results: Results) -> Figure? {
    let families = DiffuseFamily.allCases
    let rows = families.compactMap { results["network.\($0.rawValue).gap"]?.values.map(\.value) }
    guard rows.count == families.count else { return nil }
    let names = families.enumerated().map { "\($0 + 1) \($1.rawValue)" }.joined(separator: ", ")
    let places = families.indices.map { Double($0 + 1) }
    return Figure(
      id: "reality-gap", title: "Coverage where the training was of another sky",
      caption: """
        Share of maps whose truth lies within the joint 68.3 % region of the excess and its share of \
        sources, by the family of diffuse emission (\(names)). Errors of a network do not tell that its sky \
        was another one.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("family tested on", range: [0.5, 3.5]),
          y: Figure.Scale("family trained on", range: [0.5, 3.5]), series: [],
          image: Figure.Image(
            x: places, y: places, values: rows.flatMap { $0 }, label: "coverage",
            range: [0.4, 0.8]))
      ])
  }

  /// Shares of sources that an ensemble finds.
  static func predicted(_ results: Results) -> Figure? {
    guard let found = results["network.thin.predicted"] else { return nil }
    return Figure(
      id: "source-share", title: "Share of the excess from sources",
      caption: """
        What the ensemble finds on 100 simulated maps of the family that it was trained on, with total \
        standard deviations (aleatoric and epistemic), against the truth.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("true share", range: [0, 1]),
          y: Figure.Scale("share found", range: [-0.3, 1.3]),
          series: [
            Figure.Series("exact", role: .reference, style: .dashes, x: [0, 1], y: [0, 1]),
            Figure.Series(
              "ensemble", role: .ours, style: .errorBars,
              x: CentreFigures.numbers(found, 0), y: found.values.map(\.value),
              errors: found.values.map { $0.standardError ?? 0 }),
          ])
      ])
  }
}
