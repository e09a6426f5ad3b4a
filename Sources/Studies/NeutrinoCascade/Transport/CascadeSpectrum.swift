// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The spectrum at Earth of one source, as ratios to free streaming.
///
/// The ratio r_i = n_i / n_i^FS drops normalisation, reference energy and source units. With the
/// shares w_i of the source, the flux of state i is w_i r_i (E₀/E_ref)^−γ times a constant.
public struct CascadeSpectrum: Sendable, Equatable {
  public let grid: CascadeGrid
  public let source: SourceSpectrum
  /// |U_αi|².
  let mixing: [[Double]]
  /// r_i on the grid, by mass state.
  public let massStates: [[Double]]
  /// ∫ W (1+z)^−γ H₀/H dz by the quadrature of the solver.
  public let freeStreaming: Double

  /// Ratio of flavour α (0 e, 1 μ, 2 τ) to its own free-streaming flux, after decoherence:
  /// Σ_i |U_αi|² w_i r_i / Σ_i |U_αi|² w_i.
  public func flavour(_ alpha: Int) -> [Double] { combined(mixing[alpha]) }

  /// Ratio of the sum over flavours.
  public var allFlavours: [Double] { combined([1, 1, 1]) }

  private func combined(_ factors: [Double]) -> [Double] {
    let share = zip(factors, source.weights).map { $0 * $1 }
    let sum = share.reduce(0, +)
    return (0..<grid.count).map { k in
      (0..<3).reduce(0.0) { $0 + share[$1] * massStates[$1][k] } / sum
    }
  }

  /// A ratio at an energy today [eV], linear in ln E₀; 1 above the grid, which ends beyond the
  /// resonance; nil below it.
  public func value(of ratios: [Double], at energy: Double) -> Double? {
    let x = log(energy / grid.lowest) / grid.spacing
    // A grid energy printed with ten digits lies within 1e-7 of its point.
    let nearest = x.rounded()
    let position = (x - nearest).magnitude < 1e-6 ? nearest : x
    guard position >= 0 else { return nil }
    let k = Int(position)
    guard k < grid.count - 1 else { return k == grid.count - 1 ? ratios[k] : 1 }
    let t = position - Double(k)
    return t == 0 ? ratios[k] : ratios[k] + t * (ratios[k + 1] - ratios[k])
  }

  /// ∫ E₀ Σ n_i dE₀ over that of free streaming, minus 1, trapezoid on the grid.
  ///
  /// Zero but for what leaks below the grid and the error of the discretisation.
  public var energyImbalance: Double {
    let power = 2 - source.index
    let total = source.weights.reduce(0, +)
    var excess = 0.0
    var norm = 0.0
    for k in 0..<grid.count {
      let weight = (k == 0 || k == grid.count - 1 ? 0.5 : 1) * exp(power * Double(k) * grid.spacing)
      let sum = (0..<3).reduce(0.0) { $0 + source.weights[$1] * (massStates[$1][k] - 1) }
      excess += weight * sum
      norm += weight * total
    }
    return excess / norm
  }
}
