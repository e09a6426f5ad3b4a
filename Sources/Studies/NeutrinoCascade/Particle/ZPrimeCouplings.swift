// SPDX-License-Identifier: GPL-3.0-or-later

/// How a Z′ of L_μ − L_τ couples to pairs of mass states.
///
///     Q = U† diag(0, 1, −1) U                                                  (1)
///     Br(Z′ → ν_i ν̄_j) = |Q_ij|² / 2,   P_i = Σ_l Br(Z′ → ν_l ν_i)             (2)
///
/// Q is Hermitian with Tr Q² = 2, so the branchings sum to 1. From unitarity
/// P_i = (1 − |U_ei|²)/2: the electron flavour does not couple.
public struct ZPrimeCouplings: Sendable, Equatable {
  /// |Q_ij|².
  public let squared: [[Double]]

  public init(_ mixing: MixingMatrix) {
    let charge = [0.0, 1, -1]
    squared = (0..<3).map { i in
      (0..<3).map { j in
        var real = 0.0
        var imaginary = 0.0
        for a in 0..<3 {
          let (ur, ui) = (mixing.real[a][i], -mixing.imaginary[a][i])
          let (vr, vi) = (mixing.real[a][j], mixing.imaginary[a][j])
          real += charge[a] * (ur * vr - ui * vi)
          imaginary += charge[a] * (ur * vi + ui * vr)
        }
        return real * real + imaginary * imaginary
      }
    }
  }

  /// Br(Z′ → ν_i ν̄_j).
  public var branching: [[Double]] { squared.map { $0.map { $0 / 2 } } }

  /// P_i: the share of mass state i among the neutrinos of a decay; sums to 1.
  public var shares: [Double] { branching.map { $0.reduce(0, +) } }
}
