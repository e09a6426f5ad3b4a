// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
internal import Harness
internal import Numerics

extension MonteCarloPart {
  /// Factor on the momenta of the targets, at fixed density.
  static let momentumScale = 0.05
  /// Steps of the solver in ln E and ln(1+z).
  static let spacing = 2e-4

  /// The solver's all-flavour ratio with nearly cold targets, averaged over bins with weight E^−γ.
  static func solverRatios(
    _ benchmark: CascadeBenchmark, edges: [Double], momentumScale: Double = momentumScale,
    spacing: Double = spacing, _ conventions: CascadeConventions = .init()
  ) throws(AssayError) -> [Double] {
    var problem = try benchmark.problem(spacing: spacing, conventions)
    problem.momentumScale = momentumScale
    // Neutrinos only lose energy: nothing below the bins matters.
    problem.grid = try CascadeGrid(
      lowest: 0.99 * edges[0],
      highest: 1.01 * max(edges[edges.count - 1], problem.highestAbsorbed), spacing: spacing)
    let spectrum = try CascadeSolver(problem).solve(CascadeBenchmark.source())
    let ratios = spectrum.allFlavours
    return zip(edges, edges.dropFirst()).map {
      average(spectrum, ratios, from: $0, to: $1)
    }
  }

  /// Mean of a ratio over a bin with weight E^−γ dE, by the trapezoidal rule in ln E on the grid and
  /// the ends of the bin.
  static func average(
    _ spectrum: CascadeSpectrum, _ ratios: [Double], from low: Double, to high: Double
  ) -> Double {
    let grid = spectrum.grid
    let inside = (0..<grid.count).map(grid.energy).filter { $0 > low && $0 < high }
    var sum = 0.0
    var norm = 0.0
    var last: (u: Double, value: Double, weight: Double)?
    for energy in [low] + inside + [high] {
      let weight = pow(energy / low, 1 - spectrum.source.index)
      let value = weight * spectrum.value(of: ratios, at: energy)!
      let u = log(energy)
      if let last {
        sum += 0.5 * (u - last.u) * (value + last.value)
        norm += 0.5 * (u - last.u) * (weight + last.weight)
      }
      last = (u, value, weight)
    }
    return sum / norm
  }
}
