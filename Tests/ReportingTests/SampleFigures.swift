// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness

/// Made-up figures of the shapes that the studies draw; their numbers mean nothing.
enum SampleFigures {
  static var all: [Figure] { [limits, crowded, plain, tight, hostile, plane] }

  static let masses = (0..<18).map { 5 * pow(10, Double($0) * 0.2) }

  /// Limits against mass in two channels, four series of ours, each with its reference.
  static var limits: Figure {
    let panels = ["b b̄", "τ⁺ τ⁻"].enumerated().map { number, channel in
      Figure.Panel(
        title: "χχ → \(channel)", x: .init("m_χ [GeV]", logarithmic: true),
        y: .init("⟨σv⟩ [cm^3 s^{-1}]", logarithmic: true),
        series: limitSeries(scale: number == 0 ? 1 : 2),
        ratio: Figure.Ratio(y: .init("ours / published"), series: ratios, band: 0.02))
    }
    return Figure(
      id: "lat-limits", title: "Upper limits at 95 % from dwarf galaxies",
      caption: "Lines: this run. Open points: published. Grey: not compared.", panels: panels)
  }

  private static let dwarfs = ["combined (41 dwarfs)", "Draco", "Ursa Minor", "Reticulum II"]

  private static func limitSeries(scale: Double) -> [Figure.Series] {
    let curve = { (k: Double, m: Double) in
      scale * k * 1e-26 * pow(m / 100, 1.1) * (1 + 0.5 * pow(log10(m / 30), 2))
    }
    var series: [Figure.Series] = []
    for (i, name) in dwarfs.enumerated() {
      let y = masses.map { curve(1 + 2.5 * Double(i), $0) }
      series.append(.init(name, role: .ours, style: .line, x: masses, y: y))
      series.append(
        .init("\(name), published", role: .reference, style: .points, x: masses, y: y))
    }
    let thermal = masses.map { _ in 2.2e-26 }
    series.append(
      .init("thermal relic", role: .context, style: .line, x: masses, y: thermal))
    series.append(
      .init(
        "Ackermann et al. 2015, combined", role: .context, style: .line, x: masses,
        y: masses.map { curve(1.4, $0) }))
    return series
  }

  private static var ratios: [Figure.Series] {
    dwarfs.enumerated().map { i, name in
      let y = masses.enumerated().map { j, _ in 1 + 0.012 * sin(Double(3 * i + j)) }
      return .init(name, role: .ours, style: .points, x: masses, y: y)
    }
  }

  /// Two panels that differ in their legends, ten series of ours and of the reference in each.
  static var crowded: Figure {
    let panels = ["bb", "ττ"].map { channel in
      let series = (0..<10).flatMap { i -> [Figure.Series] in
        let y = masses.map { pow(10, -26 + 0.3 * Double(i)) * ($0 / 100) }
        let name = "Reticulum \(i), \(channel)"
        return [
          .init(name, role: .ours, style: .line, x: masses, y: y),
          .init("\(name), published", role: .reference, style: .points, x: masses, y: y),
        ]
      }
      let ratio = series.filter { $0.role == .ours }.enumerated().map { i, one in
        Figure.Series(
          one.title, role: .ours, style: .line, x: masses,
          y: masses.map { _ in 1 + 0.05 * Double(i - 3) })
      }
      return Figure.Panel(
        title: channel, x: .init("m_χ [GeV]", logarithmic: true),
        y: .init("⟨σv⟩ [cm^3 s^{-1}]", logarithmic: true), series: series,
        ratio: .init(y: .init("ours / published"), series: ratio, band: 0.01))
    }
    return Figure(id: "crowded", title: "Ten dwarfs", caption: "Crowded.", panels: panels)
  }

  /// One panel, linear axes, error bars, no ratio panel.
  static var plain: Figure {
    let x = (0...20).map { Double($0) }
    return Figure(
      id: "coverage", title: "Coverage of a 95 % limit",
      caption: "Toys against the exact value.",
      panels: [
        .init(
          title: "b = 3", x: .init("true signal s"), y: .init("coverage"),
          series: [
            .init(
              "toys", role: .ours, style: .errorBars, x: x,
              y: x.map { 0.95 + 0.01 * sin($0) }, errors: x.map { _ in 0.003 }),
            .init(
              "exact", role: .reference, style: .line, x: x, y: x.map { 0.95 + 0.01 * sin($0) }),
          ])
      ])
  }

  /// Agreement to 1e-7: the ratio panel must still have readable tics; beside it a panel of
  /// pulls with an empty series, and one with nothing that its axis could show.
  static var tight: Figure {
    let empty = Figure.Panel(
      title: "no positive number", x: .init("x"), y: .init("y", logarithmic: true),
      series: [.init("ours", role: .ours, style: .line, x: [1, 2], y: [0, -1])])
    return Figure(
      id: "tight", title: "Agreement far below a percent", caption: "Magnified.",
      panels: [narrow, pulls, empty])
  }

  private static var narrow: Figure.Panel {
    let x: [Double] = [10, 12, 15, 19, 25, 30]
    let y: [Double] = x.map { 1 / $0 }
    let ratio: [Double] = [1 + 2e-7, 1 - 1e-7, 1, 1 + 3e-7, 1 - 2.5e-7, 1]
    let errors: [Double] = x.map { _ in 5e-8 }
    let points = Figure.Series(
      "ours", role: .ours, style: .errorBars, x: x, y: ratio, errors: errors)
    return Figure.Panel(
      title: "less than a decade", x: .init("m_χ [GeV]", logarithmic: true),
      y: .init("yield", logarithmic: true),
      series: [
        .init("ours", role: .ours, style: .line, x: x, y: y),
        .init("reference", role: .reference, style: .points, x: x, y: y),
      ],
      ratio: .init(y: .init("ours / reference"), series: [points], band: 1e-6))
  }

  private static var pulls: Figure.Panel {
    let x: [Double] = [1, 2, 3]
    let y: [Double] = [1e5, 2e5, 3e5]
    let pull = Figure.Series("ours", role: .ours, style: .points, x: x, y: [-1, 2, 0.3])
    return Figure.Panel(
      title: "pulls", x: .init("row"), y: .init("count"),
      series: [
        .init("ours", role: .ours, style: .points, x: x, y: y),
        .init("nothing", role: .context, style: .line, x: [], y: []),
      ],
      ratio: .init(y: .init("pull"), series: [pull], band: 3, centre: 0))
  }

  /// Names that gnuplot, the shell, Markdown or XML could take for commands.
  static var hostile: Figure {
    Figure(
      id: "hostile", title: "it's `touch pwned` \"$HOME\" {_^ \\ @ & <b> | 100 %",
      caption: "a | b ![x](y) <script>",
      panels: [
        .init(
          title: "it's `touch pwned`\nset output 'pwned'", x: .init("it's `touch pwned` [x]"),
          y: .init("y"),
          series: [
            .init(
              "m_DM 'quoted' `touch pwned` {a_b^c} \"@x\"", role: .ours, style: .line, x: [1, 2],
              y: [1, 2])
          ],
          image: .init(
            x: [1, 2], y: [1, 2], values: [0, 1, 2, 3], label: "it's `touch pwned` {_^ \\ [eV]",
            contours: [1.5]),
          bands: [
            .init("it's `touch pwned`", role: .ours, x: [1, 2], low: [1, 1], high: [2, 2])
          ])
      ])
  }
}
