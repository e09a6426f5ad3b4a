// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study. A figure whose curves were not computed is not made.
enum CascadeFigures {
  static func all(_ results: Results, _ library: ReferenceLibrary) -> [Figure] {
    [dips(results, library), depth(results), plane(results, library)].compactMap { $0 }
  }

  private static let energy = Figure.Scale("E_ν at Earth [eV]", logarithmic: true)

  /// Numbers of an observable against its first axis.
  private static func curve(_ observable: Observable) -> (x: [Double], y: [Double]) {
    let keys = observable.axes.first?.keys ?? []
    let pairs = zip(keys, observable.values).compactMap { key, value -> (Double, Double)? in
      guard case .number(let x) = key else { return nil }
      return (x, value.value)
    }
    return (pairs.map(\.0), pairs.map(\.1))
  }

  // MARK: Dips

  /// Ratio to free streaming by flavour, one panel a benchmark, with what is left below.
  private static func dips(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    let panels = CascadeBenchmark.allCases.compactMap { dipPanel($0, results, library) }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "cascade-dips", title: "Absorption dips by flavour at Earth",
      caption: "Flux over free streaming for γ = 2.5 and sources that follow the star-formation "
        + "rate up to z = 5. Lines: this run; points: the reference spectra, an independent "
        + "program on a grid of du = 5e-4. Below, ours at du = 1e-3 minus the reference (band: the "
        + "tolerance). A: 10 MeV, g = 5e-4, normal ordering, Σm = 0.1 eV; B: inverted, 0.12 eV; "
        + "C: A with κ = 4; D: 5 MeV, 3e-4, normal, 0.06 eV.",
      panels: panels)
  }

  private static let flavours = [("e", "electron"), ("mu", "muon"), ("tau", "tau")]

  private static func dipPanel(
    _ benchmark: CascadeBenchmark, _ results: Results, _ library: ReferenceLibrary
  ) -> Figure.Panel? {
    let name = benchmark.rawValue
    let table = library.tables["zprime_spectrum_\(name)"]
    var series: [Figure.Series] = []
    var residuals: [Figure.Series] = []
    for (id, symbol) in flavours {
      guard let drawn = results["curve.\(name).\(id)"] else { continue }
      let line = curve(drawn)
      series.append(Figure.Series(symbol, role: .ours, style: .line, x: line.x, y: line.y))
      guard let compared = results["spectrum.\(name).\(id)"],
        let column = table?.dependent.first(where: { $0.name.contains("flavour \(id) ") })
      else { continue }
      let ours = curve(compared)
      let reference = column.cells.map { $0.number ?? .nan }
      series.append(
        Figure.Series("", role: .reference, style: .points, x: ours.x, y: reference))
      residuals.append(
        Figure.Series(
          symbol, role: .ours, style: .points, x: ours.x,
          y: zip(ours.y, reference).map { $0 - $1 }))
    }
    guard !series.isEmpty else { return nil }
    let bound = benchmark == .c ? 4e-4 : 2e-4
    return Figure.Panel(
      title: name, x: energy, y: Figure.Scale("flux / free streaming"), series: series,
      ratio: residuals.isEmpty
        ? nil
        : Figure.Ratio(
          y: Figure.Scale("ours − reference", range: [-1.5 * bound, 1.5 * bound]),
          series: residuals, band: bound, centre: 0))
  }

  // MARK: Optical depth

  private static func depth(_ results: Results) -> Figure? {
    // The logarithmic axis ends at 1e-3: zeros and tails are left out.
    func kept(_ observable: Observable) -> (x: [Double], y: [Double]) {
      let points = curve(observable)
      let shown = points.y.indices.filter { points.y[$0] > 1e-3 }
      return (shown.map { points.x[$0] }, shown.map { points.y[$0] })
    }
    var series: [Figure.Series] = []
    var atRest: (x: [Double], y: [Double]) = ([], [])
    for i in 1...3 {
      guard let thermal = results["depth.A.\(i)"], let cold = results["depth-cold.A.\(i)"]
      else { continue }
      let line = kept(thermal)
      series.append(
        Figure.Series(
          ["ν₁", "ν₂", "ν₃"][i - 1], role: .ours, style: .line, x: line.x, y: line.y))
      // One series for all three: one look, one entry in the legend. A zero, which a logarithmic
      // axis has no place for, parts them; gnuplot would join the ends across a missing number.
      let dashes = kept(cold)
      atRest.x += dashes.x + dashes.x.suffix(1)
      atRest.y += dashes.y + dashes.y.suffix(1).map { _ in 0 }
    }
    guard !series.isEmpty else { return nil }
    series.append(
      Figure.Series("targets at rest", role: .context, style: .dashes, x: atRest.x, y: atRest.y))
    return Figure(
      id: "cascade-depth", title: "Optical depth from z = 5 of the three mass states (A)",
      caption: "Lines: exact average over the Fermi-Dirac momenta of the relic neutrinos. Dashes: "
        + "the closed form for targets at rest, whose edges the momenta smear. Each target mass "
        + "absorbs from its resonance today (right edge) down to that at z = 5 (left edge).",
      panels: [
        Figure.Panel(
          title: "", x: energy,
          y: Figure.Scale("optical depth τ_i", logarithmic: true, range: [1e-3, 300]),
          series: series)
      ])
  }

  // MARK: The plane of g − 2

  private static func plane(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    guard let depth = results["plane.depth"], let middle = results["plane.g.251"],
      let low = results["plane.g.192"], let high = results["plane.g.310"]
    else { return nil }
    let masses = FigurePart.masses.map { $0 / 1e6 }
    var series = [
      Figure.Series(
        "Δaμ = 251e-11", role: .ours, style: .line, x: masses, y: middle.values.map(\.value))
    ]
    if let table = library.tables["gminus2_zprime"],
      let column = table.dependent.first(where: { $0.name.contains("251e-11") })
    {
      let points = zip(table.independent[0].axis.keys, column.cells).compactMap {
        key, cell -> (Double, Double)? in
        guard case .number(let mass) = key, let g = cell.number, mass >= masses[0],
          mass <= masses.last!
        else { return nil }
        return (mass, g)
      }
      series.append(
        Figure.Series(
          "reference", role: .reference, style: .points, x: points.map(\.0), y: points.map(\.1)))
    }
    return Figure(
      id: "cascade-plane", title: "Depth of the all-flavour dip and the muon's magnetic moment",
      caption: "Colour and contours: 1 − the smallest all-flavour ratio to free streaming between "
        + "16 TeV and 2.6 PeV at Earth, for the neutrinos of A. Below 1.3 MeV the dip on ν₃ lies "
        + "under that window, above some 17 MeV over it. Band: couplings that give "
        + "Δa_μ = 251(59)e-11, a historical value: the comparison of 2025 (arXiv:2506.05511) finds "
        + "agreement within one standard deviation.",
      panels: [
        Figure.Panel(
          title: "",
          x: Figure.Scale("m_{Z'} [MeV]", logarithmic: true, range: [masses[0], masses.last!]),
          y: Figure.Scale(
            "g", logarithmic: true, range: [FigurePart.couplings[0], FigurePart.couplings.last!]),
          series: series,
          image: Figure.Image(
            x: masses, y: FigurePart.couplings,
            values: depth.values.map(\.value), label: "depth of the dip", range: [0, 1],
            contours: [0.1, 0.3, 0.5, 0.7]),
          bands: [
            Figure.Band(
              "192…310e-11", role: .context, x: masses, low: low.values.map(\.value),
              high: high.values.map(\.value))
          ])
      ])
  }
}
