// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Learning

/// How well a score tells a signal from the background, by ranks alone.
///
/// With s a score of the signal and b one of the background,
///
///     AUC = P(s > b) + P(s = b)/2                                                          (1)
///
/// over all pairs of the two samples; ε_S at ε_B is the share of the signal above the (1 − ε_B)
/// quantile of the background, where scores that are equal to it are accepted by lot, with the
/// probability that makes ε_B exact. Both count events, so their bits do not depend on threads.
///
/// Errors: of (1) see ``AreaUnderCurve``. Of ε_S the binomial one, and that of the threshold
/// through the slope of the curve. Cost: one pass over both samples for (1), two searches for ε_S.
public struct ReceiverCurve: Sendable {
  public let background: RankedScores
  public let signal: RankedScores
  let conventions: MeritConventions

  public init(background: RankedScores, signal: RankedScores) {
    self.init(background: background, signal: signal, MeritConventions())
  }

  init(background: RankedScores, signal: RankedScores, _ conventions: MeritConventions) {
    (self.background, self.signal, self.conventions) = (background, signal, conventions)
  }

  // MARK: Area

  /// (1) with its error.
  public var area: Estimate {
    if isWeighted { return weightedArea }
    let found = AreaUnderCurve(background: background, signal: signal)
    let shareOfTies = conventions.tiesAreWins ? 1.0 : 0.5
    let area = (Double(found.won) + shareOfTies * Double(found.tied)) / found.pairs
    return Estimate(
      conventions.swapsSign ? 1 - area : area, standardError: found.standardError)
  }

  // MARK: Efficiency

  /// ε_S at a background efficiency in 0...1, with its error.
  public func efficiency(atBackground level: Double) -> Estimate {
    if isWeighted { return weightedEfficiency(atBackground: level) }
    let allowed = level * Double(background.count)
    let value = accepted(allowed)
    // The number of accepted background events has a binomial deviation; the curve's slope turns it.
    let slope = slope(at: allowed, of: Double(background.count), value, accepted)
    let own = value * (1 - value) / Double(signal.count)
    return Estimate(
      value, standardError: (own + slope * slope * allowed * max(0, 1 - level)).squareRoot())
  }

  /// dε_S/dn, n the background that is accepted.
  ///
  /// From the power law between a third and three times n, ε_S/n · ln(ε_S(3n)/ε_S(n/3))/ln 9: between
  /// nearer points their own noise rules, by a fifth of the slope for n = 100 ± 10, where it is less
  /// than a tenth so.
  func slope(
    at allowed: Double, of total: Double, _ value: Double, _ accepted: (Double) -> Double
  ) -> Double {
    let (low, high) = (allowed / 3, min(total, 3 * allowed))
    guard high > low else { return 0 }
    let (first, last) = (accepted(low), accepted(high))
    guard first > 0 else { return (last - first) / (high - low) }
    return value / allowed * Numbers.logarithm(last / first) / Numbers.logarithm(high / low)
  }

  /// The share of the signal that is accepted with so many events of the background.
  private func accepted(_ allowed: Double) -> Double {
    let (b, s) = (background, signal)
    let place = b.count - 1 - Int(allowed)
    guard place >= 0 else { return 1 }
    let threshold = b.values[place]
    let last = b.upTo(threshold)
    let equal = last - b.below(threshold)
    let lot =
      conventions.tiesAreWins ? 1 : (allowed - Double(b.count - last)) / Double(equal)
    let (above, upTo) = (s.upTo(threshold), s.below(threshold))
    return (Double(s.count - above) + lot * Double(above - upTo)) / Double(s.count)
  }

  /// (ε_B, ε_S) at rising ε_B, equidistant in its logarithm between `lowest` and 1.
  public func points(lowest: Double = 1e-4, count: Int = 61) -> [(
    background: Double, signal: Double
  )] {
    (0..<count).map { k in
      let level = Numbers.power(lowest, 1 - Double(k) / Double(count - 1))
      return (level, efficiency(atBackground: level).value)
    }
  }
}
