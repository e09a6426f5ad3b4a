// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// One source followed through all steps: the state of ``WindowCascade``.
struct CascadeRun {
  private let grid: CascadeGrid
  private let terms: SourceTerms
  /// n_i E₀^γ, one row a state; free streaming is 3 w_i × emission so far.
  private var density: [Double]
  private var scratch: [Double]
  /// Upper edge of the last span.
  private var reached = 0
  /// t_k below the span, by step.
  private var tails: [Double]

  init(_ grid: CascadeGrid, _ terms: SourceTerms) {
    (self.grid, self.terms) = (grid, terms)
    density = [Double](repeating: 0, count: 3 * grid.count)
    scratch = []
    tails = [Double](repeating: 0, count: 3 * terms.emission.count)
  }

  mutating func step(
    _ s: Int, _ span: WindowCascade.Span, _ rates: StepRates, _ regeneration: RegenerationTerms
  ) {
    // Cells that the window reaches now have only gathered emission.
    let fresh = max(reached, span.lower)..<max(reached, span.upper)
    for i in 0..<3 {
      let value = terms.weights[i] * terms.emitted[s]
      for n in fresh { density[i * grid.count + n] = value }
    }
    reached = max(reached, span.upper)
    let count = span.upper - span.lower
    if scratch.count < 2 * count { scratch = [Double](repeating: 0, count: 2 * count) }
    let strength = terms.weights.map { $0 * terms.emission[s] }
    density.withUnsafeMutableBufferPointer { density in
      tails.withUnsafeMutableBufferPointer { tails in
        assay_cascade_sweep(
          rates.phi, rates.psi, rates.b, Int64(rates.stride), rates.closure, rates.inverse,
          Int64(count), strength, regeneration.shares, terms.fade, regeneration.kernel,
          grid.spacing, regeneration.diagonal, density.baseAddress! + span.lower,
          Int64(grid.count), &scratch, tails.baseAddress! + 3 * s)
      }
    }
  }

  /// Brings every cell to z = 0 and divides by free streaming.
  mutating func finish(
    _ spans: [WindowCascade.Span], _ regeneration: RegenerationTerms, _ mixing: [[Double]]
  ) -> CascadeSpectrum {
    assay_cascade_finish(
      spans.map { $0.layout() }, Int32(spans.count), terms.emission, terms.emitted,
      terms.passage(spans), tails, terms.weights, regeneration.shares, terms.fade, grid.spacing,
      Int64(grid.count), &density)
    let states = (0..<3).map { Array(density[$0 * grid.count..<($0 + 1) * grid.count]) }
    return CascadeSpectrum(
      grid: grid, source: terms.source, mixing: mixing, massStates: states,
      freeStreaming: terms.emitted.last!)
  }
}
