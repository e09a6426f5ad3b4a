// SPDX-License-Identifier: GPL-3.0-or-later
public import Turbulence

/// A magnetic field in units of B_rms: turbulence and a mean field.
public struct MagneticField: Sendable {
  public enum Turbulence: Sendable {
    case none
    case grid(TurbulenceGrid)
    /// Grids whose bands of wavelengths adjoin, finest last.
    case nested([TurbulenceGrid])
    case waves(PlaneWaves)
  }
  public var turbulence: Turbulence
  /// B₀/B_rms.
  public var mean: SIMD3<Double>

  public init(_ turbulence: Turbulence, mean: SIMD3<Double> = .zero) {
    (self.turbulence, self.mean) = (turbulence, mean)
  }

  public func callAsFunction(_ position: SIMD3<Double>) -> SIMD3<Double> {
    switch turbulence {
    case .none: mean
    case .grid(let grid): mean + grid.field(position)
    case .nested(let grids): grids.reduce(mean) { $0 + $1.field(position) }
    case .waves(let waves): mean + waves.field(position)
    }
  }
}
