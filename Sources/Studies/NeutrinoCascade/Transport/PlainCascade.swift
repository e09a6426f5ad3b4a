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
    let sourceTerms = SourceTerms(source, problem, steps)
    let (emission, fade) = (sourceTerms.emission, sourceTerms.fade)
    let matrix = dense ? sourceTerms.triangle(terms, cells: count) : []
    var density = [SIMD3<Double>](repeating: .zero, count: count)
    for (step, emitted) in zip(steps.steps, emission) {
      advance(&density, depths(step), 3 * emitted * SIMD3(source.weights), fade, matrix)
    }
    let total = emission.reduce(0, +)
    let states = (0..<3).map { i in density.map { $0[i] / (3 * source.weights[i] * total) } }
    return CascadeSpectrum(
      grid: problem.grid, source: source, mixing: problem.mixing.moduliSquared,
      massStates: states, freeStreaming: total)
  }

  /// a_i of a step at every cell.
  private func depths(_ step: CascadeSteps.Step) -> [SIMD3<Double>] {
    let grid = problem.grid
    var depths = [SIMD3<Double>](repeating: .zero, count: grid.count)
    // |Q|² is symmetric: row j holds the couplings of all states to target j.
    for (mass, row) in zip(problem.masses.states, problem.couplings.squared) {
      let window = ThermalWindow(
        mass: mass, temperature: step.temperature, z: step.z, zPrimeMass: problem.zPrime.mass,
        grid: grid)
      let f = thermalIntegrals(window)
      for (n, integral) in zip(window.lower..<window.upper, f) {
        let rate = step.depth * exp(-2 * Double(n) * grid.spacing) * integral
        depths[n] += rate * SIMD3(row)
      }
    }
    return depths
  }

  /// F at the cells of a window, each side summed from its far end towards the resonance.
  private func thermalIntegrals(_ window: ThermalWindow) -> [Double] {
    let du = problem.grid.spacing
    let rule = ThermalSums.rule(window.mu, spacing: du)
    let statistics = problem.conventions.fermiStatistics ? 1.0 : 0.0
    var f = [Double](repeating: 0, count: window.upper - window.lower)
    func cell(_ delta: Double) -> Double {
      var sum = 0.0
      for k in rule.nodes.indices {
        let q = window.mu * sinh(delta + rule.nodes[k] * du)
        sum += rule.weights[k] * du * q / (exp(q) + statistics)
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

  /// One exponential step, from the top cell down.
  private func advance(
    _ density: inout [SIMD3<Double>], _ depth: [SIMD3<Double>], _ source: SIMD3<Double>,
    _ fade: [Double], _ matrix: [Double]
  ) {
    let shares = SIMD3(terms.shares)
    let (fade, kernel) = (SIMD3(fade), SIMD3(terms.kernel))
    var absorbed = [Double](repeating: 0, count: density.count)
    var sums = SIMD3<Double>.zero
    for n in density.indices.reversed() {
      let (phi, psi) = factors(depth[n])
      let above = dense ? product(matrix, absorbed, above: n) : terms.spacing * sums.sum()
      let closure = (shares * psi).sum()
      let lost = (source * psi + depth[n] * phi * density[n]).sum()
      // A = lost + closure R with R = above + diagonal A.
      absorbed[n] = (lost + closure * above) / (1 - terms.diagonal * closure)
      let arrived = above + terms.diagonal * absorbed[n]
      density[n] += phi * (source + arrived * shares - depth[n] * density[n])
      sums = fade * (sums + absorbed[n] * kernel)
    }
  }

  /// φ(a) = (1 − e^−a)/a and ψ = 1 − φ of the three states.
  private func factors(_ depth: SIMD3<Double>) -> (phi: SIMD3<Double>, psi: SIMD3<Double>) {
    var phi = SIMD3<Double>(repeating: 1)
    var psi = SIMD3<Double>.zero
    if problem.conventions.explicitEuler { return (phi, psi) }
    for i in 0..<3 where depth[i] > 0 {
      phi[i] = -expm1(-depth[i]) / depth[i]
      psi[i] = depth[i] < 0.1 ? series(depth[i]) : 1 - phi[i]
    }
    return (phi, psi)
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
