// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study, as far as a run has what they need.
enum CentreFigures {
  static func all(_ results: Results) -> [Figure] {
    [
      map(
        results, "region.counts", "centre-region", "Photons of the Galactic centre",
        "Counts of the Fermi-LAT a pixel of Nside 128, 2 to 20 GeV, means over cells of 1.5 degrees. Drawn as "
          + "zero: the plane, known sources, and what lies beyond 30 degrees.", "photons a pixel",
        nil),
      map(
        results, "region.residuals", "centre-residuals", "What template fits leave",
        "Counts above the maximum-likelihood fit of diffuse, isotropic, bubbles, known sources and the excess "
          + "(gamma 1.2), in standard deviations of the fit's photons in a cell of 1.5 degrees.",
        "standard deviations", [-4, 4]),
      counts(results), NetworkFigures.predicted(results), NetworkFigures.calibration(results),
      NetworkFigures.gap(results),
    ].compactMap { $0 }
  }

  static func numbers(_ observable: Observable, _ axis: Int) -> [Double] {
    observable.axes[axis].keys.compactMap { if case .number(let x) = $0 { x } else { nil } }
  }

  private static func map(
    _ results: Results, _ id: String, _ figure: String, _ title: String, _ caption: String,
    _ label: String, _ range: [Double]?
  ) -> Figure? {
    guard let map = results[id] else { return nil }
    let (l, b) = (numbers(map, 0), numbers(map, 1))
    guard let reach = (l + b).map(abs).max() else { return nil }
    let steps = Int((reach / RegionPart.width).rounded())
    let centres = (-steps...steps).map { Double($0) * RegionPart.width }
    var values = [Double](repeating: 0, count: centres.count * centres.count)
    for (i, value) in map.values.enumerated() {
      let column = Int((l[i] / RegionPart.width).rounded()) + steps
      let row = Int((b[i] / RegionPart.width).rounded()) + steps
      values[row * centres.count + column] = value.value
    }
    return Figure(
      id: figure, title: title, caption: caption,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("Galactic longitude [deg]"),
          y: Figure.Scale("Galactic latitude [deg]"), series: [],
          image: Figure.Image(
            x: centres, y: centres, values: values, label: label, range: range,
            equalScales: true))
      ])
  }

  /// The posterior of the source counts.
  private static func counts(_ results: Results) -> Figure? {
    let populations = [("gce", "excess"), ("dsk", "disk")]
    var (bands, series) = ([Figure.Band](), [Figure.Series]())
    for (name, title) in populations {
      guard let counts = results["posterior.counts.\(name)"] else { return nil }
      let (fluxes, levels) = (numbers(counts, 0), numbers(counts, 1))
      func curve(_ near: Double) -> (x: [Double], y: [Double]) {
        let rows = levels.indices.filter { abs(levels[$0] - near) < 0.01 }
        // A logarithmic axis has no zero.
        return (rows.map { fluxes[$0] }, rows.map { max(counts.values[$0].value, 1e-3) })
      }
      let (low, median, high) = (curve(0.159), curve(0.5), curve(0.841))
      bands.append(
        Figure.Band("\(title), 68 %", role: .ours, x: low.x, low: low.y, high: high.y))
      series.append(
        Figure.Series("\(title), median", role: .ours, style: .line, x: median.x, y: median.y))
    }
    return Figure(
      id: "source-counts", title: "Source counts of unresolved sources",
      caption: """
        S^2 dN/dS of the two populations, summed over the region, at the mean exposure of the sky: median and \
        68 % range of the posterior at each flux. Source counts well below a photon are not constrained: \
        their sources look like smooth emission.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("S [photons]", logarithmic: true),
          y: Figure.Scale("S^2 dN/dS [photons]", logarithmic: true, range: [10, 1e5]),
          series: series, bands: bands)
      ])
  }
}
