// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Kernels

/// What the steps of a cascade take from its source.
struct SourceTerms: Sendable {
  let source: SourceSpectrum
  /// Emission of each step.
  let emission: [Double]
  /// Emission before step s, s = 0 ... steps; the last is the free-streaming integral.
  let emitted: [Double]
  /// ρ_k = e^{−(γ+k) du}: how the sums over cells above fade from cell to cell.
  let fade: [Double]
  /// 3 w_i.
  let weights: [Double]
  private let spacing: Double

  init(_ source: SourceSpectrum, _ problem: CascadeProblem, _ steps: CascadeSteps) {
    self.source = source
    spacing = problem.grid.spacing
    emission = steps.emission(source, problem)
    var sums = [0.0]
    for value in emission { sums.append(sums.last! + value) }
    emitted = sums
    fade = (0..<3).map { [spacing] in exp(-(source.index + Double($0)) * spacing) }
    weights = source.weights.map { 3 * $0 }
  }

  /// How the sums over cells above fade from the lower edge of each span to that of the one before,
  /// three numbers a step; 1 at the last.
  func passage(_ spans: [WindowCascade.Span]) -> [Double] {
    spans.indices.flatMap { s in
      let next = s + 1 < spans.count ? spans[s + 1].lower : spans[s].lower
      let distance = Double(next - spans[s].lower) * spacing
      return (0..<3).map { exp(-(source.index + Double($0)) * distance) }
    }
  }

  /// du h as it stands in R: element d at a distance of d cells.
  func triangle(_ regeneration: RegenerationTerms, cells: Int) -> [Double] {
    (0..<cells).map { d in
      (0..<3).reduce(0.0) { $0 + spacing * regeneration.kernel[$1] * pow(fade[$1], Double(d)) }
    }
  }

  var layout: assay_cascade_source {
    let w = source.weights
    return assay_cascade_source(
      weight: (weights[0], weights[1], weights[2]), fade: (fade[0], fade[1], fade[2]),
      share: (w[0], w[1], w[2]), sum: w.reduce(0, +))
  }
}
