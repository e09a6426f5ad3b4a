// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
public import Numerics

/// Events where the background is rare are anomalous: score −ln p(x), p the density of an
/// autoregressive flow that was trained on the background by maximum likelihood.
///
/// x are the features standardised by the background, which adds a constant to the score. Features
/// should be continuous: to a whole number a uniform one in (0, 1) is to be added.
public struct FlowDetector: AnomalyDetector {
  private let standardiser: Standardiser
  private let flow: Flow<Float>

  /// Trains on background events.
  ///
  /// Throws `badValue` for fewer than twenty events, `failed` where training leaves the numbers.
  public init(
    background: FeatureRows, kind: FlowKind, transforms: Int = 4,
    recipe: DetectorRecipe = DetectorRecipe(), seed: UInt64, threads: Int
  ) throws(AssayError) {
    try self.init(
      background: background, kind: kind, transforms: transforms, recipe: recipe, seed: seed,
      threads: threads, DetectorConventions())
  }

  init(
    background: FeatureRows, kind: FlowKind, transforms: Int, recipe: DetectorRecipe,
    seed: UInt64, threads: Int, _ conventions: DetectorConventions
  ) throws(AssayError) {
    try recipe.check(background)
    standardiser = Standardiser(background)
    let rows = standardiser.standardised(background)
    let seed = DetectorTraining.seed(seed, threads: threads, conventions)
    var flow = try Flow<Float>(
      FlowRecipe(
        dimension: rows.columns, transforms: transforms, hidden: recipe.hidden, kind: kind,
        activation: .tanh), seed: seed)
    flow.network = try DetectorTraining.train(
      flow.network, flow.loss, rows, .none, recipe, seed: seed, threads: threads, conventions)
    self.flow = flow
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    try DetectorRules.check(rows, columns: standardiser.means.count)
    let values = standardiser.standardised(rows).values.map { Float($0) }
    return try flow.logDensity(values, threads: threads, matrices: OpenBLASMatrices()).map { -$0 }
  }
}
