// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Diffusion coefficients, running and final, of test particles in turbulence, held against a peer
/// program, a published fit and the limit of weak deflection.
///
/// One task runs all rigidities of a kind of field, which share its realisations: generating one of
/// 256³ nodes costs as much as 70 particles followed through all rigidities. All errors come from
/// the scatter between realisations.
enum SimulationPart {
  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let setup = try SimulationSetup(context)
    return [waves(context, setup), grid(context, setup), meanField(context, setup)]
  }

  /// Steps of a particle a second on one core, measured on Zen 5: 256³ grid, 512 waves.
  static let speed = (grid: 3e7, waves: 1.2e7)
  /// Seconds to generate a grid of 256³ nodes on one core.
  static let gridSeconds = 0.6

  // MARK: Plane waves

  static let waveTable = "crpropa_isotropic_planewaves"
  /// Rows of the quick tier.
  private static let quickRows = [0.3, 1]

  /// In the quick tier two cheap rigidities in few fields, later all of them.
  private static func waves(_ context: RunContext, _ setup: SimulationSetup) -> StudyTask {
    let size = setup.size.waves
    let steps = context.tier == .quick ? 8e3 : 8.3e4
    return StudyTask(
      id: "simulation.waves", provides: ["waves.D.slope", "waves.D.msd"],
      cost: Double(size.fields * size.particles) * steps / speed.waves
    ) { task throws(AssayError) in
      let axes = try TableAxes(waveTable, context)
      var rows = try axes.numbers(0)
      if context.tier == .quick { rows.removeAll { !quickRows.contains($0) } }
      var axis = axes.all[0]
      axis.keys = rows.map(Key.number)
      let results = try waveEnsemble(setup, rows, size).run(
        seed: task.seed, stream: task.stream, threads: task.threads)
      return try coefficients("waves.D", "plane waves", axis, rows, results, setup)
    }
  }

  static func waveEnsemble(
    _ setup: SimulationSetup, _ rows: [Double], _ size: (fields: Int, particles: Int)
  ) throws(AssayError) -> Ensemble {
    var populations: [Population] = []
    for x in rows {
      let end = try SimulationSetup.duration(x)
      populations.append(
        try setup.population(
          x, times: [0.4 * end, end], particles: size.particles,
          relative: setup.conventions.waveLarmorFactor))
    }
    return try Ensemble(
      spectrum: SimulationSetup.spectrum(index: setup.conventions.waveIndex),
      turbulence: SimulationSetup.waves, populations: populations, realisations: size.fields)
  }

  // MARK: Estimators

  /// Both estimators of D/(c l_c), row by row: slope over [0.4 T, T] and mean square at T.
  static func coefficients(
    _ id: String, _ field: String, _ axis: Axis, _ rows: [Double], _ results: [EnsembleResult],
    _ setup: SimulationSetup
  ) throws(AssayError) -> [Observable] {
    var slopes: [Estimate] = []
    var squares: [Estimate] = []
    for (x, result) in zip(rows, results) {
      slopes.append(try slope(x, result, setup))
      let end = try SimulationSetup.duration(x) * setup.unit
      squares.append(
        result.estimate { setup.conventions.isotropic($0.running(at: end)) / setup.unit })
    }
    return [
      Observable(
        id: "\(id).slope", title: "D/(c l_c), slope over [0.4 T, T], \(field)", axes: [axis],
        values: slopes),
      Observable(
        id: "\(id).msd", title: "D/(c l_c), mean square displacement at T, \(field)",
        axes: [axis], values: squares),
    ]
  }

  /// D/(c l_c) from the slope over [0.4 T, T].
  static func slope(
    _ x: Double, _ result: EnsembleResult, _ setup: SimulationSetup
  ) throws(AssayError) -> Estimate {
    let end = try SimulationSetup.duration(x) * setup.unit
    return result.estimate {
      setup.conventions.isotropic($0.slope(from: 0.4 * end, to: end)) / setup.unit
    }
  }
}
