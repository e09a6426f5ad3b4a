// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Backtracked arrival directions: exactly in a uniform field, and as means over many observers in
/// turbulence, against the peer's.
enum ArrivalPart {
  private static let tensorTable = "crpropa_backtrack_local_tensor"
  private static let spectrumTable = "crpropa_backtrack_cl"
  /// The peer's columns of C_l/C_1, by τ in l_c.
  private static let spectrumTimes = ["2.5", "5", "10", "20"]

  static func tasks(_ context: RunContext) -> [StudyTask] {
    [uniform(context), turbulent(context)]
  }

  /// Particle steps a second of one core that the cost is reckoned with.
  private static let rate = 2e7

  private static func turbulent(_ context: RunContext) -> StudyTask {
    var ensemble = ArrivalEnsemble()
    if context.tier == .full { ensemble.fields = 40 }
    ensemble.conventions = ArrivalConventions(fault: context.fault)
    let run = ensemble
    let spectra = spectrumTimes.map { "cl.\($0)" }
    return StudyTask(
      id: "arrival.turbulent", provides: tensors().map(\.id) + spectra, tier: .standard,
      cost: run.particleSteps / rate + 2.5 * Double(run.fields)
    ) { task throws(AssayError) in
      let times = try axis(tensorTable, context)
      let orders = try axis(spectrumTable, context)
      var ensemble = run
      ensemble.times = times.numbers
      let fields = try ensemble.run(seed: task.seed, stream: task.stream, threads: task.threads)
      return tensors(run.conventions).map { column in
        let values = times.numbers.indices.map { column.value(fields, $0, task) }
        return Observable(
          id: column.id, title: column.title, units: column.units, axes: [times.axis],
          values: values)
      } + (try spectrumColumns(fields, times.numbers, orders))
    }
  }

  private struct Column: Sendable {
    var id: String
    var title: String
    var units: String?
    /// Of the fields' observers, at a time.
    var value: @Sendable ([[ArrivalEnsemble.Observer]], Int, TaskContext) -> Estimate
  }

  private static func tensors(_ conventions: ArrivalConventions = .init()) -> [Column] {
    [
      Column(id: "tensor.trace", title: "Tr K/3 of the local tensor", units: "c l_c") {
        fields, time, _ in
        ArrivalEnsemble.mean(fields) { $0.tensors[time].meanDiffusion }
      },
      Column(id: "tensor.ratio", title: "Median of largest over smallest singular value") {
        fields, time, task in
        // Streams of the fields count up from the task's; this one lies far off.
        ArrivalEnsemble.medianRatio(
          fields, time: time, rank: conventions.ratioRank, seed: task.seed,
          stream: ~task.stream &+ UInt64(time))
      },
    ]
      + ["largest", "middle", "smallest"].enumerated().map { rank, name in
        Column(
          id: "tensor.\(name)", title: "Singular value of the local tensor, \(name)", units: "c l_c"
        ) { fields, time, _ in
          ArrivalEnsemble.mean(fields) { $0.tensors[time].singularValues[rank] }
        }
      }
  }

  private static func spectrumColumns(
    _ fields: [[ArrivalEnsemble.Observer]], _ times: [Double],
    _ orders: (axis: Axis, numbers: [Double])
  ) throws(AssayError) -> [Observable] {
    var columns: [Observable] = []
    for name in spectrumTimes {
      guard let time = times.firstIndex(of: Double(name)!) else {
        throw .badInput(
          file: tensorTable, place: "independent_variables", found: "times \(times)",
          accepted: "times with \(name) among them")
      }
      let values = orders.numbers.map {
        ArrivalEnsemble.powerRatio(fields, time: time, l: Int($0))
      }
      columns.append(
        Observable(
          id: "cl.\(name)", title: "C_l/C_1 of the arrival directions, τ = \(name) l_c",
          axes: [orders.axis], values: values))
    }
    return columns
  }

  /// The axis of a table with one, its keys as numbers.
  static func axis(
    _ name: String, _ context: RunContext
  ) throws(AssayError) -> (axis: Axis, numbers: [Double]) {
    let table = try context.reference.table(name)
    let axes = table.independent.map(\.axis)
    let numbers = axes.first?.keys.compactMap { key in
      if case .number(let number) = key { number } else { nil }
    }
    guard axes.count == 1, let numbers, numbers.count == axes[0].keys.count else {
      throw .badInput(
        file: table.file, place: "independent_variables", found: "\(axes.count) axes",
        accepted: "one axis of numbers")
    }
    return (axes[0], numbers)
  }
}
