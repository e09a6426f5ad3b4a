// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The cells of a grid where targets of one mass scatter, at one redshift.
///
/// A neutrino of energy E hits the pole with targets of momentum p ≥ p_min = |x² − m²|/(2x),
/// x = m_Z'²/(2E). With x = m e^δ this is p_min = m sinh |δ|, and substituting p = m sinh d in the
/// average over a Fermi-Dirac gas leaves
///
///     F(q, μ) = ∫_q^∞ t dt / (√(t² + μ²) (e^t + 1)) = ∫_{|δ|}^∞ q(d) / (e^{q(d)} + 1) dd   (1)
///
/// with q(d) = μ sinh d and μ = m/T. On a grid uniform in ln E₀ the offsets δ are uniform too, so
/// that one running sum over the cells gives F at all of them: no table, no cancellation at x = m.
struct ThermalWindow: Sendable, Equatable {
  /// Beyond this q = p_min/T the occupation is below 4e-18, and the rate is taken as zero.
  static let cut = 40.0

  /// μ = m/T.
  let mu: Double
  /// Position of the resonance on the grid, in cells; may lie outside.
  let centre: Double
  /// Cells within the window: lower ..< upper, clipped to the grid.
  let lower: Int
  let upper: Int

  init(
    mass: Double, temperature: Double, z: Double, zPrimeMass: Double, grid: CascadeGrid,
    cut: Double = ThermalWindow.cut
  ) {
    // A massless state is one whose mass is far below its momenta.
    let mass = max(mass, 1e-6 * temperature)
    mu = mass / temperature
    centre =
      log(zPrimeMass * zPrimeMass / (2 * mass * (1 + z) * grid.lowest)) / grid.spacing
    let half = asinh(cut / mu) / grid.spacing
    lower = Self.clip((centre - half).rounded(.up), grid.count)
    upper = max(lower, Self.clip((centre + half).rounded(.down) + 1, grid.count))
  }

  private static func clip(_ x: Double, _ count: Int) -> Int {
    Int(min(max(x, 0), Double(count)))
  }

  /// First cell with δ ≤ 0, at or above the resonance, clipped to the window.
  var split: Int { min(max(Int(min(max(centre.rounded(.up), 0), 1e9)), lower), upper) }
}

/// Gauss-Legendre rules on a cell, chosen so that the thermal integral is right to 1e-11.
struct CellRule: Sendable {
  let nodes: [Double]
  let weights: [Double]
  /// Largest change of q over a cell for which the rule is right: the integrand falls as e^−q, for
  /// which n points leave a relative error of change^{2n} (n!)⁴ / ((2n+1) [(2n)!]³).
  private let reach: Double

  /// Rules of 2 to 12 points on [0, 1].
  static let all: [CellRule] = (2...12).map(CellRule.init)

  /// The shortest rule for cells over which q changes by `change`.
  static func rule(change: Double) -> CellRule {
    all.first { change <= $0.reach } ?? all[all.count - 1]
  }

  /// Nodes as roots of the Legendre polynomial P_n by Newton's method.
  private init(_ n: Int) {
    var nodes: [Double] = []
    var weights: [Double] = []
    for k in 0..<n {
      var x = cos(.pi * (Double(k) + 0.75) / (Double(n) + 0.5))
      var slope = 0.0
      for _ in 0..<50 {
        var (previous, current) = (1.0, x)
        for m in 2...n {
          let a = Double(m)
          (previous, current) = (current, ((2 * a - 1) * x * current - (a - 1) * previous) / a)
        }
        slope = Double(n) * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if step.magnitude < 1e-15 { break }
      }
      nodes.append(0.5 * (1 + x))
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.nodes = nodes
    self.weights = weights
    let points = Double(n)
    let factorials: Double = 3 * lgamma(2 * points + 1) - 4 * lgamma(points + 1)
    reach = exp((log(1e-11) + log(2 * points + 1) + factorials) / (2 * points))
  }
}
