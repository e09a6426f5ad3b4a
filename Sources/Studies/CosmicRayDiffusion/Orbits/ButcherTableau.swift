// SPDX-License-Identifier: GPL-3.0-or-later

/// An explicit Runge-Kutta pair: y' = f(y), k_i = f(y + h Σ_j a_ij k_j), y ← y + h Σ b_i k_i, and
/// the error h Σ (b_i − b̂_i) k_i.
struct ButcherTableau: Sendable {
  /// a_ij, row by row without the zeros above the diagonal.
  var stages: [[Double]]
  /// b_i, of the higher order.
  var weights: [Double]
  /// b̂_i, of the lower order.
  var embedded: [Double]

  /// Order 5 with an embedded order 4, six stages.
  ///
  /// Source: Cash & Karp, ACM Trans. Math. Softw. 16 (1990) 201, doi:10.1145/79505.79507.
  static let cashKarp = ButcherTableau(
    stages: [
      [],
      [1.0 / 5],
      [3.0 / 40, 9.0 / 40],
      [3.0 / 10, -9.0 / 10, 6.0 / 5],
      [-11.0 / 54, 5.0 / 2, -70.0 / 27, 35.0 / 27],
      [1631.0 / 55296, 175.0 / 512, 575.0 / 13824, 44275.0 / 110592, 253.0 / 4096],
    ],
    weights: [37.0 / 378, 0, 250.0 / 621, 125.0 / 594, 0, 512.0 / 1771],
    embedded: [2825.0 / 27648, 0, 18575.0 / 48384, 13525.0 / 55296, 277.0 / 14336, 1.0 / 4])
}
