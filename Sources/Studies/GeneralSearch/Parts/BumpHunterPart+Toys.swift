// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

extension BumpHunterPart {
  /// Toys by tier: at the quick one as many as the reference has for the analytic histogram, and ten
  /// times as many for the example.
  private static func toyCounts(_ tier: Tier) -> (example: Int, analytic: Int) {
    switch tier {
    case .quick: (100_000, 400_000)
    case .standard: (1_000_000, 4_000_000)
    case .full: (10_000_000, 40_000_000)
    }
  }

  static func toys(_ context: RunContext, _ conventions: SearchConventions) -> [StudyTask] {
    let counts = toyCounts(context.tier)
    return [
      StudyTask(
        id: "bump.global", provides: ["bump.global"], cost: 3e-6 * Double(counts.example)
      ) { task throws(AssayError) in
        let (hunter, data) = try exampleHunter(context, conventions)
        let best = try hunter.best(data)
        let toys = BumpToys(hunter).smallestLogP(
          count: counts.example, seed: task.seed, stream: task.stream, threads: task.threads)
        return [
          Observable(
            id: "bump.global", title: "Global p-value of the example",
            axes: [Axis("quantity", names: ["global p-value"])],
            values: [globalP(toys, best.logP, conventions)])
        ]
      },
      StudyTask(
        id: "bump.null", provides: ["bump.null.quantiles", "bump.null.global"],
        cost: 2e-6 * Double(counts.analytic)
      ) { task throws(AssayError) in
        let (hunter, data) = try analyticHunter(context, conventions)
        let axes = try TableAxes("bumphunter-analytic-global", context)
        let shares = try axes.numbers(0)
        let best = try hunter.best(data)
        let toys = BumpToys(hunter).smallestLogP(
          count: counts.analytic, seed: task.seed, stream: task.stream, threads: task.threads
        ).sorted()
        let global = globalP(toys, best.logP, conventions)
        return [
          Observable(
            id: "bump.null.quantiles", title: "Quantiles of the smallest local p-value",
            axes: axes.all, values: shares.map { quantile($0, of: toys) }),
          Observable(
            id: "bump.null.global", title: "Global p-value of the analytic histogram",
            axes: axes.all, values: shares.map { _ in global }),
        ]
      },
    ]
  }

  private static func globalP(
    _ toys: [Double], _ logP: Double, _ conventions: SearchConventions
  ) -> Estimate {
    let found = BumpHunter.share(of: toys, atMost: logP)
    return Estimate(conventions.forgetsTrials ? exp(logP) : found.share, standardError: found.error)
  }

  /// A quantile of sorted ln p, as p. Its error is half the distance of the order statistics one
  /// binomial standard deviation to either side.
  static func quantile(_ share: Double, of sorted: [Double]) -> Estimate {
    let n = Double(sorted.count)
    func value(_ rank: Double) -> Double {
      exp(sorted[min(max(Int(rank.rounded(.up)) - 1, 0), sorted.count - 1)])
    }
    let spread = (n * share * (1 - share)).squareRoot()
    return Estimate(
      value(n * share),
      standardError: (value(n * share + spread) - value(n * share - spread)) / 2)
  }
}
