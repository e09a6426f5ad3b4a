// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics

/// Networks of one kind, trained on the same skies of one family with seeds and orders of their own.
///
/// An ensemble is surer than the sum of aleatoric and epistemic parts says: a member's covariance is
/// trained on its own residuals, which hold its deviation from the ensemble's mean already, so that the
/// epistemic part counts twice; and a Gaussian is not the posterior near the ends of a prior.
/// Standard deviations are therefore multiplied by one factor a label, with which 68.27 % of maps of the training family, seen by no training and no test,
/// lie within one standard deviation (after arXiv:1706.04599 and arXiv:1807.00263, for Gaussians).
struct SkyEnsemble: Sendable {
  /// What is asked of a map.
  enum Question: String, Sendable {
    /// Photons of the excess, and the share of them from sources.
    case sources
    /// Photons of the excess and of the diffuse emission, without sources.
    case components

    var names: [String] {
      switch self {
      case .sources: ["excess", "source share"]
      case .components: ["excess", "diffuse"]
      }
    }

    func labels(_ truth: PlaneSky.Truth) -> [Double] {
      switch self {
      case .sources: [truth.excess, truth.sourceShare]
      case .components: [truth.excess, truth.diffuse]
      }
    }

    /// Mean and standard deviation of the flat priors.
    var priors: [(mean: Double, deviation: Double)] {
      func of(_ range: ClosedRange<Double>) -> (mean: Double, deviation: Double) {
        (
          (range.lowerBound + range.upperBound) / 2,
          (range.upperBound - range.lowerBound) / 12.0.squareRoot()
        )
      }
      switch self {
      case .sources: return [of(PlaneSky.priors.excess), of(0...1)]
      case .components: return [of(PlaneSky.priors.excess), of(PlaneSky.priors.diffuse)]
      }
    }
  }

  let question: Question
  let members: [Predictor<Float>]
  private let scale: InputScale
  /// Of the standard deviations, by label.
  private(set) var factors: [Double]

  /// - Throws: what training throws.
  init(
    _ question: Question, sky: PlaneSky, recipe: SkyNetworkRecipe, seed: UInt64, threads: Int
  ) throws(AssayError) {
    self.question = question
    factors = question.names.map { _ in 1 }
    // From maps that no training sees.
    scale = InputScale(sky)
    var pool = sky
    pool.seed = sky.seed &+ 0x9E37_79B9
    let maps = SkyPool(question, pool, recipe, scale, threads: threads)
    var members: [Predictor<Float>] = []
    for number in 0..<recipe.members {
      members.append(
        Predictor(
          try recipe.trained(
            maps, labels: question.names.count, seed: seed &+ UInt64(number) &* 7919,
            threads: threads),
          matrices: OpenBLASMatrices()))
    }
    self.members = members
    try calibrate(sky, recipe.calibrationMaps, threads: threads)
  }

  private mutating func calibrate(
    _ sky: PlaneSky, _ count: Int, threads: Int
  ) throws(AssayError) {
    var sky = sky
    sky.seed = sky.seed &+ 0xCA11
    let own = sky
    let maps = Parallel.map(count, threads: threads) { own.map($0) }
    let estimates = try estimates(maps.map(\.counts), threads: threads)
    for i in factors.indices {
      let pulls = zip(maps, estimates).map { map, estimate in
        abs(question.labels(map.truth)[i] - estimate.mean[i]) / estimate.total[i][i].squareRoot()
      }.sorted()
      factors[i] = pulls[Int((0.682_689_492_137_086 * Double(count)).rounded(.down))]
    }
  }

  /// Means and covariances of the labels of each map, by the whole ensemble.
  func estimates(
    _ maps: [[Int]], threads: Int
  ) throws(AssayError) -> [EnsembleEstimate] {
    let d = question.names.count
    let priors = question.priors
    let width = d + d * (d + 1) / 2
    var outputs: [[Float]] = []
    for member in members {
      outputs.append(
        try member.outputs(of: maps.count, threads: threads) { .dense(scale.input(maps[$0])) })
    }
    return maps.indices.map { number in
      var (means, covariances) = ([[Double]](), [[[Double]]]())
      for output in outputs {
        let own = Array(output[number * width..<(number + 1) * width])
        means.append((0..<d).map { priors[$0].mean + priors[$0].deviation * Double(own[$0]) })
        let flat = GaussianLikelihood.covariance(output: own.map { Double($0) }, targets: d)
        covariances.append(
          (0..<d).map { i in
            (0..<d).map { j in priors[i].deviation * priors[j].deviation * flat[i * d + j] }
          })
      }
      return EnsembleEstimate(means: means, covariances: covariances).scaled(factors)
    }
  }
}
