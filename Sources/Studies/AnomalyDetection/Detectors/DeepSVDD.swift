// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics

/// Events that a network does not map to one point are anomalous: score |O − f(x)|².
///
/// f is a chain of dense layers without activation at its end, trained on the background to bring
/// f(x) to O = (n, …, n) in d dimensions. With biases the last one can be n and all other weights
/// zero, so that every event scores 0 (collapse); a training of finite length only comes near, and
/// what is left tells events apart. For any n the same network scores the same with its last biases
/// moved by n, so that n means nothing. Without biases only n = 0 works: a network of tanh that is
/// odd in x comes nearer to another n the larger x is, and calls what is rare normal.
///
/// Sources: Ruff et al., ICML 2018 (the loss and the collapse); arXiv:2105.14027 (targets and
/// dimensions of the challenge's scan, from the names of its models).
public struct DeepSVDD: AnomalyDetector {
  /// n, every coordinate of O.
  public let target: Double
  /// d, coordinates of O.
  public let dimension: Int
  let standardiser: Standardiser
  let network: Network<Float>
  private let predictor: Predictor<Float>
  private let conventions: DetectorConventions

  /// Trains on background events.
  ///
  /// Throws `badValue` for fewer than twenty events or a dimension below 1, `failed` where training
  /// leaves the numbers.
  public init(
    background: FeatureRows, target: Double, dimension: Int,
    recipe: DetectorRecipe = DetectorRecipe(), biases: Bool = true, seed: UInt64, threads: Int
  ) throws(AssayError) {
    try self.init(
      background: background, target: target, dimension: dimension, recipe: recipe,
      biases: biases, seed: seed, threads: threads, DetectorConventions())
  }

  init(
    background: FeatureRows, target: Double, dimension: Int, recipe: DetectorRecipe,
    biases: Bool, seed: UInt64, threads: Int, _ conventions: DetectorConventions
  ) throws(AssayError) {
    let standardiser = Standardiser(background)
    let rows = standardiser.standardised(background)
    let seed = DetectorTraining.seed(seed, threads: threads, conventions)
    let network = try DetectorTraining.network(
      inputs: rows.columns, recipe.hidden + [dimension], bias: biases, seed: seed)
    let point = [Float](repeating: Float(target), count: dimension)
    let trained = try DetectorTraining.train(
      network, MeanSquare(), rows, .constant(point), recipe, seed: seed, threads: threads,
      conventions)
    self.init(
      network: trained, target: target, standardiser: standardiser, conventions)
  }

  /// A network that is trained already.
  init(
    network: Network<Float>, target: Double, standardiser: Standardiser,
    _ conventions: DetectorConventions
  ) {
    (self.network, self.target, self.standardiser) = (network, target, standardiser)
    dimension = network.output.count
    predictor = Predictor(network, matrices: OpenBLASMatrices())
    self.conventions = conventions
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    try DetectorRules.check(rows, columns: standardiser.means.count)
    let outputs = try DetectorTraining.outputs(
      predictor, standardiser.standardised(rows), threads: threads)
    let point = conventions.targetOnlyInLoss ? 0 : target
    return SquaredDistance.scores(
      outputs, from: [Double](repeating: point, count: dimension))
  }
}

/// Many Deep SVDD of several targets and dimensions: the mean of their scores, each divided by its
/// mean over the background of the training, so that none rules by its scale.
public struct DeepSVDDEnsemble: AnomalyDetector {
  /// The challenge's targets and dimensions, as its models are named.
  public static let targets: [Double] = [0, 1, 2, 3, 4, 10, 25]
  public static let dimensions = [5, 8, 13, 21, 34, 55, 89, 144, 233]

  public let members: [DeepSVDD]
  /// Mean score of each over the background.
  public let scales: [Double]

  /// Trains a member for every pair of target and dimension, each with a seed of its own.
  public init(
    background: FeatureRows, targets: [Double] = Self.targets,
    dimensions: [Int] = Self.dimensions, recipe: DetectorRecipe = DetectorRecipe(), seed: UInt64,
    threads: Int
  ) throws(AssayError) {
    try self.init(
      background: background, targets: targets, dimensions: dimensions, recipe: recipe, seed: seed,
      threads: threads, DetectorConventions())
  }

  init(
    background: FeatureRows, targets: [Double], dimensions: [Int], recipe: DetectorRecipe,
    seed: UInt64, threads: Int, _ conventions: DetectorConventions
  ) throws(AssayError) {
    let pairs = targets.flatMap { target in dimensions.map { (target, $0) } }
    // A member a thread: its own passes are too small to be shared.
    let results = Parallel.map(pairs.count, threads: threads) { number in
      Result { () throws(AssayError) in
        let (target, dimension) = pairs[number]
        let member = try DeepSVDD(
          background: background, target: target, dimension: dimension, recipe: recipe,
          biases: true, seed: seed &+ UInt64(number) &* 1_000_003, threads: 1, conventions)
        let scores = try member.scores(background, threads: 1)
        return (member, scores.reduce(0, +) / Double(scores.count))
      }
    }
    var (members, scales): ([DeepSVDD], [Double]) = ([], [])
    for result in results {
      let (member, scale) = try result.get()
      members.append(member)
      scales.append(scale)
    }
    (self.members, self.scales) = (members, scales)
  }

  public func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
    var sum = [Double](repeating: 0, count: rows.count)
    for (member, scale) in zip(members, scales) where scale > 0 {
      let scores = try member.scores(rows, threads: threads)
      for i in sum.indices { sum[i] += scores[i] / scale / Double(members.count) }
    }
    return sum
  }
}
