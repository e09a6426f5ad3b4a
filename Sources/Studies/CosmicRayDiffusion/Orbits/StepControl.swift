// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// How long an adaptive step may be.
///
/// A step of length h with error ratio r = error/tolerance is kept where r <= 1, or where h cannot
/// shrink; the next one is h · 0.95 r^(−1/5), at most 5 h and at least h/10.
///
/// Source: the rule of CRPropa's PropagationCK and PropagationBP.
public struct StepControl: Sendable, Equatable {
  /// Largest error of a kept step, in the measure of the pusher.
  public let tolerance: Double
  /// Shortest and longest step, lengths.
  public let smallest: Double
  public let largest: Double

  /// - Throws: `badValue` unless 0 < smallest <= largest and the tolerance is positive.
  public init(tolerance: Double, smallest: Double, largest: Double) throws(AssayError) {
    guard tolerance > 0, tolerance.isFinite else {
      throw .badValue(name: "tolerance of a step", found: "\(tolerance)", accepted: "above 0")
    }
    guard smallest > 0, smallest <= largest, largest.isFinite else {
      throw .badValue(
        name: "shortest and longest step", found: "\(smallest), \(largest)",
        accepted: "positive lengths, the first not above the second")
    }
    (self.tolerance, self.smallest, self.largest) = (tolerance, smallest, largest)
  }

  /// The next step after one of length `step` with error ratio `ratio`.
  func next(_ step: Double, ratio: Double) -> Double {
    let factor = ratio > 0 ? min(5, max(0.1, 0.95 * pow(ratio, -0.2))) : 5
    return min(largest, max(smallest, step * factor))
  }
}

/// What an adaptive pusher has done for all particles together.
public struct StepCount: Sendable, Equatable {
  public var kept = 0
  public var repeated = 0
  /// Of those kept, how many missed the tolerance at the shortest step.
  public var forced = 0

  static func + (a: StepCount, b: StepCount) -> StepCount {
    StepCount(
      kept: a.kept + b.kept, repeated: a.repeated + b.repeated, forced: a.forced + b.forced)
  }
}

/// A pusher that tells the error of a step it tries.
protocol AdaptivePusher: Sendable {
  var control: StepControl { get }
  /// The particle after a step of length h, and the error of the step.
  func attempt(
    _ x: SIMD3<Double>, _ u: SIMD3<Double>, _ h: Double
  ) -> (x: SIMD3<Double>, u: SIMD3<Double>, error: Double)
}

extension AdaptivePusher {
  /// Advances all particles by a path length, each by steps of its own; the last step ends on it.
  func push(_ particles: inout ParticleBatch, length: Double, threads: Int) -> StepCount {
    let all = particles
    let moved = Parallel.map(all.count, threads: threads) { p in
      push(all.positions[p], all.directions[p], length: length)
    }
    particles.positions = moved.map(\.x)
    particles.directions = moved.map(\.u)
    return moved.reduce(StepCount()) { $0 + $1.count }
  }

  private func push(
    _ position: SIMD3<Double>, _ direction: SIMD3<Double>, length: Double
  ) -> (x: SIMD3<Double>, u: SIMD3<Double>, count: StepCount) {
    var (x, u, count) = (position, direction, StepCount())
    var (done, step) = (0.0, control.largest)
    // What rounding leaves of the length is no step.
    while length - done > 1e-14 * length {
      let h = min(step, length - done)
      let trial = attempt(x, u, h)
      let ratio = trial.error / control.tolerance
      let kept = ratio <= 1 || h <= control.smallest
      if kept {
        (x, u) = (trial.x, trial.u)
        done += h
        count.kept += 1
        if ratio > 1 { count.forced += 1 }
      } else {
        count.repeated += 1
      }
      // A last step cut short says nothing against longer ones.
      step = kept && h < step ? step : control.next(h, ratio: ratio)
    }
    return (x, u, count)
  }
}
