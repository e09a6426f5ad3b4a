// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// The detectors that are trained on toy events.
enum DetectorKind: String, CaseIterable, Sendable {
  case autoencoder, svdd, ensemble, affine, spline, classifier

  var title: String {
    switch self {
    case .autoencoder: "autoencoder"
    case .svdd: "Deep SVDD"
    case .ensemble: "Deep SVDD ensemble"
    case .affine: "affine autoregressive flow"
    case .spline: "spline autoregressive flow"
    case .classifier: "mixture-of-theories classifier"
    }
  }

  /// For legends.
  var shortTitle: String {
    switch self {
    case .autoencoder: "autoencoder"
    case .svdd: "Deep SVDD"
    case .ensemble: "SVDD ensemble"
    case .affine: "affine flow"
    case .spline: "spline flow"
    case .classifier: "classifier"
    }
  }

  /// The exact score of which a detector must reach a share of the AUC; nil for chance alone.
  var yardstick: String? {
    switch self {
    case .affine, .spline: "density"
    case .classifier: "mixture"
    default: nil
    }
  }

  /// The share of the yardstick's AUC that a detector must reach.
  static let share = 0.95
}

/// Sizes of trainings and tests.
struct DetectorBench: Sendable {
  /// Background events of a training.
  var training: Int
  /// Events of each sample of a test.
  var test: Int
  var recipe: DetectorRecipe
  var transforms: Int
  var ensembleTargets: [Double]
  var ensembleDimensions: [Int]

  /// - Parameter kind: an ensemble trains its many networks on fewer events each, and is tested on
  ///   fewer.
  init(_ tier: Tier, _ kind: DetectorKind) {
    if tier == .quick {
      (training, test) = kind == .ensemble ? (4000, 10_000) : (8000, 20_000)
      recipe = DetectorRecipe(epochs: 5, batch: 64, rate: 3e-3, hidden: [16, 16])
      transforms = 3
      (ensembleTargets, ensembleDimensions) = ([0, 1, 10], [5, 8])
    } else {
      (training, test) = kind == .ensemble ? (8000, 20_000) : (40_000, 100_000)
      recipe = DetectorRecipe(epochs: 12, batch: 128, rate: 1e-3, hidden: [32, 32])
      transforms = 4
      (ensembleTargets, ensembleDimensions) = (
        DeepSVDDEnsemble.targets, DeepSVDDEnsemble.dimensions
      )
    }
    if kind == .ensemble { recipe.epochs = 3 }
  }

  typealias Scorer = @Sendable ([ToyEvent], String) throws(AssayError) -> [Double]

  /// Trains one detector; the scorer takes events and the name of their random stream.
  func train(
    _ kind: DetectorKind, _ bed: EventBed, seed: UInt64, threads: Int,
    _ conventions: DetectorConventions
  ) throws(AssayError) -> Scorer {
    let background = bed.background.toys(
      training, seed: seed, stream: "training", threads: threads)
    let rows = ToyFeatures.rows(background)
    let detector: any AnomalyDetector
    switch kind {
    case .autoencoder:
      detector = try Autoencoder(
        background: rows, code: 2, recipe: recipe, seed: seed, threads: threads, conventions)
    case .svdd:
      detector = try DeepSVDD(
        background: rows, target: 10, dimension: 8, recipe: recipe, biases: true, seed: seed,
        threads: threads, conventions)
    case .ensemble:
      detector = try DeepSVDDEnsemble(
        background: rows, targets: ensembleTargets, dimensions: ensembleDimensions,
        recipe: recipe, seed: seed, threads: threads, conventions)
    case .affine, .spline:
      return try flow(kind, background, seed: seed, threads: threads, conventions)
    case .classifier:
      detector = try TheoryClassifier(
        background: rows, mixture: ToyFeatures.rows(mixture(bed, seed: seed, threads: threads)),
        recipe: recipe, seed: seed, threads: threads, conventions)
    }
    return { events, _ throws(AssayError) in
      try detector.scores(ToyFeatures.rows(events), threads: threads)
    }
  }

  /// A density in smooth coordinates, turned into that in all momenta.
  private func flow(
    _ kind: DetectorKind, _ background: [ToyEvent], seed: UInt64, threads: Int,
    _ conventions: DetectorConventions
  ) throws(AssayError) -> Scorer {
    let detector = try FlowDetector(
      background: ToyFeatures.smooth(background, seed: seed, stream: "training"),
      kind: kind == .affine ? .affine() : .spline(), transforms: transforms, recipe: recipe,
      seed: seed, threads: threads, conventions)
    return { events, stream throws(AssayError) in
      let rows = ToyFeatures.smooth(events, seed: seed, stream: "test \(stream)")
      let scores = try detector.scores(rows, threads: threads)
      if conventions.forgetsVolume { return scores }
      return scores.enumerated().map { i, score in
        score - ToyFeatures.logVolume(events[i], rows[i])
      }
    }
  }

  /// Events of all signals in turn, so that a part of them holds all.
  private func mixture(_ bed: EventBed, seed: UInt64, threads: Int) -> [ToyEvent] {
    let each = (training + bed.signals.count - 1) / bed.signals.count
    let samples = bed.signals.map {
      $0.toys(each, seed: seed, stream: "training", threads: threads)
    }
    return (0..<each).flatMap { i in samples.map { $0[i] } }
  }
}
