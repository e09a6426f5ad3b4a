// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
internal import Numerics

/// Draws 1 + z of sources as they count at a fixed energy today: density in ξ = ln(1+z)
///
///     f(ξ) ∝ W(z) (1+z)^{1−γ} H₀/H(z),   0 < ξ < ln(1 + z_max)                 (1)
///
/// The cumulative function is tabulated on 8192 cells by Gauss-Legendre sums of five points; within
/// a cell 1 + z is uniform. For smooth W that moves a source by at most 2e-8 in ln(1+z),
/// and the number in each cell not at all. Cost: two table look-ups a draw.
struct RedshiftSampler: Sendable {
  private static let cells = 8192
  /// 1 + z at the edges of the cells.
  private let edges: [Double]
  /// Cumulative probability at the edges, 0...1.
  private let cumulative: [Double]
  /// First cell that can hold a probability k/cells.
  private let guide: [Int32]

  /// Throws where W vanishes up to z_max, or is not known up to there.
  init(_ source: SourceSpectrum, cosmology: Cosmology, zmax: Double) throws(AssayError) {
    try source.evolution.check(zmax: zmax)
    let count = Self.cells
    let width = log1p(zmax) / Double(count)
    var sums = [0.0]
    sums.reserveCapacity(count + 1)
    for cell in 0..<count {
      let middle = (Double(cell) + 0.5) * width
      let mean = Self.average(middle: middle, width: width) { xi in
        let z = expm1(xi)
        return source.evolution(z) * exp((1 - source.index) * xi) / cosmology.expansion(z)
      }
      sums.append(sums[cell] + mean)
    }
    let total = sums[count]
    guard total > 0, total.isFinite else {
      throw .badValue(
        name: "evolution of the sources", found: "a sum of \(total) up to z = \(zmax)",
        accepted: "W above 0 somewhere")
    }
    let cumulative = sums.map { $0 / total }
    var cell: Int32 = 0
    guide = (0..<count).map { k in
      while cumulative[Int(cell) + 1] <= Double(k) / Double(count) { cell += 1 }
      return cell
    }
    self.cumulative = cumulative
    edges = (0...count).map { exp(Double($0) * width) }
  }

  /// The 1 + z below which sources count with probability `u`, 0 < u < 1.
  @inline(__always)
  func callAsFunction(_ u: Double) -> Double {
    var cell = Int(guide[Int(u * Double(Self.cells))])
    while cumulative[cell + 1] < u { cell += 1 }
    let t = (u - cumulative[cell]) / (cumulative[cell + 1] - cumulative[cell])
    return edges[cell] + t * (edges[cell + 1] - edges[cell])
  }

  /// Mean over a cell by Gauss-Legendre.
  private static func average(
    middle: Double, width: Double, _ f: (Double) -> Double
  ) -> Double {
    // Nodes (1/3) √(5 ∓ 2 √(10/7)) and weights (322 ± 13 √70)/900 on (−1, 1).
    let root = 2 * (10.0 / 7).squareRoot()
    let nodes = [(5 - root).squareRoot() / 3, (5 + root).squareRoot() / 3]
    let weights = [(322 + 13 * 70.squareRoot()) / 1800, (322 - 13 * 70.squareRoot()) / 1800]
    var sum = 64.0 / 225 * f(middle)
    for (node, weight) in zip(nodes, weights) {
      sum += weight * (f(middle - node * width / 2) + f(middle + node * width / 2))
    }
    return sum
  }
}
