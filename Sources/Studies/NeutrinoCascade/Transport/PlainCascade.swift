// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Kernels

/// The cascade as the equations say it: every step over the whole grid. The specification that the
/// vector code must equal, and the dense variant.
struct PlainCascade {
  private let problem: CascadeProblem
  private let steps: CascadeSteps
  private let terms: RegenerationTerms
  private let dense: Bool

  init(_ problem: CascadeProblem, dense: Bool) {
    self.problem = problem
    self.dense = dense
    steps = CascadeSteps(problem)
    terms = RegenerationTerms(problem)
  }

  func solve(_ source: SourceSpectrum) -> CascadeSpectrum {
    let count = problem.grid.count
    let emission = steps.emission(source, problem)
    let fade = (0..<3).map { exp(-(source.index + Double($0)) * terms.spacing) }
    let matrix = dense ? triangle(fade) : []
    var density = [[Double]](repeating: [Double](repeating: 0, count: count), count: 3)
    for (step, emitted) in zip(steps.steps, emission) {
      let depth = depths(step)
      let source = source.weights.map { 3 * $0 * emitted }
      advance(&density, depth, source, fade, matrix)
    }
    let total = emission.reduce(0, +)
    let states = (0..<3).map { i in density[i].map { $0 / (3 * source.weights[i] * total) } }
    return CascadeSpectrum(
      grid: problem.grid, source: source, mixing: problem.mixing.moduliSquared,
      massStates: states, freeStreaming: total)
  }

  /// a_i of a step at every cell.
  private func depths(_ step: CascadeSteps.Step) -> [[Double]] {
    let grid = problem.grid
    var depths = [[Double]](repeating: [Double](repeating: 0, count: grid.count), count: 3)
    let q2 = problem.couplings.squared
    for (j, mass) in problem.masses.states.enumerated() {
      let window = ThermalWindow(
        mass: mass, temperature: step.temperature, z: step.z, zPrimeMass: problem.zPrime.mass,
        grid: grid)
      let f = thermalIntegrals(window)
      for (n, integral) in zip(window.lower..<window.upper, f) {
        let rate = step.depth * exp(-2 * Double(n) * grid.spacing) * integral
        for i in 0..<3 { depths[i][n] += q2[i][j] * rate }
      }
    }
    return depths
  }

  /// F at the cells of a window, each side summed from its far end towards the resonance.
  private func thermalIntegrals(_ window: ThermalWindow) -> [Double] {
    let du = problem.grid.spacing
    let rule = CellRule.all.last!
    let statistics = problem.conventions.fermiStatistics ? 1.0 : 0.0
    var f = [Double](repeating: 0, count: window.upper - window.lower)
    func cell(_ delta: Double) -> Double {
      var sum = 0.0
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let e = window.mu * sinh(delta + node * du)
        sum += weight * du * e * exp(-e) / (1 + statistics * exp(-e))
      }
      return sum
    }
    var sum = 0.0
    for n in stride(from: window.upper - 1, through: window.split, by: -1) {
      sum += cell((Double(n) - window.centre) * du)
      f[n - window.lower] = sum
    }
    sum = 0
    for n in window.lower..<max(window.lower, window.split) {
      sum += cell((window.centre - Double(n)) * du)
      f[n - window.lower] = sum
    }
    return f
  }

  /// h as it stands in R: element d is du ρ^d-weighted h at a distance of d cells.
  private func triangle(_ fade: [Double]) -> [Double] {
    (0..<problem.grid.count).map { d in
      (0..<3).reduce(0.0) { $0 + terms.spacing * terms.kernel[$1] * pow(fade[$1], Double(d)) }
    }
  }

  /// One exponential step, from the top cell down.
  private func advance(
    _ density: inout [[Double]], _ depth: [[Double]], _ source: [Double], _ fade: [Double],
    _ matrix: [Double]
  ) {
    let count = problem.grid.count
    var absorbed = [Double](repeating: 0, count: count)
    var sums = [0.0, 0, 0]
    for n in stride(from: count - 1, through: 0, by: -1) {
      let above =
        dense
        ? product(matrix, absorbed, above: n)
        : terms.spacing * (sums[0] + sums[1] + sums[2])
      var phi = [1.0, 1, 1]
      var lost = 0.0
      var closure = 0.0
      for i in 0..<3 {
        let a = depth[i][n]
        if problem.conventions.explicitEuler {
          lost += a * density[i][n]
          continue
        }
        phi[i] = a == 0 ? 1 : -expm1(-a) / a
        let psi = a < 0.1 ? series(a) : 1 - phi[i]
        closure += terms.shares[i] * psi
        lost += source[i] * psi + a * phi[i] * density[i][n]
      }
      absorbed[n] = (lost + closure * above) / (1 - terms.diagonal * closure)
      let arrived = above + terms.diagonal * absorbed[n]
      for i in 0..<3 {
        density[i][n] +=
          phi[i] * (source[i] + terms.shares[i] * arrived - depth[i][n] * density[i][n])
      }
      for k in 0..<3 { sums[k] = fade[k] * (sums[k] + terms.kernel[k] * absorbed[n]) }
    }
  }

  /// Σ_{n' > n} h(e^{u_n − u_n'}) A_n' du.
  private func product(_ matrix: [Double], _ absorbed: [Double], above n: Int) -> Double {
    matrix.withUnsafeBufferPointer { matrix in
      absorbed.withUnsafeBufferPointer { absorbed in
        assay_dot(
          matrix.baseAddress! + 1, absorbed.baseAddress! + n + 1, Int64(absorbed.count - n - 1))
      }
    }
  }

  /// 1 − (1 − e^−a)/a = a/2 − a²/6 + … without cancellation.
  private func series(_ a: Double) -> Double {
    var term = a / 2
    var sum = term
    for k in 3..<14 {
      term *= -a / Double(k)
      sum += term
    }
    return sum
  }
}
