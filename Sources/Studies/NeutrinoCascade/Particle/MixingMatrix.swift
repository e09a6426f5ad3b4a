// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The mixing matrix of flavours α = e, μ, τ and mass states i = 1, 2, 3,
///
///     U = R₂₃(θ₂₃) U₁₃(θ₁₃, δ) R₁₂(θ₁₂),   U_e3 = sin θ₁₃ e^{−iδ}              (1)
///
/// in the order of the Particle Data Group.
public struct MixingMatrix: Sendable, Equatable {
  /// Real and imaginary part of U_αi, flavour by row.
  let real: [[Double]]
  let imaginary: [[Double]]

  /// Angles and phase in degrees.
  public init(theta12: Double, theta13: Double, theta23: Double, delta: Double) {
    let degree = Double.pi / 180
    let (s12, c12) = (sin(theta12 * degree), cos(theta12 * degree))
    let (s13, c13) = (sin(theta13 * degree), cos(theta13 * degree))
    let (s23, c23) = (sin(theta23 * degree), cos(theta23 * degree))
    let (sd, cd) = (sin(delta * degree), cos(delta * degree))
    // R₂₃ mixes the rows that U₁₃ R₁₂ leaves: [c₁₂, s₁₂]-parts, then those with the phase.
    let (a, b): (Double, Double) = (s23 * s13, c23 * s13)
    let plain: [[Double]] = [
      [c12 * c13, s12 * c13, 0], [-(s12 * c23), c12 * c23, s23 * c13],
      [s12 * s23, -(c12 * s23), c23 * c13],
    ]
    // Factors of e^{∓iδ}: U_e3 has the conjugate phase of the four others.
    let phased: [[Double]] = [
      [0, 0, s13], [-(c12 * a), -(s12 * a), 0], [-(c12 * b), -(s12 * b), 0],
    ]
    let sign: [Double] = [-1, 1, 1]
    real = zip(plain, phased).map { pair in zip(pair.0, pair.1).map { $0 + $1 * cd } }
    imaginary = zip(sign, phased).map { sign, row in row.map { sign * $0 * sd } }
  }

  /// The global fit NuFIT 5.0, as listed in nuSIprop (arXiv:2107.13568).
  public static func nuFIT5(_ ordering: MassOrdering) -> MixingMatrix {
    switch ordering {
    case .normal: MixingMatrix(theta12: 33.44, theta13: 8.57, theta23: 49.0, delta: 195)
    case .inverted: MixingMatrix(theta12: 33.45, theta13: 8.61, theta23: 49.3, delta: 286)
    }
  }

  /// |U_αi|², flavour e, μ, τ by row.
  public var moduliSquared: [[Double]] {
    zip(real, imaginary).map { row in zip(row.0, row.1).map { $0 * $0 + $1 * $1 } }
  }
}
