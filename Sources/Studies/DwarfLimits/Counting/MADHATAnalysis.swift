// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// A stack of MADHAT targets: bounds on photons, on Φ_PP and on σv.
///
///   Σ_{S+B ≤ N_obs} Pois(S; N_bound) P_B(B) = 1 - β,   P_B the convolution of the targets' own
///   Φ_PP = N_bound/Σ_i J_i ε_i [cm³ s⁻¹ GeV⁻²],   σv = 8π m² Φ_PP/N_γ [cm³ s⁻¹]
///
/// J_i [GeV² cm⁻⁵] and exposure ε_i [cm² s]. Errors of J are propagated by moving all J_i together,
/// not profiled. Source: Boddy et al., arXiv:1802.03826, 1910.02890; MADHAT refines N_bound digit
/// by digit, here it is a root. Cost: 45 targets, about 0.1 s for the convolution.
public struct MADHATAnalysis: Sendable {
  /// Which way all J move by their errors.
  public enum JShift: Sendable, CaseIterable { case none, up, down }

  /// Σ N_obs.
  public let observed: Int
  /// Mean of the summed background.
  public let meanBackground: Double
  /// P_B of 0 ... N_obs counts: more cannot matter.
  let background: [Double]
  private let targets: [(exposure: Double, j: MADHATSet.Entry)]
  private let conventions: CountingConventions

  /// - Parameter ids: numbers of targets; all must be in the set.
  public init(
    _ ids: [Int], data: MADHATData, set: MADHATSet
  ) throws(AssayError) {
    try self.init(ids, data: data, set: set, .init())
  }

  init(
    _ ids: [Int], data: MADHATData, set: MADHATSet, _ conventions: CountingConventions
  ) throws(AssayError) {
    guard !ids.isEmpty else {
      throw .badValue(name: "MADHAT targets", found: "none", accepted: "at least one")
    }
    func shifted(_ id: Int, _ shift: Int) throws(AssayError) -> MADHATData.Target {
      try data.target(shift == 0 ? id : id % data.targets.count + shift)
    }
    var columns: [[Double]] = []
    var observed = 0
    var mean = 0.0
    var targets: [(exposure: Double, j: MADHATSet.Entry)] = []
    for id in ids {
      let target = try shifted(id, conventions.columnShift)
      observed += target.observed
      let column = [Double](repeating: 0, count: conventions.pmfShift) + target.background
      for (n, p) in column.enumerated() { mean += Double(n) * p }
      columns.append(column)
      targets.append((try shifted(id, conventions.exposureShift).exposure, try set.entry(id)))
    }
    self.observed = observed
    meanBackground = mean
    background = Self.convolution(columns, last: observed)
    self.targets = targets
    self.conventions = conventions
  }

  /// N_bound at confidence β.
  public func photonBound(confidence: Double = 0.95) throws(AssayError) -> Double {
    guard confidence > 0 && confidence < 1 else {
      throw .badValue(
        name: "confidence", found: "\(confidence)", accepted: "a number between 0 and 1")
    }
    let tail = 1 - confidence
    guard atMost(0) > tail else {
      throw .failed(
        "the background alone gives \(observed) counts or fewer with probability \(atMost(0)): "
          + "no bound at confidence \(confidence)")
    }
    var high = Double(observed) + 10
    while atMost(high) > tail { high *= 2 }
    return try Root.find(in: 0...high) { atMost($0) - tail }
  }

  /// Φ_PP [cm³ s⁻¹ GeV⁻²] for a bound on photons.
  public func particleFactor(_ bound: Double, shift: JShift = .none) -> Double {
    var sum = 0.0
    for (exposure, j) in targets {
      let (up, down) = conventions.swapsJErrors ? (-j.down, j.up) : (j.up, -j.down)
      let move =
        switch shift {
        case .none: 0.0
        case .up: up
        case .down: down
        }
      sum += pow(10, j.logJ + move) * exposure
    }
    return bound / sum
  }

  /// σv [cm³ s⁻¹] for Φ_PP at a mass [GeV] with N_γ photons of 1-100 GeV per annihilation.
  public func crossSection(_ particleFactor: Double, mass: Double, photons: Double) -> Double {
    conventions.annihilationFactor * mass * mass * particleFactor / photons
  }

  /// P(S + B ≤ N_obs) for a mean signal.
  func atMost(_ signal: Double) -> Double {
    let last = conventions.strict ? observed - 1 : observed
    let cumulative = Self.poissonCumulative(signal, last: last)
    var sum = 0.0
    for b in 0...last { sum += background[b] * cumulative[last - b] }
    return sum
  }

  /// P(S ≤ k) for k of 0 ... last, by recurrence from the most probable count outwards.
  private static func poissonCumulative(_ mean: Double, last: Int) -> [Double] {
    guard mean > 0 else { return [Double](repeating: 1, count: last + 1) }
    var p = [Double](repeating: 0, count: last + 1)
    let mode = min(Int(mean), last)
    p[mode] = exp(Special.poissonLogPMF(mode, mean: mean))
    for k in stride(from: mode, to: 0, by: -1) { p[k - 1] = p[k] * Double(k) / mean }
    for k in mode..<last { p[k + 1] = p[k] * mean / Double(k + 1) }
    var sum = 0.0
    for k in p.indices {
      sum += p[k]
      p[k] = sum
    }
    return p
  }

  /// Probabilities of 0 ... last counts in all targets together.
  private static func convolution(_ columns: [[Double]], last: Int) -> [Double] {
    var total = [Double](repeating: 0, count: last + 1)
    total[0] = 1
    var (low, high) = (0, 0)
    for column in columns {
      guard let first = column.firstIndex(where: { $0 > 0 }),
        let end = column.lastIndex(where: { $0 > 0 })
      else { return [Double](repeating: 0, count: last + 1) }
      var next = [Double](repeating: 0, count: last + 1)
      for n in first...end where column[n] > 0 && low + n <= last {
        let p = column[n]
        for k in low...min(high, last - n) { next[k + n] += p * total[k] }
      }
      total = next
      low = min(low + first, last)
      high = min(high + end, last)
    }
    return total
  }
}
