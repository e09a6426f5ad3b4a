// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

extension StepFit {
  /// The fit without the steps that are smaller than their floor: the smallest in units of its floor
  /// goes first, and its two levels become one, until none is left.
  ///
  /// So a drift of several small steps stays as fewer larger ones where it exceeds the floor in all.
  /// - Parameter floor: of the step between two neighbouring levels; infinite where nothing is known
  ///   of it, so that no step is told.
  public func above(
    _ floor: (Level, Level) -> Double, values: [Double], weights: [Double]? = nil
  ) -> StepFit {
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    var fit = self
    while fit.levels.count > 1 {
      let sizes = zip(fit.levels, fit.levels.dropFirst()).map { a, b in
        let least = floor(a, b)
        let size = (b.value - a.value).magnitude
        return least > 0 ? size / least : (size > 0 ? .infinity : 0)
      }
      let smallest = sizes.indices.min { sizes[$0] < sizes[$1] }!
      guard sizes[smallest] < 1 || sizes[smallest].isNaN else { break }
      var edges = fit.levels.map(\.range.lowerBound) + [values.count]
      edges.remove(at: smallest + 1)
      fit = StepFit(values, weights, edges: edges)
    }
    return fit
  }

  /// The smallest step that this series would show had it come with its last `late` numbers: by it
  /// the criterion for two levels of the residuals would just beat that for one.
  ///
  /// Nil where the series is too short for that.
  public func smallestVisible(
    late: Int, values: [Double], weights: [Double]? = nil, shortest: Int = StepFit.shortestLevel
  ) -> Double? {
    let early = values.count - late
    guard late >= shortest, early >= shortest else { return nil }
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    var residuals = values
    for level in levels { for i in level.range { residuals[i] -= level.value } }
    let two =
      Self.deviation(residuals[..<early], weights[..<early])
      + Self.deviation(residuals[early...], weights[early...])
    guard two > 0 else { return 0 }
    let wanted = two * exp(Self.penalty(values.count) / Double(values.count))
    func one(_ step: Double) -> Double {
      let shifted = residuals.indices.map { residuals[$0] + ($0 < early ? 0 : step) }
      return Self.deviation(shifted[...], weights[...])
    }
    var high = scatter
    // It grows with the step without bound, so this ends.
    for _ in 0..<200 where one(high) <= wanted { high *= 2 }
    var low = 0.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if one(middle) > wanted { high = middle } else { low = middle }
    }
    return high
  }

  private static func deviation(
    _ values: ArraySlice<Double>, _ weights: ArraySlice<Double>
  ) -> Double {
    let middle = StepSearch.median(Array(values), Array(weights))
    return zip(values, weights).reduce(0) { $0 + $1.1 * ($1.0 - middle).magnitude }
  }
}
