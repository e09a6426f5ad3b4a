// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

extension SimulationPart {
  /// Offset of −ln⟨u_x u_x⟩ from −ln⟨u·u⟩.
  static let logOfThree = log(3.0)

  static let meanFieldTable = "crpropa_mean_field"

  /// A mean field as strong as the turbulence; x stands for r_L in B_tot = √2 B_rms.
  static func meanField(_ context: RunContext, _ setup: SimulationSetup) -> StudyTask {
    let size = setup.size.meanField
    let names = ["parallel", "perpendicular"]
    return StudyTask(
      id: "simulation.mean-field",
      provides: names.flatMap { ["mean.\($0).slope", "mean.\($0).msd"] }, tier: .standard,
      cost: Double(size.fields) * (gridSeconds + Double(size.particles) * 3.5e4 / speed.grid)
    ) { task throws(AssayError) in
      let axes = try TableAxes(meanFieldTable, context)
      let rows = try axes.numbers(0)
      let results = try meanFieldEnsemble(setup, rows).run(
        seed: task.seed, stream: task.stream, threads: task.threads)
      let choices: [(SIMD3<Double>) -> Double] = [
        setup.conventions.parallel, setup.conventions.perpendicular,
      ]
      var all: [Observable] = []
      for (name, choice) in zip(names, choices) {
        all += try meanFieldObservables(name, axes.all[0], rows, results, setup, choice)
      }
      return all
    }
  }

  private static func meanFieldEnsemble(
    _ setup: SimulationSetup, _ rows: [Double]
  ) throws(AssayError) -> Ensemble {
    var populations: [Population] = []
    for x in rows {
      let end = try SimulationSetup.duration(x, SimulationSetup.meanFieldDurations)
      populations.append(
        try setup.population(
          x, times: [0.4 * end, end], particles: setup.size.meanField.particles,
          relative: 2.0.squareRoot()))
    }
    return try Ensemble(
      spectrum: SimulationSetup.spectrum(), turbulence: SimulationSetup.grid,
      meanField: setup.conventions.forgetsMeanField ? 0 : 1, populations: populations,
      realisations: setup.size.meanField.fields)
  }

  /// κ/(c l_c) along or across the mean field, by both estimators.
  private static func meanFieldObservables(
    _ name: String, _ axis: Axis, _ rows: [Double], _ results: [EnsembleResult],
    _ setup: SimulationSetup, _ choice: (SIMD3<Double>) -> Double
  ) throws(AssayError) -> [Observable] {
    var slopes: [Estimate] = []
    var squares: [Estimate] = []
    for (x, result) in zip(rows, results) {
      let end =
        try SimulationSetup.duration(x, SimulationSetup.meanFieldDurations) * setup.unit
      slopes.append(
        result.estimate { choice($0.slope(from: 0.4 * end, to: end)) / setup.unit })
      squares.append(result.estimate { choice($0.running(at: end)) / setup.unit })
    }
    return [
      Observable(
        id: "mean.\(name).slope", title: "\(name) diffusion over c l_c, slope over [0.4 T, T]",
        axes: [axis], values: slopes),
      Observable(
        id: "mean.\(name).msd", title: "\(name) diffusion over c l_c, mean square at T",
        axes: [axis], values: squares),
    ]
  }
}
