// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Timing

/// The levels and steps of a series, and how small a step it could show.
///
/// Rates are fitted by their logarithms; a step between two levels is told only where it exceeds the
/// A/A floor of the benches on both its sides (the median over each level, the larger of the two).
/// Shares of a tolerance are fitted as they are, and steps below a hundredth of the tolerance are
/// not told; deviations likewise, with a hundredth of the larger level. Where most runs give the
/// number of the run before to the bit, the series has no noise and a level may be one run long;
/// else it has at least three.
public struct TrendAnalysis: Sendable, Equatable, Encodable {
  public struct Level: Sendable, Equatable, Encodable {
    /// Places among the points that have a value.
    public var first: Int
    public var last: Int
    public var value: Double
  }

  public struct Step: Sendable, Equatable, Encodable {
    /// Last run of the old level and first of the new.
    public var before: TrendSeries.Point
    public var after: TrendSeries.Point
    public var from: Double
    public var to: Double
    /// ln(to/from) of a rate, else to − from.
    public var size: Double
    public var floor: Double
    /// A lower rate, a smaller rise of an ordering, or a larger share that no other tolerance made of
    /// the same deviation.
    public var isWorse: Bool
    /// Runs of the series since it, its first included.
    public var age: Int
  }

  public struct VerdictChange: Sendable, Equatable, Encodable {
    public var before: TrendSeries.Point
    public var after: TrendSeries.Point
    /// To a graver verdict; to "not run" always, as a comparison that is lost proves nothing.
    public var isWorse: Bool
    public var age: Int
  }

  /// Smallest change of the share of a tolerance that is told.
  public static let shareFloor = 0.01
  /// Runs for which ``smallestVisible`` is told.
  public static let lateRuns = 5

  public var levels: [Level]
  public var steps: [Step]
  public var verdictChanges: [VerdictChange]
  /// Mean absolute deviation from the levels: of ln rate, or of the values.
  public var scatter: Double?
  /// The floor of the newest level.
  public var floor: Double?
  /// Smallest step that would be told had it come with the last five runs (of ln rate, or of the
  /// values); nil for series too short, infinite where no A/A control was run.
  public var smallestVisible: Double?
  /// Fewest runs of a level.
  public var shortestLevel: Int

  /// Whether no step could have been found: fewer values than two levels need, or no A/A control.
  public var isBlind: Bool {
    let values = levels.last.map { $0.last + 1 } ?? 0
    return values < 2 * shortestLevel || floor == .infinity
  }

  /// - Parameter visibility: whether ``smallestVisible`` is wanted, which costs as much as the fit.
  public init(_ series: TrendSeries, visibility: Bool = true) {
    let isRate = series.quantity == .rate
    let kept = series.points.filter { point in
      point.value.map { $0.isFinite && (!isRate || $0 > 0) } ?? false
    }
    let values = kept.map { isRate ? log($0.value!) : $0.value! }
    verdictChanges = Self.verdictChanges(series.points)
    let weights = Self.weights(kept)
    let shortest = Self.isWithoutNoise(values) ? 1 : StepFit.shortestLevel
    shortestLevel = shortest
    guard !values.isEmpty else {
      (levels, steps) = ([], [])
      return
    }
    let floor = { (a: StepFit.Level, b: StepFit.Level) -> Double in
      switch series.quantity {
      case .rate: max(Self.floor(kept[a.range]), Self.floor(kept[b.range]))
      case .shareOfTolerance, .none: Self.shareFloor
      case .relativeDeviation, .absoluteDeviation:
        0.01 * max(a.value.magnitude, b.value.magnitude)
      }
    }
    let fit = StepFit(values, weights: weights, shortest: shortest)
      .above(floor, values: values, weights: weights)
    levels = fit.levels.map {
      Level(
        first: $0.range.lowerBound, last: $0.range.upperBound - 1,
        value: isRate ? exp($0.value) : $0.value)
    }
    scatter = fit.scatter
    steps = zip(fit.levels, fit.levels.dropFirst()).map { a, b in
      let place = b.range.lowerBound
      return Step(
        before: kept[place - 1], after: kept[place], from: isRate ? exp(a.value) : a.value,
        to: isRate ? exp(b.value) : b.value, size: b.value - a.value, floor: floor(a, b),
        isWorse: series.quantity == .shareOfTolerance
          ? b.value > a.value && !Self.isOfTheTolerance(kept[place - 1], kept[place])
          : b.value < a.value,
        age: kept.count - place)
    }
    let newest = fit.levels[fit.levels.count - 1]
    self.floor = floor(newest, newest)
    guard visibility else { return }
    let late = min(Self.lateRuns, values.count / 2)
    smallestVisible = fit.smallestVisible(
      late: late, values: values, weights: weights, shortest: shortest
    ).map { max($0, self.floor!) }
  }

  /// Whether another tolerance moved the share, the deviation being the same; where no deviation is
  /// kept that cannot be known.
  private static func isOfTheTolerance(_ a: TrendSeries.Point, _ b: TrendSeries.Point) -> Bool {
    let isKnown = b.relative != nil || b.absolute != nil || b.pull != nil
    return isKnown && a.tolerance != b.tolerance && a.relative == b.relative
      && a.absolute == b.absolute
      && a.pull == b.pull
  }

  /// Benches noisier than the median one count less; none counts more, as the scatter from run to
  /// run is not in a bench's own error.
  private static func weights(_ points: [TrendSeries.Point]) -> [Double]? {
    let errors = points.map { point in point.error.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
    let known = errors.compactMap(\.self)
    guard !known.isEmpty else { return nil }
    let usual = SampleStatistics.median(known)
    return errors.map { $0.map { min(1, usual / $0) } ?? 1 }
  }

  private static func isWithoutNoise(_ values: [Double]) -> Bool {
    let equal = zip(values, values.dropFirst()).count { $0 == $1 }
    return values.count > 1 && 2 * equal >= values.count - 1
  }

  /// A bench without a control sees nothing.
  private static func floor(_ points: ArraySlice<TrendSeries.Point>) -> Double {
    SampleStatistics.median(points.map { $0.floor ?? .infinity })
  }

  private static func verdictChanges(_ points: [TrendSeries.Point]) -> [VerdictChange] {
    let told = points.filter { $0.status != nil }
    return zip(told, told.dropFirst()).enumerated().compactMap { i, pair in
      guard let old = pair.0.status, let new = pair.1.status, old != new else { return nil }
      return VerdictChange(
        before: pair.0, after: pair.1,
        isWorse: new == "not run" || gravity(new) > gravity(old), age: told.count - i - 1)
    }
  }

  /// How grave a verdict is.
  static func gravity(_ status: String) -> Int {
    switch status {
    case "reproduced", "right": 0
    case "undecided": 1
    case "not run", "not comparable": 2
    // The run fails by these.
    case "reproduced, vanished": 3
    case "undecided, vanished": 4
    default: 5
    }
  }
}
