// SPDX-License-Identifier: GPL-3.0-or-later
private import CGSL

/// A Gauss-Legendre rule: exact for polynomials up to degree 2 n - 1. From GSL.
public struct GaussLegendre: Sendable, Equatable {
  /// Rising, in (0, 1).
  public let nodes: [Double]
  /// They sum to 1.
  public let weights: [Double]

  /// The rule of n points on [0, 1], n from 1 on.
  public init(points n: Int) {
    precondition(n > 0, "at least one point")
    GSL.prepare()
    guard let table = gsl_integration_glfixed_table_alloc(n) else {
      preconditionFailure("no memory for \(n) points")
    }
    defer { gsl_integration_glfixed_table_free(table) }
    var rule: [(node: Double, weight: Double)] = []
    for i in 0..<n {
      var (x, w) = (0.0, 0.0)
      gsl_integration_glfixed_point(0, 1, i, &x, &w, table)
      rule.append((x, w))
    }
    rule.sort { $0.node < $1.node }
    nodes = rule.map(\.node)
    weights = rule.map(\.weight)
  }

  /// ∫ f over a range by the rule.
  public func integrate(from lower: Double, to upper: Double, _ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for (x, w) in zip(nodes, weights) { sum += w * f(lower + (upper - lower) * x) }
    return (upper - lower) * sum
  }
}
