// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Harness
internal import Numerics

extension MLFermiPart {
  /// ln b̂ of 25 dwarfs, a task a macro bin.
  static func backgroundTasks(_ setup: MLFermiSetup) -> [StudyTask] {
    (0..<MacroBins.count).map { e in
      let id = "background.lnb.\(e)"
      return StudyTask(id: id, provides: [id], needs: [dataset], cost: 0.1) {
        _ throws(AssayError) in
        let conventions = setup.conventions
        let voids = try setup.raw().voids()
        let regression = try BackgroundRegression(
          l: voids.l, b: voids.b, counts: voids.counts[e], metric: conventions.metric,
          emptyAsOne: conventions.keepsEmptyVoids)
        let dwarfs = setup.inputs.dwarfs
        let estimates = try regression.estimates(
          at: dwarfs.map { ($0.l, $0.b) }, sigma: conventions.regressionSigma)
        return [
          Observable(
            id: id, title: "ln b in macro bin \(e), learnt from voids",
            axes: [Axis("dSph", names: dwarfs.map(\.name))], exact: estimates.map(\.lnBackground))
        ]
      }
    }
  }

  /// The likelihood at the points of the reference, and its maximum.
  static func leaveOneOutTasks(
    _ setup: MLFermiSetup, _ context: RunContext
  ) throws(AssayError) -> [StudyTask] {
    let points = InputColumns(try context.reference.table("computed_leave_one_out"))
    let sigmas = try points.axisNumbers(0)
    let varsigmas = try points.axisNumbers(1)
    let lnl = StudyTask(
      id: "background.loo.lnl", provides: ["background.loo.lnl"], needs: [dataset], cost: 1
    ) { task throws(AssayError) in
      let function = try leaveOneOut(setup)
      var values: [Double] = []
      for (sigma, varsigma) in zip(sigmas, varsigmas) {
        values.append(
          try function.logLikelihood(sigma: sigma, varsigma: varsigma, threads: task.threads))
      }
      return [
        Observable(
          id: "background.loo.lnl", title: "Leave-one-out ln L of the void counts",
          axes: [
            Axis("sigma", units: "deg", numbers: sigmas), Axis("varsigma", numbers: varsigmas),
          ], exact: values)
      ]
    }
    let optimum = StudyTask(
      id: "background.loo.optimum", provides: ["background.loo.optimum"], needs: [dataset],
      cost: 8
    ) { task throws(AssayError) in
      let best = try leaveOneOut(setup).optimum(threads: task.threads)
      return [
        Observable(
          id: "background.loo.optimum", title: "Kernel widths of the highest leave-one-out ln L",
          axes: [Axis("parameter", names: ["sigma", "varsigma"])],
          exact: [best.sigma, best.varsigma])
      ]
    }
    return [lnl, optimum]
  }

  private static func leaveOneOut(_ setup: MLFermiSetup) throws(AssayError) -> LeaveOneOut {
    let voids = try setup.raw().voids()
    return try LeaveOneOut(l: voids.l, b: voids.b, counts: voids.counts[0], setup.conventions)
  }

  /// Statistics of the posterior samples of log₁₀ J.
  static func sampleTask(_ setup: MLFermiSetup) -> [StudyTask] {
    let columns: [(id: String, title: String, value: @Sendable (JSamples) -> Double)] = [
      ("n", "Number of samples", { Double($0.log10J.count) }),
      ("mean", "Mean of log10 J", { $0.mean }),
      ("std", "Standard deviation of log10 J", { $0.standardDeviation }),
      ("median", "Median of log10 J", { $0.quantile(0.5) }),
      ("p16", "16 % quantile of log10 J", { $0.quantile(0.16) }),
      ("p84", "84 % quantile of log10 J", { $0.quantile(0.84) }),
    ]
    let task = StudyTask(
      id: "jfactors.samples", provides: columns.map { "jfactors.samples.\($0.id)" },
      needs: [dataset], cost: 0.1
    ) { _ throws(AssayError) in
      let raw = try setup.raw()
      var all: [JSamples] = []
      for name in RawInputs.sampledDwarfs {
        let samples = try raw.samples(name)
        all.append(
          setup.conventions.naturalLogarithm
            ? JSamples(name: name, log10J: samples.log10J.map { $0 * log(10) }) : samples)
      }
      return columns.map { column in
        Observable(
          id: "jfactors.samples.\(column.id)", title: column.title,
          axes: [Axis("dSph", names: RawInputs.sampledDwarfs)], exact: all.map(column.value))
      }
    }
    return [task]
  }
}
