// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A monotone rational-quadratic spline of K bins within ±B; outside it z = x.
///
/// 3K − 1 numbers θ make the knots: with softmax p of the first K and q of the next K,
///
///     w_k = 2B [m + (1 − K m) p_k],   h_k = 2B [m + (1 − K m) q_k]                         (1)
///
/// are widths and heights of the bins, which begin at (−B, −B), and
///
///     δ_k = m′ + softplus(θ + c),   c = ln(e^(1 − m′) − 1)                                 (2)
///
/// the slopes at the K − 1 inner knots; at ±B they are 1. So θ = 0 is the identity. In the bin of x,
/// with s = h/w, ξ = (x − x_k)/w, slopes δ and δ′ at its ends and D = s + (δ + δ′ − 2s) ξ(1 − ξ),
///
///     z = y_k + h [s ξ² + δ ξ(1 − ξ)] / D                                                  (3)
///     dz/dx = s² [δ′ ξ² + 2 s ξ(1 − ξ) + δ (1 − ξ)²] / D²                                  (4)
///
/// and the inverse is the root ξ = 2c / (−b − √(b² − 4ac)) of the quadratic equation with, Δ = z − y_k,
///
///     a = h (s − δ) + Δ (δ + δ′ − 2s),   b = h δ − Δ (δ + δ′ − 2s),   c = −s Δ              (5)
///
/// Source: Durkan, Bekasov, Murray & Papamakarios, arXiv:1906.04032, section 3.1; the least widths
/// and slopes m = m′ = 10⁻³ are theirs.
public struct Spline: Sendable, Equatable, Hashable, Codable {
  /// K.
  public var bins: Int
  /// B.
  public var bound: Double
  /// m, of widths and heights, in units of 2B.
  public static let leastWidth = 1e-3
  /// m′.
  public static let leastSlope = 1e-3

  public init(bins: Int, bound: Double) { (self.bins, self.bound) = (bins, bound) }

  /// c of (2).
  static let slopeShift = logMinusOne(1 - leastSlope)

  func check() throws(AssayError) {
    // One bin with slopes of 1 at its ends is the identity; hundreds leave the least widths no room.
    guard bins >= 2, bins <= 64 else {
      throw .badValue(name: "bins of a spline", found: "\(bins)", accepted: "2 to 64")
    }
    guard bound > 0, bound.isFinite else {
      throw .badValue(name: "bound of a spline", found: "\(bound)", accepted: "a positive number")
    }
  }

  /// ln(eˣ − 1).
  private static func logMinusOne(_ x: Double) -> Double {
    Double.logarithm(Double.exponentialMinusOne(x))
  }
}
