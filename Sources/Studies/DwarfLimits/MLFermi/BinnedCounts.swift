// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Poisson counts of one dwarf in the macro bins against signal plus background.
///
/// With u = log₁₀(J⟨σv⟩) and λ_e = 10ᵘ f_e + b_e the deviance is
///   D(u, b) = 2 Σ_e [λ_e − n_e + n_e ln(n_e/λ_e)],
/// that is −2 ln L up to a constant of the data. f_e = N_γ,e ε_e/(8π m²) [GeV⁻² cm⁵ cm⁻³ s].
/// Lanes beyond the bins hold n = 0, f = 0, b = 0 and add nothing.
struct BinnedCounts: Sendable {
  typealias Lanes = SIMD8<Double>

  let counts: Lanes
  let signal: Lanes
  /// 2 Σ (n ln n − n).
  private let constant: Double
  /// 1 in the lanes without a bin, so that no quotient there is 0/0.
  let idle: Lanes
  private let bins: Int

  init(counts: [Double], signal: [Double]) {
    precondition(counts.count == signal.count && counts.count <= Lanes.scalarCount)
    bins = counts.count
    self.counts = Self.lanes(counts, padding: 0)
    self.signal = Self.lanes(signal, padding: 0)
    idle = Self.lanes(counts.map { _ in 0 }, padding: 1)
    constant = counts.reduce(0) { $0 + ($1 > 0 ? 2 * ($1 * log($1) - $1) : 0) }
  }

  static func lanes(_ values: [Double], padding: Double) -> Lanes {
    var lanes = Lanes(repeating: padding)
    for (i, value) in values.enumerated() { lanes[i] = value }
    return lanes
  }

  /// 10ᵘ; −∞ gives 0.
  @inline(__always)
  static func power(_ u: Double) -> Double { exp(u * 2.302_585_092_994_045_7) }

  /// The deviance for a flux factor 10ᵘ.
  @inline(__always)
  func deviance(_ flux: Double, _ background: Lanes) -> Double {
    let mean = flux * signal + background
    var sum = 0.0
    for e in 0..<bins {
      sum += counts[e] > 0 ? mean[e] - counts[e] * log(mean[e]) : mean[e]
    }
    return constant + 2 * sum
  }

  /// First and second derivative of the deviance with respect to u at fixed background.
  @inline(__always)
  func derivatives(
    _ flux: Double, _ background: Lanes
  ) -> (slope: Double, curvature: Double) {
    let part = flux * signal
    let mean = part + background + idle
    let ratio = counts / mean
    let first = part * (1 - ratio)
    let second = first + part * part * ratio / mean
    let scale = 2 * 2.302_585_092_994_045_7
    return (scale * first.sum(), scale * 2.302_585_092_994_045_7 * second.sum())
  }
}

/// How the backgrounds of the macro bins follow y = ln b of the first one.
///
/// The public code of arXiv:2002.01229 ties logarithms, b_e = exp(y r_e) with
/// r_e = ln b̂_e/ln b̂_0 (a ratio of logarithms, not a common factor). `common` shifts all
/// ln b_e by the same amount.
struct BackgroundShape: Sendable {
  enum Tie: Sendable { case ratioOfLogarithms, common }

  let rate: BinnedCounts.Lanes
  let offset: BinnedCounts.Lanes

  init(lnBackground: [Double], tie: Tie) {
    switch tie {
    case .ratioOfLogarithms:
      rate = BinnedCounts.lanes(lnBackground.map { $0 / lnBackground[0] }, padding: 0)
      offset = .zero
    case .common:
      rate = BinnedCounts.lanes(lnBackground.map { _ in 1 }, padding: 0)
      offset = BinnedCounts.lanes(lnBackground.map { $0 - lnBackground[0] }, padding: 0)
    }
    bins = lnBackground.count
  }

  private let bins: Int

  @inline(__always)
  func background(_ y: Double) -> BinnedCounts.Lanes {
    var result = BinnedCounts.Lanes.zero
    for e in 0..<bins { result[e] = exp(y * rate[e] + offset[e]) }
    return result
  }
}
