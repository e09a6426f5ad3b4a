// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning

/// The same figures of merit where events have weights w: sums of weights for counts of events.
///
///     AUC = Σ_s w_s r_B(s)/Σ_s w_s,   r_B(x) = [W_B(< x) + W_B(= x)/2]/W_B                  (2)
///
/// The variance of (2) is DeLong's with weights, Σ_s w_s² (r_B(s) − AUC)²/W_S² and the like of the
/// background. Shares have the errors of the effective number of events, W²/Σ w². Equal weights give
/// the formulas of counted events. Cost: a binary search an event for (2).
extension ReceiverCurve {
  var isWeighted: Bool { background.sums != nil || signal.sums != nil }

  /// (2) with its error.
  var weightedArea: Estimate {
    let won = signal.values.map(background.rank)
    let lost = background.values.map { 1 - signal.rank($0) }
    let area = Self.mean(won, signal)
    return Estimate(
      area,
      standardError: (Self.variance(won, signal, about: area)
        + Self.variance(lost, background, about: area)).squareRoot())
  }

  private static func mean(_ shares: [Double], _ sample: RankedScores) -> Double {
    var sum = 0.0
    for (k, share) in shares.enumerated() { sum += sample.weight(k) * share }
    return sum / sample.total
  }

  private static func variance(
    _ shares: [Double], _ sample: RankedScores, about mean: Double
  ) -> Double {
    var sum = 0.0
    for (k, share) in shares.enumerated() {
      let part = sample.weight(k) * (share - mean)
      sum += part * part
    }
    return sum / (sample.total * sample.total)
  }

  /// ε_S at a background efficiency, with its error.
  func weightedEfficiency(atBackground level: Double) -> Estimate {
    let total = background.total
    let allowed = level * total
    let value = weightedAccepted(allowed)
    // As for counted events, an event of the background having the weight total/effectiveCount.
    let unit = total / background.effectiveCount
    let deviation = unit * (level * background.effectiveCount * max(0, 1 - level)).squareRoot()
    let slope = slope(at: allowed, of: total, value, weightedAccepted)
    let own = value * (1 - value) / signal.effectiveCount
    return Estimate(
      value, standardError: (own + slope * slope * deviation * deviation).squareRoot())
  }

  /// The share of the signal that is accepted with so much weight of the background.
  private func weightedAccepted(_ allowed: Double) -> Double {
    let (b, s) = (background, signal)
    guard allowed < b.total else { return 1 }
    // The lowest score above which no more than the allowed weight lies.
    var (low, high) = (0, b.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if b.total - b.weight(upTo: middle + 1) <= allowed { high = middle } else { low = middle + 1 }
    }
    let threshold = b.values[low]
    let (first, last) = (b.below(threshold), b.upTo(threshold))
    let equal = b.weight(upTo: last) - b.weight(upTo: first)
    let lot = equal > 0 ? min(1, max(0, (allowed - (b.total - b.weight(upTo: last))) / equal)) : 1
    let (above, atLeast) = (s.weight(upTo: s.upTo(threshold)), s.weight(upTo: s.below(threshold)))
    return (s.total - above + lot * (above - atLeast)) / s.total
  }
}

extension RankedScores {
  /// Of the first scores.
  func weight(upTo count: Int) -> Double { sums?[count] ?? Double(count) }

  /// Of the event at a place.
  func weight(_ place: Int) -> Double { sums.map { $0[place + 1] - $0[place] } ?? 1 }

  var total: Double { weight(upTo: count) }
}
