// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
public import Numerics

/// A classifier of the background against a mixture of theories ("hyperclass"): its logit is an
/// estimate of ln(p_mixture/p_B), the likelihood ratio of the mixture, up to a constant.
///
/// Cross-entropy of half background, half mixture. It finds theories that were not in the mixture as
/// far as they are like some that were.
public struct TheoryClassifier: AnomalyDetector {
  private let standardiser: Standardiser
  private let predictor: Predictor<Float>

  /// Trains on background events and on events of all theories, in the proportions of the mixture.
  ///
  /// Throws `badValue` for fewer than twenty events of both or for features that differ, `failed` where
  /// training leaves the numbers.
  public init(
    background: FeatureRows, mixture: FeatureRows, recipe: DetectorRecipe = DetectorRecipe(),
    seed: UInt64, threads: Int
  ) throws(AssayError) {
    try self.init(
      background: background, mixture: mixture, recipe: recipe, seed: seed, threads: threads,
      DetectorConventions())
  }

  init(
    background: FeatureRows, mixture: FeatureRows, recipe: DetectorRecipe, seed: UInt64,
    threads: Int, _ conventions: DetectorConventions
  ) throws(AssayError) {
    try DetectorRules.check(mixture, columns: background.columns)
    standardiser = Standardiser(background)
    let size = min(background.count, mixture.count)
    let (own, theirs) = (
      standardiser.standardised(background), standardiser.standardised(mixture)
    )
    var rows = FeatureRows(names: own.names)
    for i in 0..<size {
      rows.append(Array(own[i]))
      rows.append(Array(theirs[i]))
    }
    let seed = DetectorTraining.seed(seed, threads: threads, conventions)
    let network = try DetectorTraining.network(
      inputs: rows.columns, recipe.hidden + [1], seed: seed)
    let flip = conventions.swapsLabels ? 1 : 0
    let labels = (0..<rows.count).map { Float(($0 + flip) % 2) }
    let trained = try DetectorTraining.train(
      network, BinaryCrossEntropy(), rows, .rows(labels, width: 1), recipe, seed: seed,
      threads: threads, conventions)
    predictor = Predictor(trained, matrices: OpenBLASMatrices())
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    try DetectorRules.check(rows, columns: standardiser.means.count)
    return try DetectorTraining.outputs(
      predictor, standardiser.standardised(rows), threads: threads
    ).map { Double($0) }
  }
}
