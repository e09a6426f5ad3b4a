// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import NeutrinoCascade
import Numerics

/// A scanned plane as files, summary and map.
struct CascadePlane {
  var plane: CouplingPlane
  var settings: [ResultTable.Setting]

  /// The deviation of (g−2)/2 of the muon that the band shows, 251(59)e-11 (2021), low to high.
  static let moments = [1.92e-9, 2.51e-9, 3.10e-9]

  /// Writes by the ending of `path`: a FITS image, or a table with a row for each point.
  func write(to path: String) throws(AssayError) {
    guard try ResultTable.FileKind(path: path) == .fits else {
      return try table().write(to: path)
    }
    try FITSImage.write(images(), to: path)
  }

  /// Mass runs fastest.
  func table() -> ResultTable {
    let masses = plane.couplings.flatMap { _ in plane.masses }
    let couplings = plane.couplings.flatMap { Array(repeating: $0, count: plane.masses.count) }
    return ResultTable(
      name: "SCAN", settings: settings,
      columns: columns(masses, couplings, plane.depth, plane.energyOfDip))
  }

  private func columns(
    _ masses: [Double], _ couplings: [Double], _ depth: [Double?], _ energies: [Double?]
  ) -> [ResultTable.Column] {
    [
      .init("mass", csv: "mass_eV", unit: "eV", heading: "mass [eV]", format: "%12.6g", masses),
      .init("coupling", heading: "g", format: "%12.6g", couplings),
      .init("depth", heading: "depth", format: "%10.6f", depth),
      .init(
        "energyOfDip", csv: "energy_of_dip_eV", unit: "eV", heading: "E of dip [eV]",
        format: "%14.6g", energies.map { $0.flatMap { $0.isFinite ? $0 : nil } }),
    ]
  }

  /// Depth in the primary array, energy of the dip in an extension; both axes log10.
  private func images() -> [FITSImage] {
    func axis(_ name: String, units: String?, _ values: [Double], _ unit: Double) -> FITSImage.Axis
    {
      let (first, last) = (log10(values[0] / unit), log10(values[values.count - 1] / unit))
      return .init(
        name: name, units: units, first: first, step: (last - first) / Double(values.count - 1),
        count: values.count)
    }
    let x = axis("LOG10-M", units: "log(MeV)", plane.masses, 1e6)
    let y = axis("LOG10-G", units: nil, plane.couplings, 1)
    let comments = settings.map { ResultTable.ascii("\($0.name): \($0.value)") }
    return [
      FITSImage(
        name: "DEPTH", x: x, y: y, values: plane.depth,
        comments: ["1 - min of the all-flavour ratio to free streaming in the window"] + comments),
      FITSImage(
        name: "ENERGY", x: x, y: y, values: plane.energyOfDip, units: "eV",
        comments: ["Energy at Earth of that minimum"] + comments),
    ]
  }

  /// The deepest point, and the depth along the line of (g−2)_μ = 251e-11 at a few masses.
  func summary(work: String) throws(AssayError) -> String {
    var lines = settings.map { "\($0.name): \($0.value)" } + [work]
    let deepest = plane.depth.indices.max { plane.depth[$0] < plane.depth[$1] }!
    let count = plane.masses.count
    lines.append(
      "deepest dip: \(String(format: "%.4f", plane.depth[deepest])) at "
        + EnergyArgument.text(plane.masses[deepest % count])
        + ", g = \(String(format: "%.4g", plane.couplings[deepest / count])), E = "
        + EnergyArgument.text(plane.energyOfDip[deepest], digits: 4))
    lines.append("along the line of (g-2)/2 = 251e-11 of the muon:")
    let chosen = Set((0..<8).map { $0 * (count - 1) / 7 }).sorted()
    var couplings: [Double] = []
    for i in chosen {
      couplings.append(
        try MuonMagneticMoment.coupling(giving: Self.moments[1], mass: plane.masses[i]))
    }
    let depth = zip(chosen, couplings).map { interpolated(plane.depth, $0, $1) }
    let energy = zip(chosen, couplings).map { interpolated(plane.energyOfDip, $0, $1) }
    let table = ResultTable(
      name: "", settings: [],
      columns: columns(chosen.map { plane.masses[$0] }, couplings, depth, energy))
    return (lines + [table.text()]).joined(separator: "\n")
  }

  /// A value at a coupling between the grid's, linear in ln g; nil outside the scan.
  private func interpolated(_ values: [Double], _ mass: Int, _ coupling: Double) -> Double? {
    guard let above = plane.couplings.firstIndex(where: { $0 >= coupling }),
      coupling >= plane.couplings[0]
    else { return nil }
    let below = max(0, above - 1)
    let (a, b) = (plane.couplings[below], plane.couplings[above])
    let t = above == below ? 0 : log(coupling / a) / log(b / a)
    let (low, high) = (
      values[below * plane.masses.count + mass], values[above * plane.masses.count + mass]
    )
    return low + t * (high - low)
  }

  /// The map of the depth with lines of equal depth and the band of (g−2)_μ.
  func figure() throws(AssayError) -> Figure {
    let x = plane.masses.map { $0 / 1e6 }
    var curves: [[Double]] = []
    for moment in Self.moments {
      var curve: [Double] = []
      for mass in plane.masses {
        curve.append(try MuonMagneticMoment.coupling(giving: moment, mass: mass))
      }
      curves.append(curve)
    }
    let ends = [plane.couplings[0], plane.couplings[plane.couplings.count - 1]]
    return Figure(
      id: "cascade-scan", title: "Depth of the dip over mass and coupling of the Z′",
      caption: "1 − min of the all-flavour ratio to free streaming.",
      panels: [
        .init(
          title: setting("window of energies at Earth"),
          x: .init("m_{Z′} [MeV]", logarithmic: true, range: [x[0], x[x.count - 1]]),
          y: .init("g", logarithmic: true, range: ends),
          series: [
            .init("Δa_μ = 251 × 10^{−11}", role: .context, style: .line, x: x, y: curves[1])
          ],
          image: .init(
            x: x, y: plane.couplings, values: plane.depth, label: "depth", range: [0, 1],
            contours: [0.05, 0.1, 0.2, 0.5, 0.8]),
          bands: [
            .init(
              "(g − 2)_μ, 251(59) × 10^{−11}", role: .context, x: x, low: curves[0],
              high: curves[2])
          ])
      ])
  }

  private func setting(_ name: String) -> String {
    settings.first { $0.name == name }.map { "\($0.name): \($0.value)" } ?? ""
  }
}
