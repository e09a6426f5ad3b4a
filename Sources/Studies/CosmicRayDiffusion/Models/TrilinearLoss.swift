// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics
public import Turbulence

/// What trilinear interpolation between the nodes of a grid leaves of a field's power.
///
/// A mode of wave vector k on a grid of spacing dx keeps, at random points, Π_i (2 + cos k_i dx)/3 of
/// ⟨B²⟩. Over all directions of k, with κ = |k| dx and j(x) = sin x/x,
///
///     [8 + 12 j(κ) + 6 j(√2 κ) + j(√3 κ)]/27,                                               (1)
///
/// because the mean of cos κ(a·n) over the sphere is j(κ|a|).
public enum TrilinearLoss {
  /// Share of one mode, k dx given.
  public static func mode(_ phase: SIMD3<Double>) -> Double {
    (2 + cos(phase.x)) * (2 + cos(phase.y)) * (2 + cos(phase.z)) / 27
  }

  /// The mean (1) over directions.
  public static func shell(_ phase: Double) -> Double {
    func j(_ x: Double) -> Double { x == 0 ? 1 : sin(x) / x }
    let root2 = 2.0.squareRoot()
    let root3 = 3.0.squareRoot()
    return (8 + 12 * j(phase) + 6 * j(root2 * phase) + j(root3 * phase)) / 27
  }

  /// The share that a spectrum keeps: ∫ E S dk/∫ E dk with S from (1), or with weights E/k, which
  /// count for the correlation length.
  ///
  /// Cost: a few hundred evaluations.
  public static func share(
    of spectrum: TurbulenceSpectrum, spacing: Double, forLength: Bool = false,
    shell: (Double) -> Double = TrilinearLoss.shell
  ) throws(AssayError) -> Double {
    try Require.positive(spacing, "spacing of a grid")
    let (low, high) = (log(2 * .pi / spectrum.largest), log(2 * .pi / spectrum.smallest))
    // ln k as the variable: one more power of k.
    func weight(_ logarithm: Double) -> Double {
      let k = exp(logarithm)
      return spectrum.energy(k) * (forLength ? 1 : k)
    }
    let kept = try Quadrature.integrate(from: low, to: high, relative: 1e-12) {
      weight($0) * shell(exp($0) * spacing)
    }
    return try kept / Quadrature.integrate(from: low, to: high, relative: 1e-12, weight)
  }
}
