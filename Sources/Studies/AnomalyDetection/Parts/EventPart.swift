// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Toy events of the exact theories, scored by the optimum, the density and the mixture.
enum EventPart {
  static let comparisons = ["event-toys", "event-toys-area"]
  static let table = "np-optimum-toy-events"
  static let scores = [
    ("optimum", "likelihood ratio of the signal"), ("density", "density of the background"),
    ("mixture", "likelihood ratio of the mixture of theories"),
  ]

  /// Events of a sample.
  static func size(_ tier: Tier) -> Int { tier == .quick ? 100_000 : 2_000_000 }

  static func columns() -> [TableColumn] {
    scores.flatMap { score, title in
      [TableColumn("events.\(score).area", "AUC of toy events: \(title)")]
        + SignificanceImprovement.levels.map {
          TableColumn(
            "events.\(score).\($0)", "Signal efficiency of toy events at \($0): \(title)")
        }
    }
  }

  static func task(_ context: RunContext, _ conventions: AnomalyConventions) -> StudyTask {
    let columns = columns()
    return StudyTask(
      id: "events.toys",
      provides: columns.map(\.id) + scores.map { "events.\($0.0).curve" },
      cost: context.tier == .quick ? 0.6 : 12
    ) { task throws(AssayError) in
      let axes = try TableAxes(table, context)
      let bed = try EventBed(axes, conventions.events)
      let size = size(context.tier)
      // A background of its own for each signal, so that signals share no events.
      func toys(_ theory: EventTheory, for signal: EventTheory) -> [ToyEvent] {
        theory.toys(
          size, seed: task.seed, stream: "events for \(signal.name)", threads: task.threads)
      }
      var rows: [[Estimate]] = []
      var curves = scores.map { _ in CurvePoints() }
      for (number, theory) in bed.signals.enumerated() {
        let (background, signal) = (toys(bed.background, for: theory), toys(theory, for: theory))
        var row: [Estimate] = []
        let functions: [([ToyEvent]) -> [Double]] = [
          { bed.optimum(number, $0) }, bed.density, bed.mixture,
        ]
        for (k, score) in functions.enumerated() {
          let curve = ReceiverCurve(
            background: try RankedScores(score(background), of: "background"),
            signal: try RankedScores(score(signal), of: theory.name), conventions.merit)
          curves[k].append(theory.name, curve)
          row += [curve.area] + SignificanceImprovement.levels.map(curve.efficiency(atBackground:))
        }
        rows.append(row)
      }
      return columns.enumerated().map { index, column in
        Observable(
          id: column.id, title: column.title, axes: axes.all, values: rows.map { $0[index] })
      }
        + zip(scores, curves).map { score, points in
          points.observable("events.\(score.0).curve", score.1)
        }
    }
  }
}

/// Signal efficiency against background efficiency, signal after signal, for figures.
struct CurvePoints: Sendable {
  private static let (lowest, count) = (1e-3, 25)
  private var names: [String] = []
  private var levels: [Double] = []
  private var efficiencies: [Double] = []

  mutating func append(_ signal: String, _ curve: ReceiverCurve) {
    for point in curve.points(lowest: Self.lowest, count: Self.count) {
      names.append(signal)
      levels.append(point.background)
      efficiencies.append(point.signal)
    }
  }

  func observable(_ id: String, _ what: String) -> Observable {
    Observable(
      id: id, title: "Signal efficiency against background efficiency: \(what)",
      axes: [Axis("signal", names: names), Axis("background efficiency", numbers: levels)],
      exact: efficiencies)
  }
}
