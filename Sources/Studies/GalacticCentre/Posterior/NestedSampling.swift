// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Evidence and posterior by nested sampling.
///
/// Of N points drawn from the prior the K with the least likelihood die at a time; the volume of the
/// prior that is left shrinks by t = e^(-1/n) for each, n being the points that are alive then. In their
/// place come K points from the rest of the volume, by random walks that start at points that live:
///
///     Z = Σ_i L_i (X_i-1 - X_i),   ln X_i = ln X_0 - Σ_j≤i 1/n_j                          (1)
///
/// X_0 is 1, or the share of the first draws that had a likelihood where others had none: the points that
/// are alive stand for that part of the prior alone.
///
/// A walk of Metropolis steps proposes within an ellipsoid of the shape of the points that are alive,
/// whose size is steered to accept three of ten steps. The K walks are independent and run on
/// several threads; all draws are Philox's by the number of the walk, so threads change nothing.
///
/// Sources: J. Skilling, Bayesian Analysis 1 (2006) 833; random walks as in J. S. Speagle,
/// arXiv:1904.02180, section 4.2; dying together as in E. Higson et al., arXiv:1704.03459, and
/// its sorted union of runs.
public struct NestedSampling: Sendable {
  /// N.
  public var live = 200
  /// K; a part of the result, unlike the number of threads.
  public var together = 8
  /// Of a walk; four for each parameter, and twenty at least, where there is none. Fewer leave a new point
  /// near its start and the evidence too large: by 0.3 in eleven dimensions with 25 steps.
  public var steps: Int?
  /// Ends when what the points alive could add to ln Z is below this.
  public var remainder = 0.02
  public var seed: UInt64 = 1
  public var stream: UInt64 = Philox.stream(of: "nested sampling")

  /// A fault: half of the points that are alive are counted.
  var forgetsVolume = false

  public init() {}

  /// A point that died, or was alive in the end.
  struct Dead: Sendable {
    var unit: [Double]
    var logLikelihood: Double
    /// Points alive when it died.
    var alive: Int
  }

  /// Draws of the prior at the start.
  struct Starts: Sendable {
    /// Of a likelihood above zero.
    var kept: Int
    var drawn: Int

    /// ln X_0 and its variance: of `kept` successes in so many trials.
    var logShare: Double { kept == drawn ? 0 : log(Double(kept) / Double(drawn)) }
    var variance: Double { (1 - Double(kept) / Double(drawn)) / Double(kept) }
  }

  private struct Walk: Sendable {
    var unit: [Double]
    var logLikelihood: Double
    var accepted: Int
    var calls: Int
  }

  /// - Parameters:
  ///   - dimension: of the unit cube, in which the prior is flat.
  ///   - progress: the iterations done and ln of what is left, relative to ln Z.
  /// - Throws: `badValue` for numbers of points or steps that cannot be; `failed` where no start has
  ///   a likelihood, or the walks stand still.
  public func run(
    dimension: Int, threads: Int, progress: (Int, Double) -> Void = { _, _ in },
    _ logLikelihood: @escaping @Sendable ([Double]) -> Double
  ) throws(AssayError) -> NestedSample {
    try check(dimension)
    let starts = Parallel.map(live, threads: threads) { number in
      var random = Philox(seed: seed, stream: stream, counter: UInt64(number) << 32)
      // Where the prior has no likelihood, another start.
      for attempt in 1...100 {
        let unit = (0..<dimension).map { _ in random.uniform() }
        let value = logLikelihood(unit)
        if value > -.infinity { return (unit, value, attempt) }
      }
      return ([], -.infinity, 100)
    }
    guard starts.allSatisfy({ $0.1 > -.infinity }) else {
      throw .failed("nested sampling found no likelihood above zero in 100 draws of the prior")
    }
    var points = starts.map { (unit: $0.0, value: $0.1) }
    var calls = starts.reduce(0) { $0 + $1.2 }
    let drawn = Starts(kept: live, drawn: calls)
    var dead: [Dead] = []
    var (logVolume, logEvidence) = (drawn.logShare, -Double.infinity)
    var (scale, walk, iteration) = (1.0, UInt64(live), 0)
    while true {
      points.sort { $0.value < $1.value }
      let left = logVolume + points[live - 1].value
      if Logarithm.sum(logEvidence, left) - logEvidence < remainder { break }
      for k in 0..<together {
        let alive = forgetsVolume ? live / 2 : live - k
        let next = logVolume - 1 / Double(alive)
        logEvidence = Logarithm.sum(
          logEvidence, points[k].value + logVolume + log(-expm1(next - logVolume)))
        dead.append(Dead(unit: points[k].unit, logLikelihood: points[k].value, alive: alive))
        logVolume = next
      }
      let threshold = points[together - 1].value
      let survivors = Array(points[together...])
      guard survivors[0].value > threshold || survivors.last!.value > threshold else {
        throw .failed("nested sampling stands on a plateau of the likelihood at \(threshold)")
      }
      let shape = Self.shape(survivors.map(\.unit))
      let (first, size) = (walk, scale)
      let walks = Parallel.map(together, threads: threads) { k in
        walkOn(survivors, threshold, shape, size, number: first + UInt64(k), logLikelihood)
      }
      walk += UInt64(together)
      calls += walks.reduce(0) { $0 + $1.calls }
      let share =
        Double(walks.reduce(0) { $0 + $1.accepted }) / Double(together * length(dimension))
      // As dynesty steers, to another share: longer steps forget their start sooner.
      scale *= exp((share - 0.3) / Double(dimension) / 0.3)
      points = survivors + walks.map { ($0.unit, $0.logLikelihood) }
      iteration += together
      progress(iteration, Logarithm.sum(logEvidence, left) - logEvidence)
    }
    for (k, point) in points.enumerated() {
      dead.append(Dead(unit: point.unit, logLikelihood: point.value, alive: live - k))
    }
    return NestedSample(dead, calls: calls, starts: drawn, seed: seed, stream: stream)
  }

  private func length(_ dimension: Int) -> Int { steps ?? Swift.max(20, 4 * dimension) }

  private func check(_ dimension: Int) throws(AssayError) {
    guard dimension >= 1, live > 2 * (dimension + 1), together >= 1, together <= live / 2,
      steps ?? 1 >= 1, remainder > 0
    else {
      throw .badValue(
        name: "nested sampling",
        found:
          "\(live) points, \(together) at a time, \(length(dimension)) steps for \(dimension) parameters",
        accepted: "more than \(2 * (dimension + 1)) points, at most half of them at a time, "
          + "and a step or more")
    }
  }

  /// L of the covariance L Lᵗ of points, row by row.
  private static func shape(_ points: [[Double]]) -> [Double] {
    let (d, count) = (points[0].count, Double(points.count))
    let mean = (0..<d).map { i in points.reduce(0) { $0 + $1[i] } / count }
    var lower = [Double](repeating: 0, count: d * d)
    for i in 0..<d {
      for j in 0...i {
        var sum = points.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / count
        for k in 0..<j { sum -= lower[i * d + k] * lower[j * d + k] }
        lower[i * d + j] = i == j ? Swift.max(sum, 1e-24).squareRoot() : sum / lower[j * d + j]
      }
    }
    return lower
  }

  /// From a point that is alive, above a likelihood.
  private func walkOn(
    _ points: [(unit: [Double], value: Double)], _ threshold: Double, _ shape: [Double],
    _ scale: Double, number: UInt64, _ logLikelihood: ([Double]) -> Double
  ) -> Walk {
    var random = Philox(seed: seed, stream: stream, counter: number << 32)
    let above = points.filter { $0.value > threshold }
    let start = above[Swift.min(above.count - 1, Int(random.uniform() * Double(above.count)))]
    var walk = Walk(unit: start.unit, logLikelihood: start.value, accepted: 0, calls: 0)
    let d = start.unit.count
    let steps = length(d)
    var step = 0
    // A walk that never moved would put a point twice: it goes on.
    while step < steps || (walk.accepted == 0 && step < 40 * steps) {
      step += 1
      let direction = (0..<d).map { _ in random.normal() }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Uniform in the ball: radius u^(1/d); √(d + 2) is the radius of unit covariance.
      let radius =
        scale * Double(d + 2).squareRoot() * pow(random.uniform(), 1 / Double(d)) / length
      var unit = walk.unit
      for i in 0..<d {
        for j in 0...i { unit[i] += radius * shape[i * d + j] * direction[j] }
      }
      // Out of the prior: refused. (Reflected at walls, proposals that are correlated would not be symmetric.)
      guard unit.allSatisfy({ $0 > 0 && $0 < 1 }) else { continue }
      walk.calls += 1
      let value = logLikelihood(unit)
      if value > threshold {
        (walk.unit, walk.logLikelihood) = (unit, value)
        walk.accepted += 1
      }
    }
    return walk
  }
}
