// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// The counts at which a region's p-value passes a ladder of levels, on either side.
///
/// Found from probabilities that are good enough to tell levels apart, not exact: p(n + 1) =
/// p(n) − f(n), and f(n) of a smeared region is a sum over fixed nodes of the Gaussian. ln p is then
/// within ``margin(_:)`` of the exact one down to the last level, 10⁻⁹; who uses the counts must look at
/// the level before too where the exact p-value lies that close to one.
/// Cost: about 7 σ counts a side, 1 ns each, 20 ns for a smeared region; where that is too much or
/// the nodes would be too far apart, bisection of the exact p-value.
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
    let slow = sigma > 3000 || (smeared && s * s > 4 * b)
    if slow {
      if test.sides != .deficit { bisectHigh(test, b, s, sigma) }
      if test.sides != .excess { bisectLow(test, b, s) }
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

  // MARK: By bisection of the exact p-value

  private mutating func bisectHigh(
    _ test: RegionTest, _ b: Double, _ s: Double, _ sigma: Double
  ) {
    var inside = Int(b)
    for level in Self.levels.indices {
      var stride = max(1, Int(0.3 * sigma))
      var outside = inside + stride
      while outside < 1 << 30,
        test.logP(outside, background: b, uncertainty: s) > Self.levels[level]
      {
        inside = outside
        stride *= 2
        outside += stride
      }
      guard outside < 1 << 30 else { return }
      while outside - inside > 1 {
        let middle = (inside + outside) / 2
        if test.logP(middle, background: b, uncertainty: s) > Self.levels[level] {
          inside = middle
        } else {
          outside = middle
        }
      }
      high[level] = Int32(outside)
      inside = outside - 1
    }
  }

  private mutating func bisectLow(_ test: RegionTest, _ b: Double, _ s: Double) {
    var inside = Int(b.rounded(.up))
    for level in Self.levels.indices {
      // −1 stands for "no count reaches it".
      var outside = -1
      while inside - outside > 1 {
        let middle = (inside + outside) / 2
        if test.logP(middle, background: b, uncertainty: s) > Self.levels[level] {
          inside = middle
        } else {
          outside = middle
        }
      }
      guard outside >= 0 else { return }
      low[level] = Int32(outside)
      inside = outside + 1
    }
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
