// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What the sources emit: a power law E^−γ with evolution W(z), shared among the mass states.
///
///     S_i(E₀, z) = w_i W(z) (1+z)^{1−γ} (E₀/E_ref)^−γ / H(z),   Σ w_i = 1         (1)
///
/// per comoving volume and energy today E₀, per ln(1+z). Free streaming then leaves
/// n_i = w_i (E₀/E_ref)^−γ ∫ W (1+z)^−γ / H dz.
public struct SourceSpectrum: Sendable, Equatable {
  /// γ.
  public let index: Double
  public let evolution: SourceEvolution
  /// w_i of mass states 1, 2, 3.
  public let weights: [Double]

  /// Equal shares of the three mass states: the assumption of nuSIprop and of all reference tables.
  ///
  /// Throws where γ is outside 1...6.
  public init(index: Double, evolution: SourceEvolution) throws(AssayError) {
    try self.init(index: index, evolution: evolution, weights: [1, 1, 1])
  }

  /// Shares from flavour ratios e : μ : τ at the source, w_i = Σ_α |U_αi|² f_α (decohered).
  /// Charged-pion decay is 1 : 2 : 0.
  public init(
    index: Double, evolution: SourceEvolution, flavours: [Double], mixing: MixingMatrix
  ) throws(AssayError) {
    guard flavours.count == 3, flavours.allSatisfy({ $0 >= 0 && $0.isFinite }),
      case let sum = flavours.reduce(0, +), sum > 0, sum.isFinite
    else {
      throw .badValue(
        name: "flavour ratio at the source", found: "\(flavours)",
        accepted: "three numbers e : mu : tau, none below 0 and not all 0, such as 1:2:0")
    }
    let moduli = mixing.moduliSquared
    let weights = (0..<3).map { i in
      (0..<3).reduce(0.0) { $0 + moduli[$1][i] * (flavours[$1] / sum) }
    }
    try self.init(index: index, evolution: evolution, weights: weights)
  }

  private init(
    index: Double, evolution: SourceEvolution, weights: [Double]
  ) throws(AssayError) {
    guard index >= 1, index <= 6 else {
      throw .badValue(name: "spectral index gamma", found: "\(index)", accepted: "1 to 6")
    }
    let sum = weights.reduce(0, +)
    (self.index, self.evolution, self.weights) = (index, evolution, weights.map { $0 / sum })
  }
}
