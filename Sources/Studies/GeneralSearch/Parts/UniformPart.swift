// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// p-values that must be uniform without a signal, or smaller steps than that where counts are few.
enum UniformPart {
  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    return [
      channel(context, conventions), lowCounts(context, conventions),
      stepTwo(context, conventions),
    ]
  }

  static func repetitions(_ tier: Tier) -> Int {
    switch tier {
    case .quick: 2000
    case .standard: 20_000
    case .full: 200_000
    }
  }

  /// One class of thousands of events a bin, so that p-values have no steps to speak of, with two
  /// sources of shifts.
  static func nullHistogram() -> SearchHistogram {
    let b = (0..<12).map { 8000 * exp(-0.2 * Double($0)) }
    return SearchHistogram(
      eventClass: "null", variable: "m_eff", edges: (0...12).map(Double.init),
      observed: b.map { _ in 0 }, background: b, statistical: b.map { 0.2 * $0.squareRoot() },
      shifts: [b.map { 0.05 * $0 }, b.enumerated().map { 0.01 * Double($0) * $1 }])
  }

  /// Data come from production toys, whatever the fault; p_channel is their rank among toys.
  private static func channel(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = repetitions(context.tier)
    return StudyTask(
      id: "uniform.channel", provides: ["uniform.channel", "uniform.channel.curve"],
      cost: 1e-4 * Double(count)
    ) { task throws(AssayError) in
      let histogram = nullHistogram()
      let data = GeneralSearch([histogram]).toys(
        count, seed: task.seed, stream: task.stream, threads: task.threads)[0]
      let toys = GeneralSearch([histogram], conventions).toys(
        count, seed: task.seed, stream: task.stream ^ 0x5bd1_e995, threads: task.threads)[0]
      let share = ToyShare(toys, conventions)
      let pChannel = data.map { share.atMost($0).share }
      // Of two samples of n and m the distance is scaled by the root of nm/(n + m).
      let distance =
        KolmogorovDistance.scaledFromUniform(pChannel)
        * (Double(toys.count) / Double(data.count + toys.count)).squareRoot()
      let shares = stride(from: 0.02, to: 1, by: 0.02).map { $0 }
      return [
        Self.distance("uniform.channel", "p_channel", distance),
        Observable(
          id: "uniform.channel.curve",
          title: "Share of data without a signal with such a p_channel",
          axes: [Axis("p_channel", numbers: shares)], values: coverage(pChannel, shares)),
      ]
    }
  }

  /// The share of p-values at or below each level.
  private static func coverage(_ p: [Double], _ levels: [Double]) -> [Estimate] {
    let n = Double(p.count)
    return levels.map { level in
      let share = Double(p.count { $0 <= level }) / n
      return Estimate(share, standardError: max((share * (1 - share) / n).squareRoot(), 1 / n))
    }
  }

  /// Two bins with one expected event in all: p_channel has few values, and data fall on equal ones
  /// often. What it takes at most below a level is known from all pairs of counts.
  private static func lowCounts(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = 10 * repetitions(context.tier)
    return StudyTask(
      id: "uniform.low", provides: ["uniform.low", "uniform.low.asked"],
      cost: 2e-6 * Double(count)
    ) { task throws(AssayError) in
      let axes = try TableAxes("p-channel-low", context)
      let levels = try axes.numbers(0)
      let histogram = SearchHistogram(
        eventClass: "few", variable: "m_eff", edges: [0, 1, 2], observed: [0, 0],
        background: [0.7, 0.3])
      let data = GeneralSearch([histogram]).toys(
        count, seed: task.seed, stream: task.stream, threads: task.threads)[0]
      let toys = GeneralSearch([histogram], conventions).toys(
        count, seed: task.seed, stream: task.stream ^ 0x5bd1_e995, threads: task.threads)[0]
      let share = ToyShare(toys, conventions)
      return [
        Observable(
          id: "uniform.low", title: "Share of data without a signal with such a p_channel",
          axes: axes.all, values: coverage(data.map { share.atMost($0).share }, levels)),
        Observable(
          id: "uniform.low.asked", title: "Share that a p-value may reach", axes: axes.all,
          exact: levels),
      ]
    }
  }

  /// The best region of one toy is tested on another, whose shifts are drawn anew: a deviation of
  /// the background common to both samples would be found again, rightly.
  private static func stepTwo(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = repetitions(context.tier)
    return StudyTask(
      id: "uniform.step-two", provides: ["uniform.step-two"], cost: 1e-4 * Double(count)
    ) { task throws(AssayError) in
      let search = GeneralSearch([nullHistogram()])
      let scan = GeneralSearch([nullHistogram()], conventions).scans[0]
      let ladder = CriticalLadder(search.scans[0])
      let pieces = Parallel.map((count + 99) / 100, threads: task.threads) { piece in
        var scratch = LadderScratch(ladder)
        return (piece * 100..<min(count, piece * 100 + 100)).map { toy in
          let first = search.counts(channel: 0, toy: 2 * toy, seed: task.seed, stream: task.stream)
          let second = search.counts(
            channel: 0, toy: 2 * toy + 1, seed: task.seed, stream: task.stream)
          let found = ladder.smallest(first, &scratch).window
          let sample = conventions.sameSampleAgain ? first : second
          return exp(
            scan.logP(window: found, observed: scan.observed(sample)[found]))
        }
      }
      let p = pieces.flatMap { $0 }
      return [
        distance("uniform.step-two", "step two", KolmogorovDistance.scaledFromUniform(p))
      ]
    }
  }

  private static func distance(_ id: String, _ name: String, _ value: Double) -> Observable {
    Observable(
      id: id, title: "Scaled Kolmogorov distance, \(name)",
      axes: [Axis("distribution", names: [name])], exact: [value])
  }
}
