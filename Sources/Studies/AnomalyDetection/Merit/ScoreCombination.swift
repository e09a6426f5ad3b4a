// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
internal import Numerics

/// Two or more scores made one, after each is mapped to [0, 1] by its rank among the background.
///
/// The names are those of the challenge's combined models (arXiv:2105.14027, arXiv:2106.10164): an
/// event is anomalous if all scores say so (AND), if any does (OR), or by their product or mean.
public enum ScoreCombination: String, Sendable, CaseIterable {
  case and, or
  case product = "prod"
  case mean = "avg"

  /// The name in the challenge's tables.
  public var label: String { rawValue.uppercased() }

  public func combined(_ ranks: [Double]) -> Double { combined(ranks, MeritConventions()) }

  func combined(_ ranks: [Double], _ conventions: MeritConventions) -> Double {
    precondition(!ranks.isEmpty, "at least one rank")
    switch acting(conventions) {
    case .and: return ranks.min()!
    case .or: return ranks.max()!
    case .product: return ranks.reduce(1, *)
    case .mean: return ranks.reduce(0, +) / Double(ranks.count)
    }
  }

  private func acting(_ conventions: MeritConventions) -> ScoreCombination {
    switch self {
    case .and where conventions.swapsAnd: .or
    case .or where conventions.swapsAnd: .and
    case .product where conventions.swapsProduct: .mean
    case .mean where conventions.swapsProduct: .product
    default: self
    }
  }

  /// The combined scores of events.
  ///
  /// - Parameters:
  ///   - scores: detector by detector, each with one score an event.
  ///   - calibration: the background scores of each detector that give the ranks.
  ///
  /// Cost: two binary searches in the background for each score.
  public func scores(
    _ scores: [[Double]], calibration: [RankedScores], threads: Int = 1
  ) -> [Double] {
    self.scores(scores, calibration: calibration, threads: threads, MeritConventions())
  }

  func scores(
    _ scores: [[Double]], calibration: [RankedScores], threads: Int,
    _ conventions: MeritConventions
  ) -> [Double] {
    precondition(
      scores.count == calibration.count && !scores.isEmpty
        && scores.allSatisfy { $0.count == scores[0].count },
      "each detector scores every event")
    let size = 8192
    let count = scores[0].count
    return Parallel.map((count + size - 1) / size, threads: threads) { piece in
      (piece * size..<min((piece + 1) * size, count)).map { event in
        combined(
          scores.indices.map { calibration[$0].rank(scores[$0][event]) }, conventions)
      }
    }.flatMap { $0 }
  }
}
