// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The challenge's ranking: how much each model improves the search for each signal at best.
///
///     TI(signal) = max over channels and ε_B of SI(ε_B)                                    (1)
///
/// and of the signals' TI the least, the median and the largest. arXiv:2105.14027, notebook 04 of
/// its results repository. Cost: one product and one comparison for each efficiency.
public struct TotalImprovement: Sendable, Equatable {
  public var model: String
  /// (1), in the order of the table's signals.
  public var bySignal: [Double]
  public var least: Double
  public var median: Double
  public var largest: Double

  /// All models of a table.
  ///
  /// - Parameter levels: which of ``SignificanceImprovement/levels`` count; nil for all.
  public static func all(
    _ table: EfficiencyTable, levels: Set<Int>? = nil, threads: Int = 1
  ) -> [TotalImprovement] {
    all(table, levels: levels, threads: threads, MeritConventions())
  }

  static func all(
    _ table: EfficiencyTable, levels: Set<Int>? = nil, threads: Int = 1,
    _ conventions: MeritConventions
  ) -> [TotalImprovement] {
    let factors = SignificanceImprovement.levels.enumerated().map { k, level in
      levels?.contains(k) ?? true ? 1 / (conventions.forgetsRoot ? level : level.squareRoot()) : 0
    }
    // Pieces of equal size, so that the answer does not depend on threads (it would not anyhow).
    let size = 64
    let pieces = (table.models.count + size - 1) / size
    return Parallel.map(pieces, threads: threads) { piece in
      (piece * size..<min((piece + 1) * size, table.models.count)).map {
        one(table, $0, factors, conventions)
      }
    }.flatMap { $0 }
  }

  private static func one(
    _ table: EfficiencyTable, _ model: Int, _ factors: [Double], _ conventions: MeritConventions
  ) -> TotalImprovement {
    let (pairs, levels) = (table.pairs.count, factors.count)
    var best = [Double](repeating: 0, count: table.signals.count)
    var seen = [Double](repeating: 0, count: table.signals.count)
    table.efficiencies.withUnsafeBufferPointer { efficiencies in
      for pair in 0..<pairs {
        let signal = table.signalOfPair[pair]
        for level in 0..<levels {
          let value = factors[level] * efficiencies[(model * pairs + pair) * levels + level]
          if conventions.averages {
            best[signal] += value
            seen[signal] += 1
          } else if !conventions.forgetsChannels || seen[signal] == 0 {
            best[signal] = max(best[signal], value)
          }
        }
        if conventions.forgetsChannels { seen[signal] = 1 }
      }
    }
    if conventions.averages {
      for signal in best.indices { best[signal] /= seen[signal] }
    }
    let sorted = best.sorted()
    let half = sorted.count / 2
    let median =
      sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    return TotalImprovement(
      model: table.models[model], bySignal: best, least: sorted[0], median: median,
      largest: sorted[sorted.count - 1])
  }
}
