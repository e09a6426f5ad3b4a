// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness

/// The figures of the study, from the observables of a run.
enum SearchFigures {
  static func all(_ results: Results, _ reference: ReferenceLibrary) -> [Figure] {
    [bumps(results), lookElsewhere(results, reference), curves(results)].compactMap { $0 }
  }

  // MARK: BumpHunter

  private static func bumps(_ results: Results) -> Figure? {
    guard let windows = results["bump.tomography"], let pull = results["bump.pull"],
      let best = results["bump.result"]
    else { return nil }
    let (middles, widths) = (numbers(windows.axes[0]), numbers(windows.axes[1]))
    let series = Set(widths).sorted().map { width in
      let rows = widths.indices.filter { widths[$0] == width }
      return Figure.Series(
        "\(Int(width)) bins", role: .ours, style: .points, x: rows.map { middles[$0] },
        y: rows.map { windows.values[$0].value })
    }
    let position = best.values[0].value + best.values[1].value / 2
    let reference = Figure.Series(
      "published best window", role: .reference, style: .points, x: [position],
      y: [best.values[6].value])
    return Figure(
      id: "bump-windows", title: "Windows of the BumpHunter example",
      caption: """
        Local p-value of every window with an excess, at its middle, and deviation of the bins in \
        units of the root of the reference. The best window and its p-value are compared.
        """,
      panels: [
        Figure.Panel(
          title: "", x: .init("bin"), y: .init("local p-value", logarithmic: true),
          series: series + [reference],
          ratio: Figure.Ratio(
            y: .init("pull"),
            series: [
              .init(
                "pull", role: .ours, style: .points, x: numbers(pull.axes[0]),
                y: pull.values.map(\.value))
            ], band: 1, centre: 0))
      ])
  }

  // MARK: Look-elsewhere

  private static func lookElsewhere(_ results: Results, _ reference: ReferenceLibrary) -> Figure? {
    guard let toys = results["process.p"], let table = try? reference.table("gross-vitells-toys"),
      let published = table.dependent.first
    else { return nil }
    let u = stride(from: 1.5, through: 4.5, by: 0.05).map { $0 }
    let rice = RiceBound(range: 50)
    let levels = numbers(toys.axes[0])
    return Figure(
      id: "look-elsewhere", title: "Global p-value of a scan",
      caption: """
        Unit Gaussian process on a range of 50 correlation lengths: simulated (points, compared with \
        an independent simulation) and the bound from Rice's formula, which is no estimate \
        below about three standard deviations.
        """,
      panels: [
        Figure.Panel(
          title: "", x: .init("threshold u [σ]"),
          y: .init("p-value", logarithmic: true, range: [1e-6, 3]),
          series: [
            .init("bound", role: .ours, style: .line, x: u, y: u.map(rice.globalP)),
            .init("local", role: .context, style: .dashes, x: u, y: u.map(rice.localP)),
            .init(
              "simulated here", role: .ours, style: .errorBars, x: levels,
              y: toys.values.map(\.value), errors: toys.values.map { $0.standardError ?? 0 }),
            .init(
              "simulated, numpy", role: .reference, style: .errorBars, x: levels,
              y: published.cells.map { $0.number ?? .nan },
              errors: published.cells.map { $0.standardError ?? 0 }),
          ])
      ])
  }

  // MARK: Global curve

  private static func curves(_ results: Results) -> Figure? {
    let shares = (1...3).compactMap { results["capability.curve.k\($0)"] }
    guard shares.count == 3, let data = results["capability.data"] else { return nil }
    let x = numbers(data.axes[0])
    return Figure(
      id: "global-curve", title: "How often chance does as well",
      caption: """
        Share of 1000 toy experiments of a synthetic set of event classes in which one, two or three \
        classes or more have a region below p_min, and the number of such classes in synthetic data \
        with a signal in one of them. A demonstration of size, not a result on collision data.
        """,
      panels: [
        panel(shares: shares.enumerated().map { ("\($0 + 1) or more", $1.values.map(\.value)) }, x),
        Figure.Panel(
          title: "", x: .init("p_min", logarithmic: true), y: .init("classes of the data"),
          series: [
            .init("data", role: .context, style: .line, x: x, y: data.values.map(\.value))
          ]),
      ])
  }

  /// The panel of the curves; zeros, which a logarithm cannot show, are left out.
  static func panel(shares: [(String, [Double])], _ thresholds: [Double]) -> Figure.Panel {
    Figure.Panel(
      title: "", x: .init("p_min", logarithmic: true),
      y: .init("share of toy experiments", logarithmic: true),
      series: shares.map { name, share in
        let shown = share.indices.filter { share[$0] > 0 }
        return .init(
          name, role: .ours, style: .line, x: shown.map { thresholds[$0] },
          y: shown.map { share[$0] })
      })
  }

  private static func numbers(_ axis: Axis) -> [Double] {
    axis.keys.map { key in
      if case .number(let number) = key { return number }
      return .nan
    }
  }
}
