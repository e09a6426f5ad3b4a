// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics
internal import Sky

/// Energy bins and the directions of the sources.
enum EnergyPart {
  static let comparisons = [
    "energy-edges", "energy-smearing", "energy-bins", "source-directions",
  ]

  static func tasks(_ context: RunContext, _ conventions: TableConventions) -> [StudyTask] {
    var binning = EnergyBinning.published
    if conventions.isSharp { binning.resolution = 0 }
    if conventions.endsAtHighest {
      binning.width = log10(300 / binning.lowest) / Double(binning.count)
    }
    return [
      edges(context, binning), smearing(context, binning), bins(context, binning, conventions),
      sources(context, conventions),
    ]
  }

  private static func edges(_ context: RunContext, _ binning: EnergyBinning) -> StudyTask {
    let column = TableColumn("energy.edges", "Edges of the energy bins", "EeV")
    return StudyTask(filling: "energy_bins_edges", [column], context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for k in try axes.wholeNumbers(0) {
        guard binning.edges.indices.contains(k) else {
          throw axes.refusal(0, .number(Double(k)), accepted: ["0 to \(binning.count)"])
        }
        rows.append([binning.edges[k]])
      }
      return rows
    }
  }

  private static func smearing(_ context: RunContext, _ binning: EnergyBinning) -> StudyTask {
    let column = TableColumn("energy.smearing", "Share of an event n bins away")
    return StudyTask(filling: "energy_bins_smearing", [column], context) {
      axes throws(AssayError) in try axes.wholeNumbers(0).map { [binning.share($0)] }
    }
  }

  private static func bins(
    _ context: RunContext, _ binning: EnergyBinning, _ conventions: TableConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("energy.bin.truncation", "Bin of an energy, rounded towards zero"),
      TableColumn("energy.bin.floor", "Bin of an energy, rounded down"),
    ]
    return StudyTask(filling: "energy_bins_of_grid_energies", columns, context) {
      axes throws(AssayError) in
      var (published, down) = (binning, binning)
      down.rounding = .floor
      if conventions.alwaysFloors { published = down }
      return try axes.numbers(0).map { energy in
        [Double(published.bin(of: energy)), Double(down.bin(of: energy))]
      }
    }
  }

  private static func sources(
    _ context: RunContext, _ conventions: TableConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("source.longitude", "Galactic longitude of a source", "deg"),
      TableColumn("source.latitude", "Galactic latitude of a source", "deg"),
    ]
    return StudyTask(filling: "sources", columns, context) { axes throws(AssayError) in
      let known = try UHECRSource.all(context.reference)
      return try axes.values(0, from: known.map { ($0.name, $0) }).map {
        source throws(AssayError) in
        let direction = try Galactic.direction(
          longitude: source.longitude, latitude: source.latitude)
        let back = Galactic.coordinates(of: direction)
        return [back.longitude, conventions.takesColatitude ? 90 - back.latitude : back.latitude]
      }
    }
  }
}
