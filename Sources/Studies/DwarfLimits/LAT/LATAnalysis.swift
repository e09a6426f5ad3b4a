// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// Upper limits on σv from likelihood tables of dwarf spheroidals, J profiled in each.
///
/// Method: Ackermann et al., PRL 115 (2015) 231301, arXiv:1503.02641; Albert et al., ApJ 834
/// (2017) 110, arXiv:1611.03184. ln L(σv) is that of ``LATProfile``, for σv ≥ 0; at the limit it
/// has fallen by `options.fall` from its maximum. Where ln L wiggles, the limit is the last such
/// crossing: everything above it is excluded. Cost: a few ms a mass for 41 targets.
public struct LATAnalysis: Sendable {
  public let targets: [LATTarget]
  public let options: LATOptions

  public init(targets: [LATTarget], options: LATOptions = .init()) throws(AssayError) {
    guard !targets.isEmpty else {
      throw .badValue(name: "targets", found: "none", accepted: "at least one")
    }
    guard options.fall > 0 && options.fall.isFinite else {
      throw .badValue(
        name: "fall of ln L", found: "\(options.fall)", accepted: "a number > 0, such as 1.355")
    }
    guard options.annihilationFactor > 0 && options.annihilationFactor.isFinite else {
      throw .badValue(
        name: "annihilation factor", found: "\(options.annihilationFactor)",
        accepted: "a number > 0, such as 8 pi")
    }
    self.targets = targets
    self.options = options
  }

  /// Limit, best fit and test statistic for a spectrum at one mass.
  public func result(_ slice: any SpectrumSlice) throws(AssayError) -> LATResult {
    try LATProfile(targets, slice, options).result(fall: options.fall)
  }

  /// Limit, best fit and test statistic at one mass [GeV].
  public func result(
    _ spectrum: any AnnihilationSpectrum, mass: Double
  ) throws(AssayError) -> LATResult {
    try result(spectrum.slice(mass: mass))
  }

  /// Whether σv [cm³/s] at a mass [GeV] lies above the limit.
  public func excludes(
    crossSection: Double, _ spectrum: any AnnihilationSpectrum, mass: Double
  ) throws(AssayError) -> Bool {
    guard crossSection >= 0 && crossSection.isFinite else {
      throw .badValue(
        name: "cross-section", found: "\(crossSection) cm^3/s", accepted: "a number >= 0")
    }
    return try crossSection > result(spectrum, mass: mass).limit
  }

  /// ln L(σv) - ln L(0) at cross-sections σv ≥ 0 [cm³/s].
  public func curve(
    _ slice: any SpectrumSlice, crossSections: [Double]
  ) throws(AssayError) -> [Double] {
    let profile = try LATProfile(targets, slice, options)
    var values: [Double] = []
    for sv in crossSections {
      guard sv >= 0 && sv.isFinite else {
        throw .badValue(name: "cross-section", found: "\(sv) cm^3/s", accepted: "a number >= 0")
      }
      values.append(sv == 0 ? 0 : profile.exact(log10(sv)).value - profile.withoutSignal)
    }
    return values
  }
}

/// What the likelihoods say about σv at one mass.
public struct LATResult: Sendable, Equatable {
  /// m [GeV].
  public var mass: Double
  /// Upper limit on σv [cm³/s].
  public var limit: Double
  /// σv of the highest likelihood [cm³/s]; 0 if nothing is better than no signal.
  public var best: Double
  /// 2 [ln L(best) - ln L(0)].
  public var testStatistic: Double
}

extension LATProfile {
  func result(fall: Double) throws(AssayError) -> LATResult {
    let top = maximum()
    let u = try crossing(top.crossSection, level: top.value - fall)
    return LATResult(
      mass: fluxes.mass, limit: pow(10, u), best: top.crossSection,
      testStatistic: 2 * (top.value - withoutSignal))
  }

  /// The highest ln L over σv ≥ 0: every local maximum of the grid near the top is made exact.
  func maximum() -> (crossSection: Double, value: Double) {
    let highest = max(coarse.max()!, withoutSignal)
    var top = (crossSection: 0.0, value: withoutSignal)
    for j in 0..<count where coarse[j] > highest - 2 * Self.margin {
      guard j == 0 || coarse[j - 1] <= coarse[j], j == count - 1 || coarse[j + 1] < coarse[j]
      else { continue }
      let u = SafeNewton.minimum(
        from: crossSection(j), low: crossSection(j - 2), high: crossSection(j + 2),
        tolerance: 1e-8
      ) { u in
        let l = exact(u)
        return (-l.slope, -l.curvature)
      }
      let value = exact(u).value
      // The flat tail towards σv = 0 differs from ln L(0) by rounding only.
      if value > top.value + 1e-12 * withoutSignal.magnitude { top = (pow(10, u), value) }
    }
    return top
  }

  /// The last u = log₁₀ σv at which ln L passes a level below that of the best σv.
  private func crossing(_ best: Double, level: Double) throws(AssayError) -> Double {
    // ln L(0) is above the level, or the best σv is on the grid: one of its points is above too.
    let last = coarse.lastIndex { $0 >= level } ?? 0
    let endless = AssayError.failed(
      "no upper limit at \(fluxes.mass) GeV: the likelihood has not fallen at the end of its "
        + "tables, \(pow(10, lastSV)) cm^3/s")
    guard last + 1 < count else { throw endless }
    var low = crossSection(last)
    if best > 0 { low = max(low, log10(best)) }
    var high = low + Self.step
    // The grid is good to about 0.1 only: move until the exact values are on both sides.
    while exact(low).value < level {
      high = low
      low -= Self.step
    }
    while exact(high).value >= level {
      low = high
      high += Self.step
      guard high < lastSV + 6 else { throw endless }
    }
    return newtonRoot(low, high, level)
  }

  /// Newton's method on ln L(u) - level, kept in a bracket where it falls from above to below.
  private func newtonRoot(_ low: Double, _ high: Double, _ level: Double) -> Double {
    var (low, high) = (low, high)
    var u = 0.5 * (low + high)
    for _ in 0..<80 {
      let l = exact(u)
      if l.value >= level { low = u } else { high = u }
      var next = u - (l.value - level) / l.slope
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      let move = (next - u).magnitude
      u = next
      if move <= 1e-12 || low == high { break }
    }
    return u
  }
}
