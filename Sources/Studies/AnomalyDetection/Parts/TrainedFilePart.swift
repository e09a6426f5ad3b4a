// SPDX-License-Identifier: GPL-3.0-or-later
internal import Events
internal import Harness
internal import Learning
internal import Numerics

/// Detectors trained on half of the thousand background events of the challenge: in what order they
/// find the eight signals. The published models knew the whole sample, so AUCs are not comparable.
enum TrainedFilePart {
  static let comparisons = ["trained-order"]
  static let kinds: [DetectorKind] = [.autoencoder, .svdd, .affine]
  static let seeds = 3
  private static let recipe = DetectorRecipe(epochs: 30, batch: 32, rate: 1e-3, hidden: [24, 24])

  static func task(_ context: RunContext, _ conventions: AnomalyConventions) -> StudyTask {
    let provides = kinds.flatMap {
      ["trained.\($0.rawValue).area", "trained.\($0.rawValue).correlation"]
    }
    return StudyTask(
      id: "files.trained", provides: provides, needs: [FilePart.dataset], cost: 3
    ) { task throws(AssayError) in
      let axes = try TableAxes(FilePart.baselines, context)
      let signals = try axes.texts(0)
      let features = CollisionFeatures(conventions.collisions)
      func rows(_ file: String) throws(AssayError) -> FeatureRows {
        CollisionFeatures.smooth(
          features.rows(try FilePart.events(file, context)), seed: task.seed, stream: file)
      }
      let background = try rows(FilePart.backgroundFile)
      let training = background.rows(0..<FilePart.trained)
      let test = background.rows(FilePart.trained..<background.count)
      var samples: [FeatureRows] = []
      for signal in signals { samples.append(try rows("\(signal)_chan1.csv")) }
      var observables: [Observable] = []
      for kind in kinds {
        var areas: [[Double]] = []
        for number in 0..<seeds {
          let detector = try detector(
            kind, training, seed: task.seed &* 1000 &+ UInt64(number), threads: task.threads,
            conventions.detectors)
          let own = try RankedScores(detector.scores(test, threads: task.threads), of: "background")
          var found: [Double] = []
          for (signal, rows) in zip(signals, samples) {
            let theirs = try RankedScores(detector.scores(rows, threads: task.threads), of: signal)
            found.append(
              ReceiverCurve(background: own, signal: theirs, conventions.merit).area.value)
          }
          areas.append(found)
        }
        observables += self.observables(kind, areas, axes, conventions)
      }
      return observables
    }
  }

  private static func detector(
    _ kind: DetectorKind, _ training: FeatureRows, seed: UInt64, threads: Int,
    _ conventions: DetectorConventions
  ) throws(AssayError) -> any AnomalyDetector {
    switch kind {
    case .autoencoder:
      try Autoencoder(
        background: training, code: 4, recipe: recipe, seed: seed, threads: threads, conventions)
    case .svdd:
      try DeepSVDD(
        background: training, target: 10, dimension: 8, recipe: recipe, biases: true, seed: seed,
        threads: threads, conventions)
    default:
      try FlowDetector(
        background: training, kind: .affine(), transforms: 3, recipe: recipe, seed: seed,
        threads: threads, conventions)
    }
  }

  /// Mean AUCs with the errors of the trainings' scatter, and their rank correlation with the published
  /// ones.
  private static func observables(
    _ kind: DetectorKind, _ areas: [[Double]], _ axes: TableAxes, _ conventions: AnomalyConventions
  ) -> [Observable] {
    let count = Double(areas.count)
    let means = areas[0].indices.map { k in areas.reduce(0) { $0 + $1[k] } / count }
    let estimates = means.enumerated().map { k, mean in
      let square = areas.reduce(0) { $0 + ($1[k] - mean) * ($1[k] - mean) }
      return Estimate(mean, standardError: (square / (count - 1) / count).squareRoot())
    }
    let published = axes.table.dependent.suffix(FilePart.models.count).map { column in
      RankCorrelation.spearman(means, column.cells.map { $0.number ?? .nan }, conventions.merit)
    }
    return [
      Observable(
        id: "trained.\(kind.rawValue).area",
        title: "AUC of \(areas.count) trainings on \(FilePart.trained) events: \(kind.title)",
        axes: axes.all, values: estimates),
      Observable(
        id: "trained.\(kind.rawValue).correlation",
        title: "Rank correlation over signals of these AUCs with published ones: \(kind.title)",
        axes: [Axis("published model", names: FilePart.models)], exact: published),
    ]
  }
}
