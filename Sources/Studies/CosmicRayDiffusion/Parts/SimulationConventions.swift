// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
internal import Turbulence

/// Choices in the simulations that a fault can spoil; the defaults are those of production.
struct SimulationConventions: Sendable, Equatable {
  // Units
  /// The length that is called l_c.
  var length = LengthChoice.trace
  /// Factor on r_L = E/(Z e c B_rms).
  var larmorFactor = 1.0
  /// The same for plane waves only.
  var waveLarmorFactor = 1.0

  // Fields
  /// s of E ~ k^−s for plane waves.
  var waveIndex = 5.0 / 3
  /// B₀/B_rms is taken as 0.
  var forgetsMeanField = false

  // Estimators
  /// Axes that ⟨r²⟩ is shared out on.
  var axes = 3.0
  /// κ_∥ from x, κ_⊥ from y and z.
  var exchangesAxes = false
  /// ⟨u_x(0) u_x(t)⟩ for ⟨u(0)·u(t)⟩.
  var singleComponent = false

  enum LengthChoice: Sendable, Equatable {
    /// L_c2 = 2 L_c1, of the trace of the correlation tensor.
    case trace
    /// L_c1.
    case oneSided
    /// 2 L_⊥, of a component across the separation.
    case transverse
  }
}

extension SimulationConventions {
  /// l_c of a spectrum.
  func correlationLength(_ spectrum: TurbulenceSpectrum) throws(AssayError) -> Double {
    switch length {
    case .trace: try spectrum.correlationLength(.twoSided)
    case .oneSided: try spectrum.correlationLength(.oneSided)
    case .transverse: 2 * (try spectrum.correlationLength(.transverse))
    }
  }

  /// D of ⟨dx_i²⟩ or D_ii on three axes.
  func isotropic(_ diagonal: SIMD3<Double>) -> Double { diagonal.sum() / axes }

  func parallel(_ diagonal: SIMD3<Double>) -> Double { exchangesAxes ? diagonal.x : diagonal.z }

  func perpendicular(_ diagonal: SIMD3<Double>) -> Double {
    0.5 * (diagonal.y + (exchangesAxes ? diagonal.z : diagonal.x))
  }
}
