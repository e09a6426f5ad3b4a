// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension CountingPart {
  /// Selections of MADHAT targets by their numbers; nil takes the whole set.
  private static let selections: [(name: String, ids: [Int]?)] = [
    ("Draco", [16]), ("SegueI", [46]), ("UrsaMinor", [56]), ("Draco+SegueI", [16, 46]),
    ("Set1 (45)", nil),
  ]
  /// Mass of the cross-section bounds [GeV].
  private static let mass = 100.0

  private struct Row {
    var observed = 0.0
    var background = 0.0
    var bound = 0.0
    var factors: [Double] = []
    var crossSections: [Double] = []
  }

  static func madhat(_ context: RunContext, _ conventions: CountingConventions) -> StudyTask {
    let columns: [(id: String, title: String, units: String?)] = [
      ("madhat.nobs", "Observed photons, 1-100 GeV", nil),
      ("madhat.mean-background", "Mean background photons", nil),
      ("madhat.nbound", "95 % bound on signal photons", nil),
      ("madhat.phi", "Particle-physics factor", "cm^3 s^-1 GeV^-2"),
      ("madhat.phi-up", "Particle-physics factor, all J up", "cm^3 s^-1 GeV^-2"),
      ("madhat.phi-down", "Particle-physics factor, all J down", "cm^3 s^-1 GeV^-2"),
      ("madhat.sv.bb", "Cross-section bound at 100 GeV, bb", "cm^3 s^-1"),
      ("madhat.sv.tautau", "Cross-section bound at 100 GeV, tautau", "cm^3 s^-1"),
    ]
    return StudyTask(
      id: "madhat", provides: columns.map(\.id), needs: [dataset], cost: 0.2
    ) { _ throws(AssayError) in
      let rows = try rows(context, conventions)
      let values: [[Double]] = [
        rows.map(\.observed), rows.map(\.background), rows.map(\.bound),
        rows.map { $0.factors[0] }, rows.map { $0.factors[1] }, rows.map { $0.factors[2] },
        rows.map { $0.crossSections[0] }, rows.map { $0.crossSections[1] },
      ]
      let axis = Axis("targets", names: selections.map(\.name))
      return zip(columns, values).map { column, values in
        Observable(
          id: column.id, title: column.title, units: column.units, axes: [axis], exact: values)
      }
    }
  }

  private static func rows(
    _ context: RunContext, _ conventions: CountingConventions
  ) throws(AssayError) -> [Row] {
    let path = try SpectraPart.dataPath(folder, context)
    let data = try MADHATData.cached(folder: path)
    let set = try MADHATSet(reading: "\(path)/set1.dat")
    var names = ["v1_DMbb.in", "v1_DMtautau.in"]
    if conventions.swapsYields { names.reverse() }
    var photons: [Double] = []
    for name in names {
      photons.append(try MADHATYields(reading: "\(path)/\(name)").photons(mass: mass))
    }
    var rows: [Row] = []
    for (_, ids) in selections {
      let analysis = try MADHATAnalysis(
        ids ?? set.entries.map(\.id), data: data, set: set, conventions)
      let bound = try analysis.photonBound()
      let factors = MADHATAnalysis.JShift.allCases.map {
        analysis.particleFactor(bound, shift: $0)
      }
      rows.append(
        Row(
          observed: Double(analysis.observed), background: analysis.meanBackground, bound: bound,
          factors: factors,
          crossSections: photons.map {
            analysis.crossSection(factors[0], mass: mass, photons: $0)
          }))
    }
    return rows
  }
}
