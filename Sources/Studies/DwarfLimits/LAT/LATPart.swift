// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Limits from the likelihood tables of the Fermi-LAT: 41 dwarfs combined, and single ones.
public enum LATPart {
  public static let faults = LATConventions.faults
  static let channels = ["bb", "tautau"]

  /// A task for each combined curve and for each single dwarf.
  public static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    var tasks: [StudyTask] = []
    for channel in channels {
      let setup = try LATSetup(channel, context)
      tasks.append(combined(setup))
      tasks.append(pppc(setup))
      tasks += setup.singles.map { single(setup, $0) }
    }
    return tasks
  }

  private static let needs = [LATTargets.dataset, SpectraPart.dataset]

  private static func combined(_ setup: LATSetup) -> StudyTask {
    let limit = "lat.combined.\(setup.channel)"
    let ts = "lat.ts.\(setup.channel)"
    return StudyTask(id: limit, provides: [limit, ts], needs: needs, cost: 0.3) {
      _ throws(AssayError) in
      let results = try setup.results(setup.nominal(), setup.dmfit(), masses: setup.masses)
      let factor = setup.conventions.testStatisticFactor
      return [
        setup.observable(
          limit, "Combined limit of 41 dwarfs, \(setup.channel)", "cm^3 s^-1", setup.masses,
          results.map(\.limit)),
        setup.observable(
          ts, "Test statistic of the best fit of 41 dwarfs, \(setup.channel)", nil, setup.masses,
          results.map { 0.5 * factor * $0.testStatistic }),
      ]
    }
  }

  private static func pppc(_ setup: LATSetup) -> StudyTask {
    let id = "lat.combined-pppc.\(setup.channel)"
    return StudyTask(id: id, provides: [id], needs: needs, cost: 0.3) {
      _ throws(AssayError) in
      let spectrum = try setup.pppc()
      let masses = setup.masses.filter(spectrum.masses.contains)
      let results = try setup.results(setup.nominal(), spectrum, masses: masses)
      return [
        setup.observable(
          id, "Combined limit of 41 dwarfs with PPPC4DMID spectra, \(setup.channel)", "cm^3 s^-1",
          masses, results.map(\.limit))
      ]
    }
  }

  private static func single(_ setup: LATSetup, _ name: String) -> StudyTask {
    let id = "lat.single.\(setup.channel).\(name)"
    return StudyTask(id: id, provides: [id], needs: needs, cost: 0.02) { _ throws(AssayError) in
      let results = try setup.results(
        [setup.target(name)], setup.dmfit(), masses: setup.masses)
      return [
        setup.observable(
          id, "Limit of \(name), \(setup.channel)", "cm^3 s^-1", setup.masses, results.map(\.limit))
      ]
    }
  }
}
