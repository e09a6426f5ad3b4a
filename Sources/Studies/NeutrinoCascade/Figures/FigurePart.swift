// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Curves that the figures draw and that nothing is compared with: finer than the tables.
enum FigurePart {
  /// du of the curves.
  static let spacing = CascadeBenchmark.coarsest
  /// The plane of the scan: g and m with equal logarithmic steps, so that few g/m occur.
  static let masses = logarithmic(1e6, 1e8, 41)
  static let couplings = logarithmic(1e-5, 1e-3, 41)
  /// Energies at Earth of the IceCube cascades of six years, arXiv:2001.09520 [eV].
  static let window = 16e12...2.6e15

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = CascadeConventions(fault: context.fault)
    return [depths(conventions), plane()]
      + CascadeBenchmark.allCases.map { curves($0, conventions) }
  }

  /// Ratios of flavours and their sum between 10 TeV and above the last dip.
  private static func curves(
    _ benchmark: CascadeBenchmark, _ conventions: CascadeConventions
  ) -> StudyTask {
    let flavours = [("e", "ν_e", 0), ("mu", "ν_μ", 1), ("tau", "ν_τ", 2)]
    let id = "curve.\(benchmark.rawValue)"
    let provides = (flavours.map(\.0) + ["all"]).map { "\(id).\($0)" }
    return StudyTask(id: id, provides: provides, cost: 0.02) { _ throws(AssayError) in
      let spectrum = try benchmark.spectrum(spacing: spacing, conventions)
      let ratios = flavours.map { ($0.1, spectrum.flavour($0.2)) } + [("all", spectrum.allFlavours)]
      let cells = stride(from: 0, to: spectrum.grid.count, by: 4).filter {
        spectrum.grid.energy($0) > 1e13 && spectrum.grid.energy($0) < 1e17
      }
      let axis = Axis("E_nu at Earth", units: "eV", numbers: cells.map(spectrum.grid.energy))
      return zip(provides, ratios).map { id, ratio in
        Observable(
          id: id, title: "\(ratio.0) over free streaming, \(benchmark.rawValue)", axes: [axis],
          exact: cells.map { ratio.1[$0] })
      }
    }
  }

  /// Optical depth from zmax of benchmark A: thermal, and in the closed form for cold targets.
  private static func depths(_ conventions: CascadeConventions) -> StudyTask {
    let names = (1...3).flatMap { ["depth.A.\($0)", "depth-cold.A.\($0)"] }
    return StudyTask(id: "depth.A", provides: names, cost: 0.01) { _ throws(AssayError) in
      let problem = try CascadeBenchmark.a.problem(spacing: spacing, conventions)
      let thermal = WindowCascade(problem).opticalDepths()
      let closed = OpticalDepth(
        zPrime: problem.zPrime, cosmology: problem.cosmology, relics: problem.relics,
        couplings: problem.couplings, masses: problem.masses)
      let cells = stride(from: 0, to: problem.grid.count, by: 2).filter {
        problem.grid.energy($0) > 5e13 && problem.grid.energy($0) < 5e15
      }
      let energies = cells.map(problem.grid.energy)
      let axis = Axis("E_nu at Earth", units: "eV", numbers: energies)
      var observables: [Observable] = []
      for i in 0..<3 {
        var cold: [Double] = []
        for energy in energies {
          var sum = 0.0
          for j in 0..<3 {
            sum += try closed.cold(energy: energy, state: i, target: j, zmax: problem.zmax)
          }
          cold.append(sum)
        }
        observables.append(
          Observable(
            id: "depth.A.\(i + 1)", title: "Optical depth of ν\(i + 1), A", axes: [axis],
            exact: cells.map { thermal[i][$0] }))
        observables.append(
          Observable(
            id: "depth-cold.A.\(i + 1)", title: "Optical depth of ν\(i + 1), cold targets, A",
            axes: [axis], exact: cold))
      }
      return observables
    }
  }

  /// Depth of the all-flavour dip over the plane, with the neutrinos of benchmark A.
  private static func plane() -> StudyTask {
    let contributions = [192, 251, 310]
    let lines = contributions.map { "plane.g.\($0)" }
    return StudyTask(
      id: "plane", provides: ["plane.depth"] + lines, cost: 0.6
    ) { task throws(AssayError) in
      let scan = try CouplingScan(
        masses: masses, couplings: couplings,
        neutrinos: try NeutrinoMasses(sum: 0.1, ordering: .normal),
        source: try CascadeBenchmark.source(), window: window, spacing: spacing)
      let plane = try scan.run(threads: task.threads)
      var bounds: [Observable] = []
      for (id, contribution) in zip(lines, contributions) {
        let values = try masses.map { (mass) throws(AssayError) in
          try MuonMagneticMoment.coupling(giving: Double(contribution) * 1e-11, mass: mass)
        }
        bounds.append(
          Observable(
            id: id, title: "g for a muon g−2 of \(contribution)e-11",
            axes: [Axis("m_Zprime", units: "eV", numbers: masses)], exact: values))
      }
      return bounds + [
        Observable(
          id: "plane.depth", title: "Depth of the all-flavour dip, 16 TeV to 2.6 PeV",
          axes: [
            Axis(
              "m_Zprime", units: "eV",
              numbers: couplings.flatMap { _ in masses }),
            Axis("g", numbers: couplings.flatMap { g in masses.map { _ in g } }),
          ], exact: plane.depth)
      ]
    }
  }

  static func logarithmic(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    (0..<count).map { low * pow(high / low, Double($0) / Double(count - 1)) }
  }
}
