// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// The counts at which a region's p-value passes a ladder of levels, on either side.
///
/// Found from probabilities that are good enough to tell levels apart, not exact: p(n + 1) =
/// p(n) − f(n), and f(n) of a smeared region is a sum over fixed nodes of the Gaussian. ln p is then
/// within ``margin(_:)`` of the exact one down to the last level, 10⁻⁹; who uses the counts must look at
/// the level before too where the exact p-value lies that close to one.
/// Cost: about 7 σ counts a side, 1 ns each, 20 ns for a smeared region; where that is too much or
/// the nodes would be too far apart, 14 exact p-values a side and interpolation.
struct CriticalCounts {
  /// What ln p may be wrong by: rounding of 10⁻¹⁵ at p = 10⁻⁹, or the nodes of the Gaussian.
  static func margin(_ test: RegionTest) -> Double { test.treatment == .poisson ? 1e-5 : 1e-3 }
  /// ln of the levels: from 1/2 by factors of 3/2 to 10⁻⁹.
  static let levels: [Double] = (0..<51).map { -log(2.0) - Double($0) * log(1.5) }

  /// The fewest events that reach each level; `none` where no number does.
  private(set) var high: [Int32]
  /// The most events that reach each level; −1 where none does.
  private(set) var low: [Int32]
  static let none = Int32.max

  init(test: RegionTest, background b: Double, uncertainty s: Double) {
    high = [Int32](repeating: Self.none, count: Self.levels.count)
    low = [Int32](repeating: -1, count: Self.levels.count)
    guard b > 0 else { return }
    let sigma = (b + s * s).squareRoot()
    let smeared = s > 0 && test.treatment != .poisson
    // The nodes of a walk must not lie farther apart than the Poisson distribution is wide.
    if sigma > 3000 || (smeared && (sigma > 20 || s * s > 4 * b)) {
      if test.sides != .deficit { interpolate(test, b, s, sigma, upwards: true) }
      if test.sides != .excess { interpolate(test, b, s, sigma, upwards: false) }
    } else {
      let factor = test.sides == .both && !test.conventions.oneSided ? log(2.0) : 0
      if test.sides != .deficit { walkUp(test, b, s, factor) }
      if test.sides != .excess { walkDown(test, b, s, factor) }
    }
  }

  // MARK: By recurrence

  private mutating func walkUp(_ test: RegionTest, _ b: Double, _ s: Double, _ factor: Double) {
    let levels = Self.levels.map { exp($0 - factor) }
    var n = Int(b) + 1
    var p = exp(test.logAtLeast(n, b, s))
    var masses = MassWalk(test, b, s, at: test.conventions.strictTail ? n + 1 : n)
    var level = 0
    while level < levels.count, p > 0 {
      while level < levels.count, p <= levels[level] {
        high[level] = Int32(n)
        level += 1
      }
      p -= masses.value
      masses.stepUp()
      n += 1
    }
    // Rounding may leave nothing before the last level is reached; it is reached here then.
    while level < levels.count {
      high[level] = Int32(n)
      level += 1
    }
  }

  private mutating func walkDown(_ test: RegionTest, _ b: Double, _ s: Double, _ factor: Double) {
    let levels = Self.levels.map { exp($0 - factor) }
    var n = Int(b.rounded(.up)) - 1
    guard n >= 0 else { return }
    var p = exp(test.logAtMost(n, b, s))
    var masses = MassWalk(test, b, s, at: n)
    var level = 0
    while n >= 0, level < levels.count {
      while level < levels.count, p <= levels[level] {
        low[level] = Int32(n)
        level += 1
      }
      p -= masses.value
      masses.stepDown()
      n -= 1
    }
  }

  // MARK: By interpolation of exact p-values

  /// Exact p-values half a standard deviation apart, as significances z, to which n is nearly
  /// proportional; between them the cubic through the four nearest. With a skewness below 0.1 n(z)
  /// differs from a cubic by less than 10⁻⁵ σ over such steps, so that ln p is met to 10⁻⁴.
  private mutating func interpolate(
    _ test: RegionTest, _ b: Double, _ s: Double, _ sigma: Double, upwards: Bool
  ) {
    let factor = test.sides == .both && !test.conventions.oneSided ? log(2.0) : 0
    let last = Self.levels[Self.levels.count - 1]
    let start = upwards ? Int(b) + 1 : Int(b.rounded(.up)) - 1
    let step = max(1, Int(sigma / 2))
    var points: [(z: Double, n: Double)] = []
    var n = start
    while true {
      let tail = upwards ? test.logAtLeast(n, b, s) : test.logAtMost(n, b, s)
      points.append((RegionTest.significance(logP: tail), Double(n)))
      if factor + tail < last || n == 0 || points.count == 60 { break }
      n = upwards ? n + step : max(0, n - step)
    }
    var place = 0
    for level in Self.levels.indices {
      let z = RegionTest.significance(logP: Self.levels[level] - factor)
      while place < points.count, points[place].z < z { place += 1 }
      guard place < points.count else { return }
      let count = place == 0 ? points[0].n : Self.cubic(points, before: place, z)
      if upwards {
        high[level] = Int32(clamping: Int(count.rounded(.up)))
      } else {
        low[level] = Int32(clamping: max(0, Int(count.rounded(.down))))
      }
    }
  }

  /// n at a z between two points, by the polynomial through them and their neighbours.
  private static func cubic(
    _ points: [(z: Double, n: Double)], before place: Int, _ z: Double
  ) -> Double {
    let first = max(0, min(place - 2, points.count - 4))
    let near = points[first..<min(points.count, first + 4)]
    var sum = 0.0
    for (i, a) in near.enumerated() {
      var weight = 1.0
      for (j, b) in near.enumerated() where i != j { weight *= (z - b.z) / (a.z - b.z) }
      sum += weight * a.n
    }
    return min(
      max(sum, min(points[place - 1].n, points[place].n)), max(points[place - 1].n, points[place].n)
    )
  }
}

/// Probabilities f(n) of a region for neighbouring n.
private struct MassWalk {
  private var n: Double
  private var terms: [Double]
  private var means: [Double]
  /// Negative binomial: ratio q and shape k; zero otherwise.
  private var (q, k) = (0.0, 0.0)
  private(set) var value: Double

  init(_ test: RegionTest, _ b: Double, _ s: Double, at n: Int) {
    self.n = Double(n)
    (terms, means, value) = ([], [], 0)
    if s > 0, test.treatment == .gamma {
      let s = test.conventions.gammaWidth(s)
      (q, k) = (s * s / (b + s * s), (b / s) * (b / s))
      terms = [exp(GammaTail.logProbability(n, mean: b, deviation: s))]
    } else if s > 0, test.treatment == .gauss {
      let low = max(0, b - 8 * s)
      let halves = [(low, b), (b, b + 8 * s)]
      for (from, to) in halves {
        let half = (to - from) / 2
        for (node, weight) in LegendreRule.twenty {
          for sign in [-1.0, 1.0] {
            let x = from + half * (1 + sign * node)
            let z = (x - b) / s
            let density = exp(-0.5 * z * z) / (s * (2 * Double.pi).squareRoot())
            means.append(x)
            terms.append(weight * half * density * exp(PoissonTail.logProbability(n, mean: x)))
          }
        }
      }
      if n == 0 {
        means.append(0)
        terms.append(exp(GaussTail.logNormalCDF(-b / s)))
      }
    } else {
      means = [b]
      terms = [exp(PoissonTail.logProbability(n, mean: b))]
    }
    value = terms.reduce(0, +)
  }

  mutating func stepUp() {
    n += 1
    if k > 0 {
      terms[0] *= q * (k + n - 1) / n
    } else {
      let inverse = 1 / n
      for i in terms.indices { terms[i] *= means[i] * inverse }
    }
    value = terms.reduce(0, +)
  }

  mutating func stepDown() {
    if k > 0 {
      terms[0] *= n / (q * (k + n - 1))
    } else {
      for i in terms.indices { terms[i] *= n / means[i] }
    }
    n -= 1
    value = terms.reduce(0, +)
  }
}
