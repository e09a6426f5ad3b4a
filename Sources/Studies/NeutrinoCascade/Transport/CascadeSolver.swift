// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Transport of high-energy neutrinos through the relic background.
///
/// For the comoving density n_i of mass state i per energy today E₀, with ξ = ln(1+z), u = ln E₀,
///
///     −∂n_i/∂ξ = S_i − Λ_i n_i + P_i R                                          (1)
///     Λ_i = Σ_j |Q_ij|² K(E₀(1+z), z, m_j) / H
///     R(u) = ∫_u^∞ A(u') h(e^{u−u'}) du',   A = Σ_i Λ_i n_i,   h = 3 [y² + (1−y)²]
///
/// from n_i(zmax) = 0 down to z = 0. A step of size h is exponential,
/// n' = n e^{−Λh} + (S + P R) h φ(Λh), φ(a) = (1 − e^−a)/a, and A follows from its balance
/// A h = Σ_i [h (S_i + P_i R) − (n'_i − n_i)]. h(y) is a quadratic, so R is three suffix sums; the
/// half weight of a cell in its own R is solved for, not iterated. Second order in du.
///
/// Source: the transport equation of Hooper, Iguaz Juan, Serpico (arXiv:2302.03571) as their slides
/// print it. Cost: one redshift step is O(window), the cells with targets in reach; see ``work``.
public struct CascadeSolver: Sendable {
  public enum Variant: String, Sendable, CaseIterable {
    /// The specification: every step over the whole grid, in plain Swift.
    case scalar
    /// Vector code over the moving thermal window; cells outside it are brought up to date once.
    case simd
    /// As scalar, but R as a product with the triangular N × N matrix of h: O(N²) a step.
    case dense
  }

  public let problem: CascadeProblem

  /// Throws where the grid is too coarse for the thermal width of the resonance (du T₀/m above
  /// ``coarsest``) or ends below the energies that are absorbed, or the coupling is so strong that
  /// scattering off the resonance counts (``ZPrime/largestCoupling(_:_:)``).
  public init(_ problem: CascadeProblem) throws(AssayError) {
    self.problem = problem
    try problem.zPrime.checkNarrowWidth(problem.relics, problem.cosmology)
    let heaviest = problem.masses.states.max()!
    let temperature = problem.relics.temperature * problem.momentumScale
    let needed = Self.coarsest * temperature / heaviest
    guard problem.grid.spacing <= needed * (1 + 1e-12) else {
      throw .badValue(
        name: "grid spacing du", found: "\(problem.grid.spacing)",
        accepted: "at most \(String(format: "%.2e", needed)): the resonance on neutrinos of "
          + "\(String(format: "%.4f", heaviest)) eV has a thermal width of "
          + "\(String(format: "%.1e", 3 * temperature / heaviest)) in ln E")
    }
    let top = problem.highestAbsorbed
    guard problem.grid.highest >= top * (1 - 1e-9) else {
      throw .badValue(
        name: "highest energy of the grid", found: String(format: "%.4g eV", problem.grid.highest),
        accepted: "at least \(String(format: "%.4g", top)) eV, above which nothing is absorbed")
    }
  }

  /// Largest du accepted, in units of T₀/m of the heaviest state. At 1.4 the all-flavour ratio is
  /// within 1e-2 of the limit du → 0 at the edges of the dips.
  static let coarsest = 1.5

  /// What one solve of one source by the vector code amounts to.
  public var work: CascadeWork { WindowCascade(problem).work }

  /// The spectra at Earth of several sources; they share all rates and exponentials.
  ///
  /// Throws where an evolution table ends below zmax, or holds nothing up to there.
  public func solve(
    _ sources: [SourceSpectrum], variant: Variant = .simd
  ) throws(AssayError) -> [CascadeSpectrum] {
    for source in sources { try problem.check(source) }
    switch variant {
    case .simd:
      return WindowCascade(problem).solve(sources, strengths: [1])[0]
    case .scalar:
      return sources.map { PlainCascade(problem, dense: false).solve($0) }
    case .dense:
      return sources.map { PlainCascade(problem, dense: true).solve($0) }
    }
  }

  public func solve(
    _ source: SourceSpectrum, variant: Variant = .simd
  ) throws(AssayError) -> CascadeSpectrum {
    try solve([source], variant: variant)[0]
  }
}

extension CascadeProblem {
  /// The highest energy today that is absorbed [eV]: the upper edge of the thermal window on the
  /// lightest state at z = 0, or where the optical depth of massless targets, the most there can
  /// be, has fallen to 1e-10.
  public var highestAbsorbed: Double { highestAbsorbed(strength: 1) }

  /// - Parameter strength: factor on κ g²/m².
  func highestAbsorbed(strength: Double) -> Double {
    let lightest = masses.states.min()!
    let c = ThermalWindow.cut * relics.temperature * momentumScale
    let edge =
      zPrime.mass * zPrime.mass / 2 * (c + (c * c + lightest * lightest).squareRoot())
      / (lightest * lightest)
    let g = zPrime.coupling
    let rate =
      zPrime.kappa * g * g * zPrime.mass * zPrime.mass * relics.temperature * log(2)
      / (momentumScale * momentumScale) / (8 * .pi)
      * (PhysicalConstants.speedOfLight / PhysicalConstants.hbarC)
    let depth = strength * rate * log1p(zmax) / cosmology.hubble(0)
    return min(edge, (depth / 1e-10).squareRoot())
  }
}

extension CascadeGrid {
  /// The grid from `lowest` to just above what is absorbed.
  public static func automatic(
    lowest: Double, spacing: Double, zPrime: ZPrime, masses: NeutrinoMasses,
    relics: RelicNeutrinos = .reference, cosmology: Cosmology = .reference, zmax: Double
  ) throws(AssayError) -> CascadeGrid {
    let probe = try CascadeGrid(lowest: lowest, highest: lowest * 2, spacing: 0.05)
    var problem = try CascadeProblem(zPrime: zPrime, masses: masses, zmax: zmax, grid: probe)
    problem.relics = relics
    problem.cosmology = cosmology
    let highest = max(problem.highestAbsorbed * exp(2 * spacing), lowest * exp(4 * spacing))
    return try CascadeGrid(lowest: lowest, highest: highest, spacing: spacing)
  }
}
