// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Kernels

/// Rates and coefficients of one step over its window, in scratch memory used again and again.
struct StepRates {
  private let problem: CascadeProblem
  private let couplings: [Double]
  let stride: Int
  private let thermal: ThermalSums
  /// e^{−2 n du}.
  private let inverseSquare: [Double]
  /// Thermal integrals F_j, one row a target.
  private(set) var integrals: [Double]
  private(set) var phi: [Double]
  private(set) var psi: [Double]
  private(set) var b: [Double]
  private(set) var closure: [Double]
  private(set) var inverse: [Double]
  private var reversed: [Double]

  init(_ problem: CascadeProblem, width: Int) {
    self.problem = problem
    couplings = problem.couplings.squared.flatMap { $0 }
    stride = max(width, 1)
    let du = problem.grid.spacing
    thermal = ThermalSums(
      width: width, spacing: du, statistics: problem.conventions.fermiStatistics ? 1 : 0)
    inverseSquare = (0..<problem.grid.count).map { exp(-2 * Double($0) * du) }
    let rows = [Double](repeating: 0, count: 3 * stride)
    let row = [Double](repeating: 0, count: stride)
    (integrals, phi, psi, b) = (rows, rows, rows, rows)
    (closure, inverse, reversed) = (row, row, row)
  }

  /// F of the three targets at the cells of a span; zero outside their own windows.
  mutating func integrate(_ span: WindowCascade.Span) {
    let count = span.upper - span.lower
    let (thermal, du) = (thermal, problem.grid.spacing)
    for (j, window) in span.windows.enumerated() {
      let start = j * stride
      for n in start..<start + count { integrals[n] = 0 }
      let sides = ThermalSides(window, span, spacing: du)
      if !sides.above.isEmpty {
        integrals.withUnsafeMutableBufferPointer { buffer in
          thermal.integrate(
            window.mu, from: sides.startAbove, count: sides.above.count,
            into: buffer.baseAddress! + start + sides.above.lowerBound - span.lower)
        }
      }
      if !sides.below.isEmpty {
        let cells = sides.below.count
        reversed.withUnsafeMutableBufferPointer { buffer in
          thermal.integrate(
            window.mu, from: sides.startBelow, count: cells, into: buffer.baseAddress!)
        }
        let last = start + sides.below.upperBound - 1 - span.lower
        for n in 0..<cells { integrals[last - n] = reversed[n] }
      }
    }
  }

  /// φ, ψ, b of the three states and the closure of the in-cell regeneration.
  mutating func coefficients(
    _ span: WindowCascade.Span, depth: Double, regeneration: RegenerationTerms
  ) {
    let count = Int64(span.upper - span.lower)
    inverseSquare.withUnsafeBufferPointer { e2u in
      guard count > 0 else { return }
      assay_cascade_coefficients(
        integrals, Int64(stride), e2u.baseAddress! + span.lower, count, couplings, depth,
        regeneration.shares, regeneration.diagonal,
        problem.conventions.explicitEuler ? 1 : 0, &phi, &psi, &b, &closure, &inverse)
    }
  }
}

/// The cells of a target's window within a span, by the side of the resonance they lie on.
struct ThermalSides: Sendable {
  /// Energies below the resonance: δ rises downwards from ``startBelow``, at the last cell.
  let below: Range<Int>
  /// Energies above it: δ rises with the cell from ``startAbove``, at the first.
  let above: Range<Int>
  let startBelow: Double
  let startAbove: Double

  init(_ window: ThermalWindow, _ span: WindowCascade.Span, spacing: Double) {
    let split = min(max(window.split, span.lower), span.upper)
    below = min(max(window.lower, span.lower), split)..<split
    above = split..<max(min(window.upper, span.upper), split)
    startBelow = max((window.centre - Double(split - 1)) * spacing, 0)
    startAbove = max((Double(split) - window.centre) * spacing, 0)
  }
}

/// Running sums of the thermal integrand over cells that go away from a resonance.
struct ThermalSums: Sendable {
  private let spacing: Double
  private let statistics: Double
  /// e^{n du} and e^{−n du}.
  private let grow: [Double]
  private let decay: [Double]

  init(width: Int, spacing: Double, statistics: Double) {
    self.spacing = spacing
    self.statistics = statistics
    grow = (0...width).map { exp(Double($0) * spacing) }
    decay = (0...width).map { exp(-Double($0) * spacing) }
  }

  /// The rule that cells of a window with this μ need: where F is of the order of its peak, q is
  /// within 10 or so.
  static func rule(_ mu: Double, spacing: Double) -> CellRule {
    CellRule.rule(change: spacing * (mu * mu + 100).squareRoot())
  }

  /// F at the cells δ = `delta` + n du, n = 0 ..< count; δ is not negative.
  func integrate(
    _ mu: Double, from delta: Double, count: Int, into out: UnsafeMutablePointer<Double>
  ) {
    let rule = Self.rule(mu, spacing: spacing)
    assay_cascade_thermal(
      grow, decay, Int64(count), mu, delta, spacing, rule.nodes, rule.weights,
      Int32(rule.nodes.count), statistics, out)
  }
}
