// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Kernels

/// The cascade over the moving thermal window.
///
/// Towards low z the window moves up in E₀, at both edges. Above it nothing has happened yet: n_i is
/// the emission so far. Below it nothing is absorbed any more, and what arrives from above is
/// R = Σ_k t_k e^{(γ+k)(u − u_edge)}, three numbers a step: these are summed backwards over the
/// steps, and each cell is brought up to date once. So the work is the cells of the windows.
///
/// State is kept as n_i E₀^γ, which free streaming leaves flat.
struct WindowCascade: Sendable {
  let problem: CascadeProblem
  let steps: CascadeSteps
  private let regeneration: RegenerationTerms

  init(_ problem: CascadeProblem) {
    self.problem = problem
    steps = CascadeSteps(problem)
    regeneration = RegenerationTerms(problem)
  }

  /// Cells of one step: the union of the windows of the three masses.
  struct Span {
    var lower: Int
    var upper: Int
    var windows: [ThermalWindow]
    /// Of the targets [eV], and (1+z)² H [s⁻¹].
    var temperature: Double
    var dilution: Double

    /// - Parameter first: the place of its thermal integrals.
    func layout(first: Int = 0) -> assay_cascade_span {
      assay_cascade_span(
        first: Int64(first), lower: Int32(lower), upper: Int32(upper), temperature: temperature,
        dilution: dilution)
    }
  }

  /// The spans of all steps; edges never move down.
  func spans() -> [Span] { spans(of: problem.zPrime.mass) }

  /// The spans for another mass of the Z′ [eV] on the same grid, with no need of its own steps.
  func spans(of mass: Double) -> [Span] {
    let cut = problem.conventions.shortWindow ? 6 : ThermalWindow.cut
    var lower = 0
    var upper = 0
    return steps.steps.map { step in
      let windows = problem.masses.states.map {
        ThermalWindow(
          mass: $0, temperature: step.temperature, z: step.z, zPrimeMass: mass,
          grid: problem.grid, cut: cut)
      }
      lower = max(lower, windows.map(\.lower).min()!)
      upper = max(upper, lower, windows.map(\.upper).max()!)
      return Span(
        lower: lower, upper: upper, windows: windows, temperature: step.temperature,
        dilution: step.dilution)
    }
  }

  /// Spectra by strength and source.
  ///
  /// - Parameter strengths: factors on κ g²/m² (the rates are linear in it); each is a cascade of
  ///   its own that shares the thermal integrals.
  func solve(_ sources: [SourceSpectrum], strengths: [Double]) -> [[CascadeSpectrum]] {
    let spans = spans()
    let widest = spans.map { $0.upper - $0.lower }.max() ?? 0
    let terms = sources.map { SourceTerms($0, problem, steps) }
    var runs = strengths.map { _ in terms.map { CascadeRun(problem.grid, $0) } }
    var rates = StepRates(problem, width: widest)
    for (s, span) in spans.enumerated() {
      rates.integrate(span)
      for (c, strength) in strengths.enumerated() {
        rates.coefficients(
          span, depth: steps.steps[s].depth * strength, regeneration: regeneration)
        for r in runs[c].indices { runs[c][r].step(s, span, rates, regeneration) }
      }
    }
    let mixing = problem.mixing.moduliSquared
    return runs.map { row in
      row.map { run in
        var run = run
        return run.finish(spans, regeneration, mixing)
      }
    }
  }
}

extension WindowCascade {
  /// τ_i = ∫ Λ_i dξ from zmax to today at every cell, by mass state.
  func opticalDepths() -> [[Double]] {
    let spans = spans()
    let q2 = problem.couplings.squared
    var depths = [[Double]](repeating: [Double](repeating: 0, count: problem.grid.count), count: 3)
    var rates = StepRates(problem, width: spans.map { $0.upper - $0.lower }.max() ?? 0)
    for (span, step) in zip(spans, steps.steps) {
      rates.integrate(span)
      for n in span.lower..<span.upper {
        let factor = step.depth * exp(-2 * Double(n) * problem.grid.spacing)
        for i in 0..<3 {
          for j in 0..<3 {
            depths[i][n] += q2[i][j] * factor * rates.integrals[j * rates.stride + n - span.lower]
          }
        }
      }
    }
    return depths
  }

  /// What one solve of one source amounts to.
  var work: CascadeWork {
    var work = CascadeWork(steps: steps.steps.count)
    for span in spans() {
      work.cells += span.upper - span.lower
      for window in span.windows {
        let nodes = ThermalSums.rule(window.mu, spacing: problem.grid.spacing).nodes.count
        work.thermalEvaluations += nodes * (window.upper - window.lower)
      }
    }
    return work
  }
}

/// The work of a solve by the vector code, counted from its loops.
public struct CascadeWork: Sendable, Equatable {
  /// Redshift steps.
  public var steps = 0
  /// Cells in the windows of all steps.
  public var cells = 0
  /// Evaluations of the thermal integrand.
  public var thermalEvaluations = 0

  /// Additions, multiplications and divisions of doubles, each counted as one (comparisons are
  /// not), as stated at the loops in `Cascade.h`, of a solve for that many sources.
  public func flops(sources: Int = 1) -> Double {
    38 * Double(thermalEvaluations) + (198 + 57 * Double(sources)) * Double(cells)
  }
}

/// h(y) = Σ_k c_k y^k, and the shares P_i, with the faults that may bend them.
struct RegenerationTerms: Sendable {
  /// c_k, k = 0, 1, 2.
  let kernel: [Double]
  let shares: [Double]
  let spacing: Double

  init(_ problem: CascadeProblem) {
    let conventions = problem.conventions
    kernel = RegenerationKernel(.leftHanded, conventions).coefficients
    spacing = problem.grid.spacing
    if conventions.dropsShares {
      shares = [1, 1, 1]
    } else if conventions.democraticShares {
      shares = [1.0 / 3, 1.0 / 3, 1.0 / 3]
    } else {
      shares = problem.couplings.shares
    }
  }

  /// Weight of a cell in its own R: half the trapezoid times h(1).
  var diagonal: Double { 0.5 * spacing * kernel.reduce(0, +) }
}
