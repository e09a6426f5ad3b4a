// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Kernels

/// One source followed through all steps: the state of ``WindowCascade``.
struct CascadeRun {
  private let grid: CascadeGrid
  private let source: SourceSpectrum
  /// Emission of each step.
  private let emission: [Double]
  /// ρ_k = e^{−(γ+k) du}: how the sums over cells above fade from cell to cell.
  private let fade: [Double]
  /// n_i E₀^γ, one row a state; free streaming is 3 w_i × emission so far.
  private var density: [Double]
  private var scratch: [Double]
  private var emitted = 0.0
  /// Upper edge of the last span.
  private var reached = 0
  /// t_k below the span, by step.
  private var tails: [Double]

  init(
    _ grid: CascadeGrid, _ source: SourceSpectrum, _ emission: [Double],
    _ regeneration: RegenerationTerms, steps: Int
  ) {
    self.grid = grid
    self.source = source
    self.emission = emission
    fade = (0..<3).map { exp(-(source.index + Double($0)) * grid.spacing) }
    density = [Double](repeating: 0, count: 3 * grid.count)
    scratch = []
    tails = [Double](repeating: 0, count: 3 * steps)
  }

  mutating func step(
    _ s: Int, _ span: WindowCascade.Span, _ rates: StepRates, _ regeneration: RegenerationTerms
  ) {
    // Cells that the window reaches now have only gathered emission.
    let fresh = max(reached, span.lower)..<max(reached, span.upper)
    for i in 0..<3 {
      let value = 3 * source.weights[i] * emitted
      for n in fresh { density[i * grid.count + n] = value }
    }
    reached = max(reached, span.upper)
    let count = span.upper - span.lower
    if scratch.count < 2 * count { scratch = [Double](repeating: 0, count: 2 * count) }
    let strength = source.weights.map { 3 * $0 * emission[s] }
    density.withUnsafeMutableBufferPointer { density in
      tails.withUnsafeMutableBufferPointer { tails in
        assay_cascade_sweep(
          rates.phi, rates.psi, rates.b, Int64(rates.stride), rates.closure, rates.inverse,
          Int64(count), strength, regeneration.shares, fade, regeneration.kernel, grid.spacing,
          regeneration.diagonal, density.baseAddress! + span.lower, Int64(grid.count), &scratch,
          tails.baseAddress! + 3 * s)
      }
    }
    emitted += emission[s]
  }

  /// Brings every cell to z = 0 and divides by free streaming.
  mutating func finish(
    _ spans: [WindowCascade.Span], _ regeneration: RegenerationTerms, _ mixing: [[Double]]
  ) -> CascadeSpectrum {
    bringUpToDate(spans, regeneration)
    let states = (0..<3).map { i in
      let stream = 3 * source.weights[i] * emitted
      return (0..<grid.count).map { n in
        n < reached ? density[i * grid.count + n] / stream : 1
      }
    }
    return CascadeSpectrum(
      grid: grid, source: source, mixing: mixing, massStates: states, freeStreaming: emitted)
  }

  /// Cells below the window of the last step: what the steps since they left it have added.
  private mutating func bringUpToDate(
    _ spans: [WindowCascade.Span], _ regeneration: RegenerationTerms
  ) {
    // From the last step backwards: V_k = t_k(s) + V_k(s+1) ρ_k^{lower(s+1) − lower(s)}, the sums
    // as seen from the cell below the span, and the emission since.
    var sums = [0.0, 0, 0]
    var since = 0.0
    for s in spans.indices.reversed() {
      let next = s + 1 < spans.count ? spans[s + 1].lower : spans[s].lower
      for k in 0..<3 {
        let distance = Double(next - spans[s].lower) * grid.spacing
        sums[k] = tails[3 * s + k] + sums[k] * exp(-(source.index + Double(k)) * distance)
      }
      since += emission[s]
      // Left the window between the step before and this one.
      let first = s > 0 ? spans[s - 1].lower : 0
      var seen = sums
      for n in stride(from: spans[s].lower - 1, through: first, by: -1) {
        let arrived = grid.spacing * (seen[0] + seen[1] + seen[2])
        for i in 0..<3 {
          // Before the first step nothing was there.
          let before = s > 0 ? density[i * grid.count + n] : 0
          density[i * grid.count + n] =
            before + 3 * source.weights[i] * since + regeneration.shares[i] * arrived
        }
        for k in 0..<3 { seen[k] *= fade[k] }
      }
    }
    reached = max(reached, spans.last?.lower ?? 0)
  }
}
