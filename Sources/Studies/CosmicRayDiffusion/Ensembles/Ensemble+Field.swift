// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Turbulence

extension Ensemble.Turbulence {
  /// Whether a realisation is stored at nodes: memory, not threads, limits how many there are.
  var isOnGrids: Bool {
    switch self {
    case .grid, .nested: true
    case .none, .waves, .composite: false
    }
  }

  /// One realisation, in units of B_rms, and the mean field B₀/B_rms along z.
  ///
  /// - Parameter seed: with `stream` names the draws of the field.
  /// - Throws: for a spectrum that the grids or the waves cannot hold.
  public func realise(
    _ spectrum: TurbulenceSpectrum, meanField: Double, seed: UInt64, stream: UInt64,
    threads: Int = 1
  ) throws(AssayError) -> MagneticField {
    let field: MagneticField.Turbulence
    switch self {
    case .none: field = .none
    case .grid(let count, let spacing):
      field = .grid(
        try GridTurbulence.generate(
          count: count, spacing: spacing, spectrum: spectrum, seed: seed, stream: stream,
          threads: threads
        ).grid)
    case .nested(let count):
      field =
        try NestedTurbulence.generate(
          count: count, spectrum: spectrum, seed: seed, stream: stream, threads: threads
        ).field
    case .waves(let modes):
      field = .waves(
        try PlaneWaves.isotropic(modes: modes, spectrum: spectrum, seed: seed, stream: stream))
    case .composite(let modes, let share):
      field = .waves(
        try PlaneWaves.composite(
          modes: modes, slabShare: share, spectrum: spectrum, seed: seed, stream: stream))
    }
    return MagneticField(field, mean: SIMD3(0, 0, meanField))
  }
}
