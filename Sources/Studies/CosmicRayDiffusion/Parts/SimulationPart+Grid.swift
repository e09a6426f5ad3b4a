// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension SimulationPart {
  static let gridTable = "crpropa_isotropic_grid"
  static let fitTable = "harari2014_fit_kolmogorov"
  static let decorrelationTable = "velocity_decorrelation_rate"
  /// Rigidities whose running coefficients are compared, with the names of their tables.
  static let runningTables = [
    (x: 0.1, name: "0.1", table: "crpropa_running_D_x0.1"),
    (x: 1.0, name: "1", table: "crpropa_running_D_x1"),
    (x: 10.0, name: "10", table: "crpropa_running_D_x10"),
  ]
  /// The rigidity of weak deflection.
  static let weak = 10.0
  /// Where grid and plane waves are compared.
  static let ratioRows = [0.1, 0.3, 1]

  /// All rigidities of the grid, and the plane waves that it is held against.
  static func grid(_ context: RunContext, _ setup: SimulationSetup) -> StudyTask {
    let size = setup.size.grid
    let steps = 8.3e4 * Double(size.particles) + 2e5 * Double(setup.size.weak)
    return StudyTask(
      id: "simulation.grid",
      provides: ["grid.D.slope", "grid.D.msd", "grid.D.fit"]
        + runningTables.flatMap { ["running.D.\($0.name)", "running.uu.\($0.name)"] }
        + ["decorrelation.rate", "ratio.internal"],
      tier: .standard,
      cost: Double(size.fields) * (gridSeconds + steps / speed.grid)
        + Double(setup.size.ratio.fields * setup.size.ratio.particles) * 2.3e4 / speed.waves
    ) { task throws(AssayError) in
      try GridRun(context, setup, task).observables()
    }
  }
}

/// One run of the grid: what the tables ask for, and what came out.
private struct GridRun {
  let setup: SimulationSetup
  let context: RunContext
  let axis: Axis
  let rows: [Double]
  /// The running coefficients' tables and their sampling times.
  let running: [TableAxes]
  /// Rows of the decorrelation table that lie on the grid, and their times.
  let decorrelation: (axes: [Axis], times: [Double])
  let results: [EnsembleResult]
  /// D/(c l_c) in plane waves at ``SimulationPart/ratioRows``.
  let waves: [Estimate]

  init(
    _ context: RunContext, _ setup: SimulationSetup, _ task: TaskContext
  ) throws(AssayError) {
    (self.context, self.setup) = (context, setup)
    let axes = try TableAxes(SimulationPart.gridTable, context)
    rows = try axes.numbers(0)
    axis = axes.all[0]
    var running: [TableAxes] = []
    for entry in SimulationPart.runningTables {
      running.append(try TableAxes(entry.table, context))
    }
    self.running = running
    decorrelation = try Self.gridRows(context)
    let ensemble = try Self.ensemble(setup, rows, running, decorrelation.times)
    results = try ensemble.run(seed: task.seed, stream: task.stream, threads: task.threads)
    let waves = try SimulationPart.waveEnsemble(
      setup, SimulationPart.ratioRows, setup.size.ratio
    ).run(seed: task.seed, stream: task.stream ^ 1 << 63, threads: task.threads)
    var slopes: [Estimate] = []
    for (x, result) in zip(SimulationPart.ratioRows, waves) {
      slopes.append(try SimulationPart.slope(x, result, setup))
    }
    self.waves = slopes
  }

  /// The rows of the decorrelation table whose case is a grid.
  private static func gridRows(
    _ context: RunContext
  ) throws(AssayError) -> (axes: [Axis], times: [Double]) {
    let table = try TableAxes(SimulationPart.decorrelationTable, context)
    let cases = try table.texts(0)
    let kept = cases.indices.filter { cases[$0].hasPrefix("grid") }
    let times = try table.numbers(1)
    var axes = table.all
    for i in axes.indices { axes[i].keys = kept.map { [keys = axes[i].keys] in keys[$0] } }
    return (axes, kept.map { times[$0] })
  }

  /// One population a rigidity, and a last one for the initial decorrelation.
  private static func ensemble(
    _ setup: SimulationSetup, _ rows: [Double], _ running: [TableAxes], _ decorrelation: [Double]
  ) throws(AssayError) -> Ensemble {
    var populations: [Population] = []
    for x in rows {
      let end = try SimulationSetup.duration(x)
      var times = [0.4 * end, end]
      for (entry, axes) in zip(SimulationPart.runningTables, running) where entry.x == x {
        times += try axes.numbers(0)
      }
      let particles = x == SimulationPart.weak ? setup.size.weak : setup.size.grid.particles
      populations.append(try setup.population(x, times: times, particles: particles))
    }
    populations.append(
      try setup.population(
        SimulationPart.weak, times: decorrelation,
        particles: setup.size.decorrelation))
    return try Ensemble(
      spectrum: SimulationSetup.spectrum(), turbulence: SimulationSetup.grid,
      populations: populations, realisations: setup.size.grid.fields)
  }

  // MARK: Observables

  func observables() throws(AssayError) -> [Observable] {
    var all = try SimulationPart.coefficients(
      "grid.D", "grid", axis, rows, results, setup)
    let fit = try TableAxes(SimulationPart.fitTable, context)
    _ = try fit.numbers(0)
    var fitAxis = fit.all[0]
    fitAxis.keys = axis.keys
    all.append(
      Observable(
        id: "grid.D.fit", title: "D/(c l_c) of the grid, at rigidities of the published fit",
        axes: [fitAxis], values: all[0].values))
    for (entry, axes) in zip(SimulationPart.runningTables, running) {
      all += try runningObservables(entry.x, entry.name, axes)
    }
    all.append(decorrelationRate())
    all.append(try ratios(all[0].values))
    return all
  }

  private func result(_ x: Double) throws(AssayError) -> EnsembleResult {
    guard let row = rows.firstIndex(where: { Key.number($0).matches(.number(x)) }) else {
      throw .badValue(
        name: "rows of table \(SimulationPart.gridTable)", found: "no x = \(x)",
        accepted: "a table with x = \(x)")
    }
    return results[row]
  }

  private func runningObservables(
    _ x: Double, _ name: String, _ table: TableAxes
  ) throws(AssayError) -> [Observable] {
    let result = try result(x)
    let times = try table.numbers(0).map { $0 * setup.unit }
    return [
      Observable(
        id: "running.D.\(name)", title: "⟨dx²⟩/(2t)/(c l_c) at x = \(name)", axes: table.all,
        values: times.map { t in
          result.estimate { setup.conventions.isotropic($0.running(at: t)) / setup.unit }
        }),
      Observable(
        id: "running.uu.\(name)", title: "⟨u(0)·u(t)⟩ at x = \(name)", axes: table.all,
        values: times.map { t in result.estimate { autocorrelation($0, t) } }),
    ]
  }

  private func autocorrelation(_ series: TransportSeries, _ time: Double) -> Double {
    series.autocorrelation(at: time) / (setup.conventions.singleComponent ? 3 : 1)
  }

  private func decorrelationRate() -> Observable {
    let offset = setup.conventions.singleComponent ? SimulationPart.logOfThree : 0
    return Observable(
      id: "decorrelation.rate", title: "−ln⟨u(0)·u(t)⟩/t in c/l_c", axes: decorrelation.axes,
      values: decorrelation.times.map { $0 * setup.unit }.map { t in
        results[rows.count].estimate {
          setup.unit * ($0.decorrelationRate(at: t) + offset / t)
        }
      })
  }

  /// Grid over plane waves, and D over (4/3) c r_L²/L_c2.
  private func ratios(_ slopes: [Estimate]) throws(AssayError) -> Observable {
    var names: [String] = []
    var values: [Estimate] = []
    for (x, waves) in zip(SimulationPart.ratioRows, waves) {
      names.append("grid over plane waves, x = \(Key.number(x))")
      values.append(try SimulationPart.slope(x, try result(x), setup) / waves)
    }
    let weak = SimulationPart.weak
    names.append("D over the small-angle limit, x = \(Key.number(weak))")
    values.append(
      try SimulationPart.slope(weak, try result(weak), setup).scaled(by: 0.75 / (weak * weak)))
    return Observable(
      id: "ratio.internal", title: "Ratios that should be 1", axes: [Axis("ratio", names: names)],
      values: values)
  }
}
