// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The MLFermiDwarfs part of the study: background from voids, J samples, limits.
public enum MLFermiPart {
  public static let faults: [Fault] = MLFermiFault.all.map(\.fault)

  static let dataset = "mlfermidwarfs"

  /// The tasks of this part, in a fixed order; no raw data are read before a task runs.
  public static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let setup = try MLFermiSetup(context)
    return notebook(setup) + limits(setup) + backgroundTasks(setup) + sampleTask(setup)
      + (try leaveOneOutTasks(setup, context))
  }

  /// Draco and Leo II with posterior samples of J, as the public notebook.
  private static func notebook(_ setup: MLFermiSetup) -> [StudyTask] {
    let searches: [(String, DwarfAnalysis.Search)] = [("", .compatible), ("-exact", .exact)]
    return searches.map { suffix, search in
      let id = "mlfermi.notebook\(suffix)"
      return StudyTask(id: id, provides: [id], needs: [dataset], cost: 0.05) {
        _ throws(AssayError) in
        let analysis = try setup.analysis(["Draco", "LeoII"], .samples)
        let delta = setup.thresholds[0].delta
        let masses = setup.inputs.masses
        let rows = try setup.limits(analysis, masses: masses, deltas: [delta], search)
        return [observable(id, "Limit of Draco and Leo II", masses, rows.map { $0[0] })]
      }
    }
  }

  private static func limits(_ setup: MLFermiSetup) -> [StudyTask] {
    let cases: [(String, MLFermiSetup.JModel, String, [String])] = [
      ("gaussian", .gaussian, "log-normal J", []), ("kde", .samples, "J samples", [dataset]),
    ]
    var tasks: [StudyTask] = []
    for (label, model, words, needs) in cases {
      for (name, dwarfs) in MLFermiSetup.selections {
        let id = "mlfermi.\(label).\(name)"
        tasks.append(
          task(setup, id, needs, cost: 0.05, "\(name), \(words)", setup.inputs.masses) {
            () throws(AssayError) in try setup.analysis(dwarfs, model)
          })
      }
    }
    for (name, dwarfs) in MLFermiSetup.selections {
      let id = "mlfermi.jb.\(name)"
      tasks.append(
        task(
          setup, id, [dataset], cost: 0.1, "\(name), J and background profiled",
          [10, 50, 100, 500, 1000]
        ) { () throws(AssayError) in
          let voids = try setup.raw().voids().withoutEmptyBins
          return try setup.analysis(dwarfs, .samples, voids: voids)
        })
    }
    return tasks
  }

  /// One selection of dwarfs, both thresholds.
  private static func task(
    _ setup: MLFermiSetup, _ id: String, _ needs: [String], cost: Double, _ words: String,
    _ masses: [Double], _ analysis: @escaping @Sendable () throws(AssayError) -> DwarfAnalysis
  ) -> StudyTask {
    let thresholds = setup.thresholds
    let provides = thresholds.map { "\(id).\($0.label)" }
    return StudyTask(id: id, provides: provides, needs: needs, cost: cost) {
      _ throws(AssayError) in
      let rows = try setup.limits(
        try analysis(), masses: masses, deltas: thresholds.map(\.delta), .compatible)
      return thresholds.indices.map { t in
        observable(
          provides[t], "Limit of \(words), Δ = \(thresholds[t].label)", masses,
          rows.map { $0[t] })
      }
    }
  }

  private static func observable(
    _ id: String, _ title: String, _ masses: [Double], _ values: [Double]
  ) -> Observable {
    Observable(
      id: id, title: title, units: "cm^3 s^-1",
      axes: [Axis("m_DM", units: "GeV", numbers: masses)], exact: values)
  }
}
