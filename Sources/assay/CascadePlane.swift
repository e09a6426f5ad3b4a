// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import NeutrinoCascade
import Numerics

/// A scanned plane as files, summary and map.
struct CascadePlane {
  var plane: CouplingPlane
  var settings: [ResultTable.Setting]

  /// The deviation of (g−2)/2 of the muon that the band shows, 251(59)e-11 (2021), low to high.
  static let moments = [1.92e-9, 2.51e-9, 3.10e-9]

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

  /// The deepest point, and the depth along the line of (g−2)_μ = 251e-11 at a few masses.
  func summary(work: String) throws(AssayError) -> String {
    var lines = settings.map { "\($0.name): \($0.value)" } + [work]
    let count = plane.masses.count
    let deepest = plane.depth.indices.max { plane.depth[$0] < plane.depth[$1] }!
    if plane.depth[deepest] > 0 {
      lines.append(
        "deepest dip: \(String(format: "%.4f", plane.depth[deepest])) at "
          + EnergyArgument.text(plane.masses[deepest % count])
          + ", g = \(String(format: "%.4g", plane.couplings[deepest / count])), E = "
          + EnergyArgument.text(plane.energyOfDip[deepest], digits: 4))
    } else {
      lines.append("deepest dip: none in the window")
    }
    lines.append("along the line of (g-2)/2 = 251e-11 of the muon:")
    let chosen = Set((0..<8).map { $0 * (count - 1) / 7 }).sorted()
    var couplings: [Double] = []
    for i in chosen {
      couplings.append(
        try MuonMagneticMoment.coupling(giving: Self.moments[1], mass: plane.masses[i]))
    }
    let dips = zip(chosen, couplings).map(dip)
    let table = ResultTable(
      name: "", settings: [],
      columns: columns(
        chosen.map { plane.masses[$0] }, couplings, dips.map { $0?.depth }, dips.map { $0?.energy })
    )
    return (lines + [table.text()]).joined(separator: "\n")
  }

  /// Depth at a coupling between the grid's, linear in ln g, and the energy of the dip at the nearer
  /// one (it jumps from dip to dip); nil outside the scan.
  private func dip(_ mass: Int, _ coupling: Double) -> (depth: Double, energy: Double)? {
    guard let above = plane.couplings.firstIndex(where: { $0 >= coupling }),
      coupling >= plane.couplings[0]
    else { return nil }
    let below = max(0, above - 1)
    let (a, b) = (plane.couplings[below], plane.couplings[above])
    let t = above == below ? 0 : log(coupling / a) / log(b / a)
    let (low, high) = (below * plane.masses.count + mass, above * plane.masses.count + mass)
    let depth = plane.depth[low] + t * (plane.depth[high] - plane.depth[low])
    return (depth, plane.energyOfDip[t < 0.5 ? low : high])
  }
}
