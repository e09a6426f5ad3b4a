// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Numerics

/// The upper limit on ⟨σv⟩ from T(⟨σv⟩) = −2 ln L, nuisances profiled away, dwarfs added up.
///
/// The limit is the ⟨σv⟩ above the minimum of T at which T has risen by Δ. MLFermiDwarfs takes
/// Δ = 3.84 by default and calls it 95 %; for a one-sided limit 95 % is 2.71 (arXiv:1611.03184).
enum CrossSectionScan {
  /// The published code's grid: 100 points on 1e-27...1e-22 [cm³ s⁻¹].
  static let logPoints = (0..<100).map { -27 + 5 * Double($0) / 99 }
  static let points = logPoints.map { pow(10, $0) }
  /// Its fine grid: 10 000 points, steps of 0.115 %.
  private static let finePoints = (0..<10_000).map { pow(10, -27 + 5 * Double($0) / 9999) }

  /// Compatible with the published code: a cubic spline in ⟨σv⟩ through T on the 100 points, read
  /// on 10 000 logarithmic points; the first one above the lowest point with a rise above Δ.
  ///
  /// The answer is quantised in steps of 0.115 %, and the minimum is not below 1e-27.
  /// - Returns: nil where no point of the grid is excluded.
  static func compatible(_ statistic: [Double], delta: Double) throws(AssayError) -> Double? {
    let spline = try CubicSpline(x: points, y: statistic, boundary: .natural)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: finePoints.count) { fine in
      var interval = 0
      var lowest = 0
      for k in 0..<finePoints.count {
        let t = finePoints[k]
        while interval < points.count - 2 && t >= points[interval + 1] { interval += 1 }
        let c = spline.coefficients[interval]
        let d = t - points[interval]
        fine[k] = ((c.w * d + c.z) * d + c.y) * d + c.x
        if fine[k] < fine[lowest] { lowest = k }
      }
      for k in lowest..<finePoints.count where fine[k] - fine[lowest] > delta {
        return finePoints[k]
      }
      return nil
    }
  }

  /// The continuous minimum of T, ⟨σv⟩ = 0 included.
  struct Best {
    /// log₁₀⟨σv⟩; −∞ for no signal.
    var logCrossSection: Double
    var value: Double
  }

  /// Scans T on a logarithmic grid and refines every dip that may be the lowest.
  ///
  /// - Parameters:
  ///   - withoutSignal: T(0); nil keeps the minimum within the range.
  ///   - range: of log₁₀⟨σv⟩; from a negligible signal to an overwhelming one.
  static func minimum(
    withoutSignal: Double?, range: ClosedRange<Double>, _ statistic: (Double) -> Double
  ) throws(AssayError) -> Best {
    let count = max(Int(((range.upperBound - range.lowerBound) / 0.05).rounded(.up)), 4)
    let step = (range.upperBound - range.lowerBound) / Double(count)
    let s = (0...count).map { range.lowerBound + step * Double($0) }
    let values = s.map(statistic)
    var dips: [(Int, Double)] = []
    values.withUnsafeBufferPointer { values in
      LocalMinima.visit(values) { k, mayReach in dips.append((k, mayReach)) }
    }
    var best = Best(logCrossSection: -.infinity, value: withoutSignal ?? .infinity)
    for (k, mayReach) in dips where mayReach < best.value {
      let range = s[max(k - 1, 0)]...s[min(k + 1, count)]
      let found = try Minimum.find(in: range, relative: 1e-9, statistic)
      if found.value < best.value { best = Best(logCrossSection: found.x, value: found.value) }
    }
    return best
  }

  /// ⟨σv⟩ at which T has risen by Δ above its continuous minimum, to 1e-10.
  static func exact(
    _ best: Best, delta: Double, range: ClosedRange<Double>, _ statistic: (Double) -> Double
  ) throws(AssayError) -> Double {
    func rise(_ s: Double) -> Double { statistic(s) - best.value - delta }
    var low = max(best.logCrossSection, range.lowerBound)
    var high = low
    // From the minimum upwards in small steps: the first crossing, not a later one.
    for _ in 0..<2000 {
      low = high
      high += 0.05
      if rise(high) > 0 {
        // Root to 1e-11 in log₁₀, 2e-11 relative in ⟨σv⟩; the argument is of order −25.
        let s = try Root.find(in: low...high, relative: 4e-13, rise)
        return pow(10, s)
      }
    }
    throw .failed(
      "no limit: -2 ln L rises by less than \(delta) up to a cross-section of 1e\(high) cm^3/s")
  }
}
