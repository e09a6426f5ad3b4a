// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// What nested sampling leaves: points of the prior's unit cube with weights of the posterior.
public struct NestedSample: Sendable {
  /// In [0, 1] each, by rising likelihood.
  public let points: [[Double]]
  public let logLikelihoods: [Double]
  /// They sum to 1.
  public let weights: [Double]
  /// ln Z over the whole prior, parts without any likelihood included, and the standard deviation that the
  /// unknown shrinkages and the unknown size of such parts give it.
  public let logEvidence: Double
  public let logEvidenceError: Double
  /// How far the posterior is from the prior [nats].
  public let information: Double
  /// Evaluations of the likelihood.
  public let calls: Int
  let dead: [NestedSampling.Dead]
  /// Draws of the prior at the start, and those that had a likelihood above zero.
  let starts: NestedSampling.Starts

  init(
    _ dead: [NestedSampling.Dead], calls: Int, starts: NestedSampling.Starts, seed: UInt64,
    stream: UInt64
  ) {
    let dead = dead.sorted { $0.logLikelihood < $1.logLikelihood }
    (self.dead, self.starts) = (dead, starts)
    let first = starts.logShare
    (points, logLikelihoods) = (dead.map(\.unit), dead.map(\.logLikelihood))
    self.calls = calls
    let mean = Self.logWeights(dead, from: first) { 1 / Double($0) }
    let sum = Logarithm.sum(mean)
    logEvidence = sum
    weights = mean.map { exp($0 - sum) }
    information = zip(weights, logLikelihoods).reduce(0) { $0 + $1.0 * ($1.1 - sum) }
    // t of n uniform numbers, the largest: -ln t is exponential with mean 1/n.
    var random = Philox(seed: seed, stream: stream, counter: UInt64.max / 2)
    var (sums, squares) = (0.0, 0.0)
    let draws = 100
    for _ in 0..<draws {
      let shrinkages = Self.logWeights(dead, from: first) { -log(random.uniform()) / Double($0) }
      let drawn = Logarithm.sum(shrinkages) - sum
      sums += drawn
      squares += drawn * drawn
    }
    let count = Double(draws)
    let variance = Swift.max(0, squares / count - sums * sums / count / count)
    logEvidenceError = (variance + starts.variance).squareRoot()
  }

  /// ln of L (X_i-1 - X_i), with the shrinkage -ln t of a point by how many are alive.
  private static func logWeights(
    _ dead: [NestedSampling.Dead], from start: Double, _ shrinkage: (Int) -> Double
  ) -> [Double] {
    var logVolume = start
    return dead.map { point in
      let step = shrinkage(point.alive)
      defer { logVolume -= step }
      return point.logLikelihood + logVolume + log(-expm1(-step))
    }
  }

  /// Several independent runs as one with all their points.
  public static func union(_ runs: [NestedSample], seed: UInt64, stream: UInt64) -> NestedSample {
    precondition(!runs.isEmpty, "a run or more")
    var next = runs.map { _ in 0 }
    var all: [NestedSampling.Dead] = []
    while true {
      // The run whose next point has the least likelihood; of equal ones the first.
      var least: Int?
      var alive = 0
      for (r, run) in runs.enumerated() where next[r] < run.dead.count {
        alive += run.dead[next[r]].alive
        let value = run.dead[next[r]].logLikelihood
        if least.map({ value < runs[$0].dead[next[$0]].logLikelihood }) ?? true { least = r }
      }
      guard let least else { break }
      var point = runs[least].dead[next[least]]
      point.alive = alive
      all.append(point)
      next[least] += 1
    }
    return NestedSample(
      all, calls: runs.reduce(0) { $0 + $1.calls },
      starts: .init(
        kept: runs.reduce(0) { $0 + $1.starts.kept },
        drawn: runs.reduce(0) { $0 + $1.starts.drawn }),
      seed: seed, stream: stream)
  }

  /// (Σ w)²/Σ w²: as many independent points tell as much.
  public var effectiveSize: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }

  /// The value below which a share of the posterior lies, of any quantity of a point.
  public func quantile(_ share: Double, of quantity: [Double]) -> Double {
    Self.quantile(share, of: quantity, weights: weights)
  }

  static func quantile(_ share: Double, of quantity: [Double], weights: [Double]) -> Double {
    precondition(quantity.count == weights.count, "a value of each point")
    let order = quantity.indices.sorted { (quantity[$0], $0) < (quantity[$1], $1) }
    var below = 0.0
    var last = (place: 0.0, value: quantity[order[0]])
    for i in order {
      // A point's weight is centred on it.
      let place = below + weights[i] / 2
      if place >= share {
        let width = place - last.place
        return width > 0
          ? last.value + (quantity[i] - last.value) * (share - last.place) / width : quantity[i]
      }
      last = (place, quantity[i])
      below += weights[i]
    }
    return last.value
  }
}

/// Sums of numbers given by their logarithms.
enum Logarithm {
  static func sum(_ a: Double, _ b: Double) -> Double {
    let (high, low) = a > b ? (a, b) : (b, a)
    return high == -.infinity ? high : high + log1p(exp(low - high))
  }

  static func sum(_ terms: [Double]) -> Double {
    guard let high = terms.max(), high > -.infinity else { return -.infinity }
    return high + log(terms.reduce(0) { $0 + exp($1 - high) })
  }
}
