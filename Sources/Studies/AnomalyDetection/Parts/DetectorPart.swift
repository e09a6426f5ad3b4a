// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Detectors trained on toy events: between chance, or a share of what they estimate, and the optimum.
enum DetectorPart {
  static let seeds = 3

  static func tasks(_ context: RunContext, _ conventions: AnomalyConventions) -> [StudyTask] {
    DetectorKind.allCases.map { task($0, context, conventions) }
  }

  private static func cost(_ kind: DetectorKind, _ tier: Tier) -> Double {
    let unit = tier == .quick ? 1.5 : 30.0
    return kind == .ensemble ? 3 * unit : unit
  }

  private static func task(
    _ kind: DetectorKind, _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let names = ["area", "spread", "largest", "ceiling", "floor", "curve"]
    let ids = names.map { "detector.\(kind.rawValue).\($0)" }
    return StudyTask(
      id: "detector.\(kind.rawValue)", provides: ids, cost: cost(kind, context.tier)
    ) { task throws(AssayError) in
      let bed = try EventBed(TableAxes(EventPart.table, context), conventions.events)
      let bench = DetectorBench(context.tier, kind)
      let test = DetectorTest(bed, bench, kind, task, conventions)
      var found: [[Estimate]] = []
      var points = CurvePoints()
      for number in 0..<seeds {
        let scorer = try bench.train(
          kind, bed, seed: task.seed &* 1000 &+ UInt64(number), threads: task.threads,
          conventions.detectors)
        let result = try test.curves(scorer)
        found.append(result.map(\.area))
        if number == 0 {
          for (theory, curve) in zip(bed.signals, result) { points.append(theory.name, curve) }
        }
      }
      let limits = try test.limits()
      return observables(kind, ids, bed, found, limits) + [points.observable(ids[5], kind.title)]
    }
  }

  private static func observables(
    _ kind: DetectorKind, _ ids: [String], _ bed: EventBed, _ found: [[Estimate]],
    _ limits: [DetectorTest.Limits]
  ) -> [Observable] {
    let axis = Axis("signal", names: bed.signals.map(\.name))
    let columns = bed.signals.indices.map { k in found.map { $0[k] } }
    func observable(_ place: Int, _ title: String, _ values: [Estimate]) -> Observable {
      Observable(id: ids[place], title: "\(title): \(kind.title)", axes: [axis], values: values)
    }
    let spreads = columns.map(deviation)
    let means = zip(columns, spreads).map { column, spread in
      let error = column[0].standardError ?? 0
      return Estimate(
        column.reduce(0) { $0 + $1.value } / Double(column.count),
        standardError: (spread * spread / Double(column.count) + error * error).squareRoot())
    }
    return [
      observable(0, "AUC, mean of \(found.count) trainings", means),
      observable(
        1, "Standard deviation of the AUC between trainings", spreads.map { Estimate($0) }),
      observable(
        2, "Largest AUC of \(found.count) trainings",
        columns.map { $0.max { $0.value < $1.value }! }),
      observable(
        3, "AUC of the optimum and three standard errors", limits.map { Estimate($0.ceiling) }),
      observable(4, "Least AUC asked for", limits.map { Estimate($0.floor) }),
    ]
  }

  private static func deviation(_ values: [Estimate]) -> Double {
    let mean = values.reduce(0) { $0 + $1.value } / Double(values.count)
    let square = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    return (square / Double(max(1, values.count - 1))).squareRoot()
  }
}

/// Test samples of toy events, the same for all trainings of a detector.
struct DetectorTest: Sendable {
  private let bed: EventBed
  private let kind: DetectorKind
  private let conventions: AnomalyConventions
  private let background: [ToyEvent]
  private let signals: [[ToyEvent]]
  /// What the detector is shown: the signals, unless a fault makes them harder.
  private let shown: [[ToyEvent]]

  init(
    _ bed: EventBed, _ bench: DetectorBench, _ kind: DetectorKind, _ task: TaskContext,
    _ conventions: AnomalyConventions
  ) {
    (self.bed, self.kind, self.conventions) = (bed, kind, conventions)
    func toys(_ theory: EventTheory) -> [ToyEvent] {
      theory.toys(
        bench.test, seed: task.seed, stream: "test \(kind.rawValue)", threads: task.threads)
    }
    background = toys(bed.background)
    signals = bed.signals.map(toys)
    shown =
      conventions.events.hardensSignals
      ? bed.signals.map { signal in
        var harder = signal
        harder.scale *= 4
        harder.missing *= 4
        return toys(harder)
      } : signals
  }

  /// Signal by signal.
  func curves(_ scorer: DetectorBench.Scorer) throws(AssayError) -> [ReceiverCurve] {
    let own = try RankedScores(scorer(background, "background"), of: "background")
    var curves: [ReceiverCurve] = []
    for (theory, events) in zip(bed.signals, shown) {
      curves.append(
        ReceiverCurve(
          background: own, signal: try RankedScores(scorer(events, theory.name), of: theory.name),
          conventions.merit))
    }
    return curves
  }

  struct Limits: Sendable {
    var ceiling: Double
    var floor: Double
  }

  /// On the same events: the optimum and three standard errors of its AUC, and what is asked for: a
  /// share of the yardstick, or chance and three standard errors.
  func limits() throws(AssayError) -> [Limits] {
    var limits: [Limits] = []
    for (k, events) in signals.enumerated() {
      func area(_ score: ([ToyEvent]) -> [Double]) throws(AssayError) -> Estimate {
        ReceiverCurve(
          background: try RankedScores(score(background), of: "background"),
          signal: try RankedScores(score(events), of: bed.signals[k].name)
        ).area
      }
      let optimum = try area { bed.optimum(k, $0) }
      let error = 3 * (optimum.standardError ?? 0)
      let floor: Double
      switch kind.yardstick {
      case "mixture": floor = DetectorKind.share * (try area(bed.mixture)).value
      case "density": floor = DetectorKind.share * (try area(bed.density)).value
      default: floor = 0.5 + error
      }
      limits.append(Limits(ceiling: optimum.value + error, floor: floor))
    }
    return limits
  }
}
