// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study. A figure whose curves were not computed is not made.
enum DiffusionFigures {
  static func all(_ results: Results, _ library: ReferenceLibrary) -> [Figure] {
    [
      coefficient(results, library), running(results, library), spectrum(results, library),
      ArrivalFigure.figure(results),
    ].compactMap { $0 } + LocalSourceFigures.panels()
  }

  /// Numbers against a numeric axis, with errors.
  struct Curve {
    var x: [Double] = []
    var y: [Double] = []
    var errors: [Double] = []

    func series(
      _ title: String, _ role: Figure.Series.Role, _ style: Figure.Series.Style
    ) -> Figure.Series {
      Figure.Series(
        title, role: role, style: style, x: x, y: y, errors: style == .errorBars ? errors : nil)
    }

    /// Over another curve at the keys that both have; errors are those of the first.
    func over(_ other: Curve) -> Curve {
      var ratio = Curve()
      for (i, key) in x.enumerated() {
        guard let k = other.x.firstIndex(where: { Key.number($0).matches(.number(key)) }),
          other.y[k] != 0
        else { continue }
        ratio.x.append(key)
        ratio.y.append(y[i] / other.y[k])
        ratio.errors.append(errors[i] / other.y[k].magnitude)
      }
      return ratio
    }
  }

  /// A computed column.
  static func curve(_ results: Results, _ id: String) -> Curve? {
    guard let observable = results[id], let axis = observable.axes.first else { return nil }
    var curve = Curve()
    for (key, value) in zip(axis.keys, observable.values) {
      guard case .number(let x) = key, value.value.isFinite else { continue }
      curve.x.append(x)
      curve.y.append(value.value)
      curve.errors.append(value.standardError ?? 0)
    }
    return curve
  }

  /// A column of a reference table.
  static func curve(_ library: ReferenceLibrary, _ table: String, _ column: String) -> Curve? {
    guard let table = library.tables[table],
      let column = table.dependent.first(where: { $0.name == column })
    else { return nil }
    var curve = Curve()
    for (key, cell) in zip(table.independent[0].axis.keys, column.cells) {
      guard case .number(let x) = key, let y = cell.number else { continue }
      curve.x.append(x)
      curve.y.append(y)
      curve.errors.append(cell.standardError ?? 0)
    }
    return curve
  }

  private static let slope = "D/(c l_c), slope estimator over [0.4 T, T]"

  /// D against rigidity: ours, the peer, the published fit.
  private static func coefficient(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    var series: [Figure.Series] = []
    var ratios: [Figure.Series] = []
    for (id, table, name) in [
      ("grid.D.slope", "crpropa_isotropic_grid", "grid"),
      ("waves.D.slope", "crpropa_isotropic_planewaves", "plane waves"),
    ] {
      guard let ours = curve(results, id) else { continue }
      series.append(ours.series(name, .ours, .errorBars))
      guard let peer = curve(library, table, slope) else { continue }
      series.append(peer.series("peer, \(name)", .reference, .points))
      ratios.append(ours.over(peer).series(name, .ours, .errorBars))
    }
    guard !series.isEmpty else { return nil }
    if let fit = curve(library, "harari2014_fit_kolmogorov", "D/(c l_c)") {
      series.append(fit.series("fit of 2014", .context, .line))
    }
    return Figure(
      id: "diffusion-coefficient", title: "Isotropic diffusion against rigidity",
      caption: "D in c l_c from the slope of the mean square displacement, Kolmogorov turbulence "
        + "without a mean field. Points: CRPropa with the same parameters; line: the fit of "
        + "arXiv:1312.1366, a description to 10–25 % at x ≤ 1. Below: ours over the peer's (band: "
        + "8 %).",
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("x = r_L/l_c", logarithmic: true),
          y: Figure.Scale("D/(c l_c)", logarithmic: true), series: series,
          ratio: ratios.isEmpty
            ? nil
            : Figure.Ratio(
              y: Figure.Scale("ours / peer", range: [0.8, 1.2]), series: ratios, band: 0.08))
      ])
  }

  /// The running diffusion coefficient at three rigidities.
  private static func running(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    let panels = ["0.1", "1", "10"].compactMap { x -> Figure.Panel? in
      guard let ours = curve(results, "running.D.\(x)") else { return nil }
      var series = [ours.series("this run", .ours, .line)]
      var ratio: Figure.Ratio?
      if let peer = curve(library, "crpropa_running_D_x\(x)", "<dx^2>/(2t)/(c l_c)") {
        series.append(peer.series("peer", .reference, .points))
        ratio = Figure.Ratio(
          y: Figure.Scale("ours / peer", range: [0.8, 1.2]),
          series: [ours.over(peer).series("", .ours, .errorBars)], band: 0.08)
      }
      return Figure.Panel(
        title: "x = \(x)", x: Figure.Scale("t [l_c/c]", logarithmic: true),
        y: Figure.Scale("⟨Δx²⟩/(2t) / (c l_c)", logarithmic: true), series: series, ratio: ratio)
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "running-diffusion", title: "Running diffusion coefficient",
      caption: "From free flight (rising) to the plateau. Below: ours over CRPropa's (band: 8 %).",
      panels: panels)
  }

  /// Angular power of backtracked arrival directions.
  private static func spectrum(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    guard let ours = curve(results, "cl.20") else { return nil }
    var series = [ours.series("this run", .ours, .errorBars)]
    var ratio: Figure.Ratio?
    if let peer = curve(
      library, "crpropa_backtrack_cl", "C_l/C_1 noise-subtracted, tau = 20 l_c/c")
    {
      series.append(peer.series("peer", .reference, .points))
      ratio = Figure.Ratio(
        y: Figure.Scale("ours / peer", range: [0.6, 1.4]),
        series: [ours.over(peer).series("", .ours, .errorBars)])
    }
    return Figure(
      id: "arrival-spectrum", title: "Angular power spectrum of arrival directions",
      caption:
        "C_l/C_1 after a backtracking time of 20 l_c/c at x = 0.3, mean over observers, noise "
        + "plateau subtracted. The relative power beyond the dipole comes from the local field "
        + "alone.",
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("l", logarithmic: true),
          y: Figure.Scale("C_l / C_1", logarithmic: true), series: series, ratio: ratio)
      ])
  }
}
