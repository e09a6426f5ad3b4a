// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study: limits against mass, ours over the published ones.
///
/// Reference and context curves are read from the tables; a curve that this run did not compute
/// is left out, and a figure without a computed curve is not made.
enum DwarfFigures {
  static func all(_ results: Results, _ library: ReferenceLibrary) -> [Figure] {
    [lat(results, library), mlFermi(results, library)].compactMap { $0 }
  }

  static let mass = Figure.Scale("m_{DM} [GeV]", logarithmic: true)
  static let limit = Figure.Scale("upper limit on ⟨σv⟩ [cm^3 s^{-1}]", logarithmic: true)

  /// Numbers of a computed column against its mass axis.
  static func curve(_ observable: Observable) -> (x: [Double], y: [Double]) {
    let masses = observable.axes.first?.keys ?? []
    var curve: (x: [Double], y: [Double]) = ([], [])
    for (key, estimate) in zip(masses, observable.values) {
      guard case .number(let m) = key else { continue }
      curve.x.append(m)
      curve.y.append(estimate.value)
    }
    return curve
  }

  /// Numbers of a reference column against its first axis.
  static func curve(
    _ library: ReferenceLibrary, _ table: String, _ column: String
  ) -> (x: [Double], y: [Double])? {
    guard let table = library.tables[table],
      let column = table.dependent.first(where: { $0.name.hasSuffix(column) })
    else { return nil }
    var curve: (x: [Double], y: [Double]) = ([], [])
    for (key, cell) in zip(table.independent[0].axis.keys, column.cells) {
      guard case .number(let m) = key, let value = cell.number else { continue }
      curve.x.append(m)
      curve.y.append(value)
    }
    return curve
  }

  /// Ours over the reference at the masses that both have.
  static func ratio(
    _ ours: (x: [Double], y: [Double]), _ reference: (x: [Double], y: [Double])
  ) -> (x: [Double], y: [Double]) {
    var ratio: (x: [Double], y: [Double]) = ([], [])
    for (m, value) in zip(ours.x, ours.y) {
      guard
        let row = reference.x.firstIndex(where: { Key.number($0).matches(.number(m)) })
      else { continue }
      ratio.x.append(m)
      ratio.y.append(value / reference.y[row])
    }
    return ratio
  }

  /// The LAT analysis: combined limits of 41 dwarfs, with the curves of 2015 and 2024 as context.
  static func lat(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    let panels = [("bb", "b b̄"), ("tautau", "τ⁺τ⁻")].compactMap { channel, name in
      latPanel(channel, name, results, library)
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "lat-limits", title: "Combined limits of 41 dwarfs from the LAT likelihood tables",
      caption: "Ours against the published limits of arXiv:1611.03184, with their ratio below "
        + "(band: the tolerance of 0.5 %). The curves of 2015 (arXiv:1503.02641) and 2024 "
        + "(arXiv:2311.04982, measured) are context and not compared: their likelihood tables "
        + "are not public, and they rest on other data and source templates.",
      panels: panels)
  }

  private static func latPanel(
    _ channel: String, _ name: String, _ results: Results, _ library: ReferenceLibrary
  ) -> Figure.Panel? {
    guard let observable = results["lat.combined.\(channel)"],
      let published = curve(library, "limits_albert2017_\(channel)", "(composite_desy2_standard)")
    else { return nil }
    let ours = curve(observable)
    var series = [
      Figure.Series(
        "published 2017", role: .reference, style: .points, x: published.x, y: published.y),
      Figure.Series("this run", role: .ours, style: .line, x: ours.x, y: ours.y),
    ]
    var ratios: [Figure.Series] = []
    let exact = ratio(ours, published)
    ratios.append(
      Figure.Series("DMFIT spectra", role: .ours, style: .points, x: exact.x, y: exact.y))
    if let context = curve(library, "limits_ackermann2015_\(channel)", "combined (15 dSphs)") {
      series.append(
        Figure.Series("2015, context", role: .context, style: .dashes, x: context.x, y: context.y))
    }
    if let context = curve(library, "limits_mcdaniel2024_\(channel)_measured", "upper limit") {
      series.append(
        Figure.Series("2024, context", role: .context, style: .line, x: context.x, y: context.y))
    }
    return Figure.Panel(
      title: name, x: mass, y: limit, series: series,
      ratio: Figure.Ratio(
        y: Figure.Scale("ours / published", range: [0.98, 1.02]), series: ratios, band: 0.005))
  }

  /// MLFermiDwarfs: J profiled (left), J and background profiled (right), as in Fig. 5 of
  /// arXiv:2002.01229: four dwarfs and their stack.
  static func mlFermi(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    let kde = results["mlfermi.kde.stack4.3.84"] != nil
    let panels = [
      mlFermiPanel(
        kde ? "J profiled (empirical)" : "J profiled (Gaussian)", kde ? "kde" : "gaussian",
        "computed_mlfermidwarfs_J",
        { kde ? "\($0), J empirical KDE, Delta=3.84" : "\($0), J Gaussian, Delta=3.84" },
        results, library),
      mlFermiPanel(
        "J and background profiled", "jb", "computed_mlfermidwarfs_JB", { "\($0), Delta=3.84" },
        results, library),
    ].compactMap { $0 }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "mlfermi-limits", title: "Limits with a data-driven background (b b̄, Δ = 3.84)",
      caption: "Lines: this run. Points: an independent program on the same inputs. Ratio below "
        + "(band: one step of the reference code's grid, 0.115 %, on the left; 0.5 % on the "
        + "right). Letting the background float weakens the limits, as the abstract of "
        + "arXiv:2002.01229 implies where it calls the background the dominant uncertainty.",
      panels: panels)
  }

  private static func mlFermiPanel(
    _ title: String, _ kind: String, _ table: String, _ column: (String) -> String,
    _ results: Results, _ library: ReferenceLibrary
  ) -> Figure.Panel? {
    var series: [Figure.Series] = []
    var ratios: [Figure.Series] = []
    for dwarf in ["Draco", "LeoII", "Sculptor", "UrsaMinor", "stack4"] {
      guard let observable = results["mlfermi.\(kind).\(dwarf).3.84"] else { continue }
      let ours = curve(observable)
      let name = dwarf == "stack4" ? "stack of four" : dwarf
      series.append(Figure.Series(name, role: .ours, style: .line, x: ours.x, y: ours.y))
      guard let reference = curve(library, table, column(dwarf)) else { continue }
      series.append(
        Figure.Series("", role: .reference, style: .points, x: reference.x, y: reference.y))
      let quotient = ratio(ours, reference)
      ratios.append(
        Figure.Series(name, role: .ours, style: .points, x: quotient.x, y: quotient.y))
    }
    guard !series.isEmpty else { return nil }
    let band = kind == "jb" ? 0.005 : 0.00116
    return Figure.Panel(
      title: title, x: mass, y: limit, series: series,
      ratio: Figure.Ratio(
        y: Figure.Scale("ours / reference", range: [1 - 2 * band, 1 + 2 * band]), series: ratios,
        band: band))
  }
}
