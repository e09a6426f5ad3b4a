// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

/// The combined limit written down plainly: what ``LATProfile`` must reproduce.
///
///   ln L(σv) = Σ_d max_x [ Σ_e s_de(σv 10ˣ φ_e) - (x - μ_d)²/(2 σ_d²) ],  x = log₁₀ J
///
/// s_de is a not-a-knot spline in linear flux, extended by its end slope. The maximum over x is
/// searched on a fine grid and refined by Brent's method; the limit is a root of ln L. Cost: some
/// seconds a limit for 41 targets.
struct LATSpecification {
  private struct Target {
    var splines: [CubicSpline]
    var mean: Double
    var sigma: Double
  }

  private let targets: [Target]
  private let bins: [ClosedRange<Double>]

  init(
    _ tables: [(table: LATTable, mean: Double, sigma: Double)]
  ) throws(AssayError) {
    bins = tables[0].table.bins
    var targets: [Target] = []
    for (table, mean, sigma) in tables {
      var splines: [CubicSpline] = []
      for e in table.bins.indices {
        let range = e * table.points..<(e + 1) * table.points
        splines.append(
          try CubicSpline(
            x: Array(table.fluxes[range]), y: Array(table.values[range]), boundary: .notAKnot))
      }
      targets.append(Target(splines: splines, mean: mean, sigma: sigma))
    }
    self.targets = targets
  }

  /// φ_e = 1/(8π m²) ∫_e E dN/dE dE.
  func fluxes(_ slice: any SpectrumSlice) throws(AssayError) -> [Double] {
    var phi: [Double] = []
    for bin in bins {
      let energy = try slice.energy(from: bin.lowerBound, to: bin.upperBound)
      phi.append(energy / (8 * .pi * slice.mass * slice.mass))
    }
    return phi
  }

  /// ln L(σv) for given φ_e.
  func logLikelihood(_ sv: Double, _ phi: [Double]) throws(AssayError) -> Double {
    var sum = 0.0
    for target in targets { sum += try profiled(target, sv, phi) }
    return sum
  }

  /// The σv above `bracket.lowerBound` at which ln L has fallen by `fall` from its maximum in the
  /// bracket or at zero.
  func limit(
    _ phi: [Double], fall: Double = 1.355, bracket: ClosedRange<Double>
  ) throws(AssayError) -> Double {
    var failure: AssayError?
    func value(_ u: Double) -> Double {
      do throws(AssayError) {
        return try logLikelihood(pow(10, u), phi)
      } catch {
        failure = error
        return .nan
      }
    }
    let range = log10(bracket.lowerBound)...log10(bracket.upperBound)
    let best = try Minimum.find(in: range) { -value($0) }
    let top = max(-best.value, try logLikelihood(0, phi))
    let root = try Root.find(in: best.x...range.upperBound, relative: 1e-14) {
      value($0) - top + fall
    }
    if let failure { throw failure }
    return pow(10, root)
  }

  private func profiled(
    _ target: Target, _ sv: Double, _ phi: [Double]
  ) throws(AssayError) -> Double {
    func value(_ x: Double) -> Double {
      let pull = (x - target.mean) / target.sigma
      return likelihood(target, sv * pow(10, x), phi) - 0.5 * pull * pull
    }
    // 8σ down: the data pull J down by at most √(2 |ln L(mean)|) σ, and 5σ up.
    let step = target.sigma / 40
    let grid = (-320...200).map { target.mean + step * Double($0) }
    let heights = grid.map(value)
    let top = heights.indices.max { heights[$0] < heights[$1] }!
    let best = try Minimum.find(in: grid[top] - step...grid[top] + step) { -value($0) }
    return -best.value
  }

  private func likelihood(_ target: Target, _ amplitude: Double, _ phi: [Double]) -> Double {
    var sum = 0.0
    for (spline, phi) in zip(target.splines, phi) {
      let flux = amplitude * phi
      let end = spline.x[spline.x.count - 1]
      sum +=
        flux <= end ? spline(flux) : spline(end) + spline.derivative(end) * (flux - end)
    }
    return sum
  }
}
