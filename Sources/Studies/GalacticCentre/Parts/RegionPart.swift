// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Maps of the region for the figures: counts, and what the best template fit leaves.
enum RegionPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    let ids = ["region.counts", "region.residuals"]
    return [
      StudyTask(id: "region", provides: ids, cost: 0.2) { _ throws(AssayError) in
        let region = try FermiRegion.read(context.reference)
        var templates: [[Double]] = []
        for name in ["dif_p6v11", "iso", "bub", "psc_3fgl", "gce_gamma1p2"] {
          templates.append(try region.template(name))
        }
        let fit = try PoissonTemplateFit(counts: region.counts, templates: templates)
        var cells: [Cell: (pixels: Double, counts: Double, expected: Double)] = [:]
        for (p, centre) in try region.centres().enumerated() {
          let degree = Double.pi / 180
          let cell = Cell(
            l: (centre.longitude / degree / width).rounded(),
            b: (centre.latitude / degree / width).rounded())
          var sum = cells[cell] ?? (0, 0, 0)
          sum.pixels += 1
          sum.counts += Double(region.counts[p])
          for (a, template) in zip(fit.normalisations, templates) {
            sum.expected += a * template[p]
          }
          cells[cell] = sum
        }
        let places = cells.keys.sorted { ($0.b, $0.l) < ($1.b, $1.l) }
        let axes = [
          Axis("l", units: "deg", numbers: places.map { $0.l * width }),
          Axis("b", units: "deg", numbers: places.map { $0.b * width }),
        ]
        let sums = places.compactMap { cells[$0] }
        return [
          Observable(
            id: ids[0], title: "Photons a pixel", axes: axes,
            exact: sums.map { $0.counts / $0.pixels }),
          Observable(
            id: ids[1], title: "Photons above the fit, in its standard deviations", axes: axes,
            exact: sums.map { ($0.counts - $0.expected) / $0.expected.squareRoot() }),
        ]
      }
    ]
  }

  /// Of a cell [deg].
  static let width = 1.5

  private struct Cell: Hashable {
    var l: Double
    var b: Double
  }
}
