// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The compositions that are embedded as tables, made again from the raw spectra.
enum CompositionPart {
  /// Name of a distance in tables, and the distance [Mpc].
  private static let distances = [("3p5", 3.5), ("18p5", 18.5), ("20p0", 20.0)]
  private static let charges = 1...26

  static let comparisons = distances.flatMap { ["composition-\($0.0)", "spectrum-\($0.0)"] }

  static func tasks(_ context: RunContext, _ conventions: TableConventions) -> [StudyTask] {
    distances.map { task($0.0, $0.1, context, conventions) }
  }

  private static func task(
    _ name: String, _ distance: Double, _ context: RunContext, _ conventions: TableConventions
  ) -> StudyTask {
    let columns =
      [TableColumn("composition.\(name).weight", "Events at an energy over those above 56 EeV")]
      + charges.map { TableColumn("composition.\(name).Z\($0)", "Number fraction of Z = \($0)") }
    var task = StudyTask(
      filling: "kkos_composition_\(name)_Mpc", columns, context, cost: 0.2
    ) { axes throws(AssayError) in
      guard let data = context.data else {
        throw .missing(
          "the data set \(PropagatedSpectrum.dataset)", remedy: "`assay fetch` gets it")
      }
      let spectrum = try PropagatedSpectrum.read(
        archive: data.path(PropagatedSpectrum.archive), distance: distance)
      let composition = try Composition(spectrum, from: 0).spoilt(conventions)
      return try rows(composition, axes)
    }
    task.needs = [PropagatedSpectrum.dataset]
    return task
  }

  private static func rows(
    _ composition: Composition, _ axes: TableAxes
  ) throws(AssayError) -> [[Double]] {
    let spectrum = composition.spectrum
    let total = zip(composition.energies, spectrum).reduce(0) { $1.0 > 56 ? $0 + $1.1 : $0 }
    var rows: [[Double]] = []
    for energy in try axes.numbers(1) {
      // The table prints six digits of energies that are ten per cent apart.
      guard
        let place = composition.energies.firstIndex(where: { abs($0 / energy - 1) < 1e-3 })
      else {
        throw axes.refusal(1, .number(energy), accepted: ["an energy of the raw spectra"])
      }
      let fractions = charges.map { charge in
        composition.species.filter { $0.charge == charge }
          .reduce(0) { $0 + $1.weights[place] } / spectrum[place]
      }
      rows.append([spectrum[place] / total] + fractions)
    }
    return rows
  }
}

extension Composition {
  /// With the faults of the conventions.
  fileprivate func spoilt(_ conventions: TableConventions) -> Composition {
    var spoilt = self
    for i in species.indices {
      if conventions.shiftsCharges {
        spoilt.species[i].charge = species[min(i + 1, species.count - 1)].charge
      }
      if conventions.forgetsEnergy {
        spoilt.species[i].weights = zip(species[i].weights, energies).map { $0 * $1 }
      }
    }
    return spoilt
  }
}
