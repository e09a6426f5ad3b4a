// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics

/// Events that a narrow network cannot repeat are anomalous: score |x − x′|².
///
/// x are features standardised by the background, x′ the output of dense layers
/// d → hidden → code → hidden → d, trained on the background to make the mean of |x − x′|²/d small.
public struct Autoencoder: AnomalyDetector {
  private let standardiser: Standardiser
  private let predictor: Predictor<Float>

  /// Trains on background events.
  ///
  /// - Parameter code: numbers that an event must pass through.
  ///
  /// Throws `badValue` for fewer than twenty events, `failed` where training leaves the numbers.
  public init(
    background: FeatureRows, code: Int, recipe: DetectorRecipe = DetectorRecipe(), seed: UInt64,
    threads: Int
  ) throws(AssayError) {
    try self.init(
      background: background, code: code, recipe: recipe, seed: seed, threads: threads,
      DetectorConventions())
  }

  init(
    background: FeatureRows, code: Int, recipe: DetectorRecipe, seed: UInt64, threads: Int,
    _ conventions: DetectorConventions
  ) throws(AssayError) {
    standardiser = Standardiser(background)
    let rows = standardiser.standardised(background)
    let seed = DetectorTraining.seed(seed, threads: threads, conventions)
    let network = try DetectorTraining.network(
      inputs: rows.columns, recipe.hidden + [code] + recipe.hidden.reversed() + [rows.columns],
      seed: seed)
    let trained = try DetectorTraining.train(
      network, MeanSquare(), rows, .itself, recipe, seed: seed, threads: threads, conventions)
    predictor = Predictor(trained, matrices: OpenBLASMatrices())
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    try DetectorRules.check(rows, columns: standardiser.means.count)
    let rows = standardiser.standardised(rows)
    let outputs = try DetectorTraining.outputs(predictor, rows, threads: threads)
    return SquaredDistance.scores(outputs, from: rows.values, columns: rows.columns)
  }
}
