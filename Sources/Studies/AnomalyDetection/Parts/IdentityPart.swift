// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Exact statements about figures of merit and detectors: the table `detector-identities`.
enum IdentityPart {
  static let comparisons = [
    "identities-merit", "identities-detectors", "identities-gradients", "identities-threads",
  ]
  private static let table = "detector-identities"

  static func task(_ context: RunContext, _ conventions: AnomalyConventions) -> StudyTask {
    let column = TableColumn("identities", "Deviation from an identity")
    return StudyTask(filling: table, [column], context, cost: 0.5) { axes throws(AssayError) in
      let known: [(name: String, value: Deviation)] = statements.map { ($0.name, $0.deviation) }
      var rows: [[Double]] = []
      for deviation in try axes.values(0, from: known) {
        rows.append([try deviation(conventions)])
      }
      return rows
    }
  }

  typealias Deviation = @Sendable (AnomalyConventions) throws(AssayError) -> Double

  /// As the table names them.
  static let statements: [(name: String, deviation: Deviation)] = [
    ("AUC of a score and of its negative: sum less 1", signs),
    ("AUC of equal scores less a half", ties),
    ("AND and OR of two ranks: sum less the sum of the ranks", combinations),
    ("Deep SVDD: mean score less d times the loss", scoreOfLoss),
    ("Deep SVDD with biases: target n less target 0 with last biases lowered by n", moved),
    ("Deep SVDD with biases n and no weights: score", collapsed),
    ("autoencoder: gradient", autoencoderGradient),
    ("Deep SVDD: gradient", svddGradient),
    ("mixture-of-theories classifier: gradient", classifierGradient),
    ("scores that differ between one thread and two", threads),
  ]

  // MARK: Figures of merit

  private static func scores(_ name: String, count: Int, move: Double = 0) -> [Double] {
    var random = Philox(seed: 1, stream: Philox.stream(of: "identities \(name)"))
    // Rounded, so that some are equal.
    return (0..<count).map { _ in ((random.normal() + move) * 20).rounded() / 20 }
  }

  @Sendable private static func signs(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let (b, s) = (scores("b", count: 700), scores("s", count: 500, move: 0.7))
    func area(_ sign: Double) throws(AssayError) -> Double {
      ReceiverCurve(
        background: try RankedScores(b.map { sign * $0 }, of: "background"),
        signal: try RankedScores(s.map { sign * $0 }, of: "signal"), conventions.merit
      ).area.value
    }
    return abs(try area(1) + area(-1) - 1)
  }

  @Sendable private static func ties(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let equal = try RankedScores([Double](repeating: 1, count: 100), of: "both samples")
    return abs(
      ReceiverCurve(background: equal, signal: equal, conventions.merit).area.value - 0.5)
  }

  @Sendable private static func combinations(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let pairs = zip(scores("b", count: 100), scores("s", count: 100))
    return pairs.map { a, b in
      let all = [ScoreCombination.and, .or].map { $0.combined([a, b], conventions.merit) }
      // AND is the smaller.
      return abs(all[0] + all[1] - a - b) + max(0, all[0] - all[1])
    }.max() ?? 0
  }

  // MARK: Detectors

  private static func rows(_ count: Int) -> FeatureRows {
    ToyFeatures.rows(
      EventBed.background.toys(count, seed: 1, stream: "identities", threads: 1))
  }

  private static let small = DetectorRecipe(epochs: 1, batch: 32, hidden: [6])

  /// The mean score of events is d times the mean square that was trained on.
  @Sendable private static func scoreOfLoss(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let rows = rows(400)
    let detector = try DeepSVDD(
      background: rows, target: 3, dimension: 4, recipe: small, biases: false, seed: 1,
      threads: 1, conventions.detectors)
    let scores = try detector.scores(rows, threads: 1)
    let mean = scores.reduce(0, +) / Double(scores.count)
    let standardised = detector.standardiser.standardised(rows)
    let loss = try detector.network.evaluate(
      count: rows.count, loss: MeanSquare(), threads: 1, matrices: OpenBLASMatrices()
    ) { number in
      Sample(
        .dense(standardised[number].map { Float($0) }), target: [Float](repeating: 3, count: 4))
    }.meanLoss
    return abs(mean / (4 * loss) - 1)
  }

  /// |n − f(x)|² with biases b is |0 − f(x)|² with biases b − n: the target says nothing.
  @Sendable private static func moved(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let rows = rows(200)
    let (target, dimension) = (3.0, 4)
    let detector = try DeepSVDD(
      background: rows, target: target, dimension: dimension, recipe: small, biases: true, seed: 1,
      threads: 1, conventions.detectors)
    var network = detector.network
    let biases = network.values(of: "dense2.bias") ?? []
    try network.set("dense2.bias", biases.map { $0 - Float(target) })
    let other = DeepSVDD(
      network: network, target: 0, standardiser: detector.standardiser, conventions.detectors)
    let pairs = zip(try detector.scores(rows, threads: 1), try other.scores(rows, threads: 1))
    return pairs.map { abs($0 - $1) / max($0, $1) }.max() ?? 0
  }

  @Sendable private static func collapsed(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let rows = rows(50)
    var network = try DetectorTraining.network(inputs: rows.columns, [6, 4], seed: 1)
    network.weights = network.weights.map { _ in 0 }
    try network.set("dense2.bias", [Float](repeating: 3, count: 4))
    let detector = DeepSVDD(
      network: network, target: 3, standardiser: Standardiser(rows), conventions.detectors)
    return try detector.scores(rows, threads: 1).max() ?? 0
  }

  @Sendable private static func autoencoderGradient(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double { try gradient(conventions.detectors, .autoencoder) }

  @Sendable private static func svddGradient(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double { try gradient(conventions.detectors, .svdd) }

  @Sendable private static func classifierGradient(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double { try gradient(conventions.detectors, .classifier) }

  /// Of the loss that a detector trains on, by central differences in double precision.
  private static func gradient(
    _ conventions: DetectorConventions, _ kind: DetectorKind
  ) throws(AssayError) -> Double {
    let rows = Standardiser(rows(5)).standardised(rows(5))
    let units = kind == .autoencoder ? [4, 2, 4, rows.columns] : kind == .svdd ? [5, 3] : [5, 1]
    let network = try DetectorTraining.network(
      inputs: rows.columns, units, bias: kind != .svdd, seed: 1, of: Double.self)
    let base: any Loss<Double> =
      kind == .classifier ? BinaryCrossEntropy<Double>() : MeanSquare<Double>()
    let samples = (0..<rows.count).map { number in
      let row = Array(rows[number])
      let target: [Double] =
        switch kind {
        case .autoencoder: row
        case .classifier: [Double(number % 2)]
        default: [3, 3, 3]
        }
      return Sample(.dense(row), target: target)
    }
    return try GradientCheck.worst(
      network, loss: conventions.halvesGradient ? HalvedGradient(base) : base, samples: samples)
  }

  @Sendable private static func threads(
    _ conventions: AnomalyConventions
  ) throws(AssayError) -> Double {
    let rows = rows(300)
    func scores(_ threads: Int) throws(AssayError) -> [Double] {
      try Autoencoder(
        background: rows, code: 2, recipe: small, seed: 1, threads: threads, conventions.detectors
      ).scores(rows, threads: threads)
    }
    return Double(zip(try scores(1), try scores(2)).count { $0 != $1 })
  }
}
