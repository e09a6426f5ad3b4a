// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The maximum of the likelihood of a ``SourceModel``, and intervals of each parameter within which the
/// likelihood, maximised over all others, is not below it by more than ½ z².
///
/// A wall of the range ends an interval. Source: S. S. Wilks, Ann. Math. Stat. 9 (1938) 60. Cost: some
/// hundred gradients, and about a hundred for each side of each interval.
public struct ProfileIntervals: Sendable {
  public struct Interval: Sendable, Equatable {
    public var name: String
    public var best: Double
    public var low: Double
    public var high: Double
    /// Whether an end is the wall of the range.
    public var lowIsWall: Bool
    public var highIsWall: Bool
  }

  public let best: [Double]
  public let logLikelihood: Double
  public let intervals: [Interval]
  /// How often a search for an end found a higher likelihood, and all began anew from there.
  public let restarts: Int

  /// Without sources the likelihood is concave and its maximum that of ``PoissonTemplateFit``.
  ///
  /// - Parameters:
  ///   - starts: how many draws of the prior the search begins from, beside the middle.
  ///   - deviations: z.
  public init(
    _ model: SourceModel, starts: Int = 4, deviations: Double = 1, seed: UInt64 = 1, threads: Int
  ) {
    let d = model.parameters.count
    let widths = model.parameters.map { $0.range.upperBound - $0.range.lowerBound }
    let f: @Sendable ([Double]) -> (Double, [Double]) = { unit in
      let (value, slopes) = model.slopes(model.point(unit))
      return (value, zip(slopes, widths).map(*))
    }
    let top: BoxMaximum
    if let fit = model.templateFit().map(model.unit) {
      let inside = fit.allSatisfy { (0...1).contains($0) }
      top = inside ? BoxMaximum(at: fit, f) : BoxMaximum(from: fit, f)
    } else {
      let found = Parallel.map(starts + 1, threads: threads) { number in
        var random = Philox(
          seed: seed, stream: Philox.stream(of: "profile"), counter: UInt64(number) << 32)
        var start = (0..<d).map { _ in number == 0 ? 0.5 : random.uniform() }
        // Where there is no likelihood, as where breaks do not fall, another one.
        for _ in 0..<100 where !f(start).0.isFinite {
          start = (0..<d).map { _ in random.uniform() }
        }
        return BoxMaximum(from: start, f)
      }
      top = BoxMaximum(from: found.max { $0.value < $1.value }!.point, f)
    }
    let profile = Self.ends(of: top, 0.5 * deviations * deviations, threads: threads, f)
    best = model.point(profile.top.point)
    logLikelihood = profile.top.value
    restarts = profile.restarts
    let values = best
    intervals = (0..<d).map { i in
      let range = model.parameters[i].range
      let at = { (u: Double) in Swift.min(range.upperBound, range.lowerBound + u * widths[i]) }
      let (low, high) = (profile.ends[2 * i], profile.ends[2 * i + 1])
      return Interval(
        name: model.parameters[i].name, best: values[i], low: at(low.unit), high: at(high.unit),
        lowIsWall: low.isWall, highIsWall: high.isWall)
    }
  }

  struct End: Sendable {
    var unit: Double
    var isWall: Bool
    /// The highest likelihood met on the way.
    var highest: BoxMaximum
  }

  /// Low and high end of each coordinate. Where a search meets a likelihood that is higher by a thousandth,
  /// it is the new top and all ends are searched again.
  static func ends(
    of start: BoxMaximum, _ drop: Double, threads: Int,
    _ f: @escaping @Sendable ([Double]) -> (Double, [Double])
  ) -> (top: BoxMaximum, ends: [End], restarts: Int) {
    var (top, restarts) = (start, 0)
    while true {
      let peak = top
      let ends = Parallel.map(2 * top.point.count, threads: threads) { number in
        Self.end(peak, number / 2, number % 2 == 0 ? 0 : 1, drop, f)
      }
      let highest = ends.map(\.highest).max { $0.value < $1.value }
      guard let highest, highest.value > top.value + 1e-3, restarts < 20 else {
        return (top, ends, restarts)
      }
      top = BoxMaximum(from: highest.point, f)
      restarts += 1
    }
  }

  /// Where the profile has fallen by `drop`, between the maximum and a wall: the root of
  /// √(2 Δ) - z, nearly a straight line, by regula falsi.
  private static func end(
    _ top: BoxMaximum, _ i: Int, _ wall: Double, _ drop: Double,
    _ f: ([Double]) -> (Double, [Double])
  ) -> End {
    var (start, highest) = (top.point, top)
    func end(_ unit: Double, isWall: Bool) -> End {
      End(unit: unit, isWall: isWall, highest: highest)
    }
    func fall(_ u: Double) -> Double {
      var x = start
      x[i] = u
      let found = BoxMaximum(from: x, held: [i], accuracy: 1e-5, iterations: 100, f)
      if found.value.isFinite { start = found.point }
      if found.value > highest.value { highest = found }
      return Swift.max(0, top.value - found.value)
    }
    let z = (2 * drop).squareRoot()
    // Out from the maximum in steps that double, so that each search starts near its end.
    var low = (u: top.point[i], g: -z)
    if abs(wall - low.u) < 1e-9 { return end(wall, isWall: true) }
    var high: (u: Double, g: Double)?
    var reach = Swift.min(0.02, abs(wall - low.u))
    while high == nil {
      let u =
        wall > low.u ? Swift.min(wall, top.point[i] + reach) : Swift.max(wall, top.point[i] - reach)
      let g = (2 * fall(u)).squareRoot() - z
      if g >= 0 { high = (u, g) } else { low = (u, g) }
      if g < 0 && u == wall { return end(wall, isWall: true) }
      reach *= 2
    }
    guard var high else { return end(wall, isWall: true) }
    for _ in 0..<30 {
      if abs(high.u - low.u) < 1e-6 || high.g - low.g < 1e-3 { break }
      // Regula falsi, kept off the ends.
      let t = Swift.min(0.9, Swift.max(0.1, -low.g / (high.g - low.g)))
      let u = low.u + t * (high.u - low.u)
      let g = (2 * fall(u)).squareRoot() - z
      if abs(g) < 1e-3 { return end(u, isWall: false) }
      if g > 0 { high = (u, g) } else { low = (u, g) }
    }
    let t = high.g > low.g ? -low.g / (high.g - low.g) : 0.5
    return end(low.u + t * (high.u - low.u), isWall: false)
  }
}
