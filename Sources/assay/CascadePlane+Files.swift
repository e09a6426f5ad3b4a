// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import NeutrinoCascade
import Numerics

extension CascadePlane {
  /// Writes by the ending of `path`: a FITS image, or a table with a row for each point.
  func write(to path: String) throws(AssayError) {
    guard try ResultTable.FileKind(path: path) == .fits else {
      return try table().write(to: path)
    }
    try FITSImage.write(images(), to: path)
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
            .init(
              "(g − 2)/2 of the muon: 251 × 10⁻¹¹", role: .context, style: .line, x: x, y: curves[1]
            )
          ],
          image: .init(
            x: x, y: plane.couplings, values: plane.depth, label: "depth", range: [0, 1],
            contours: [0.05, 0.1, 0.2, 0.5, 0.8]),
          bands: [
            .init(
              "251(59) × 10⁻¹¹ (2021)", role: .context, x: x, low: curves[0],
              high: curves[2])
          ])
      ])
  }

  private func setting(_ name: String) -> String {
    settings.first { $0.name == name }.map { "\($0.name): \($0.value)" } ?? ""
  }
}
