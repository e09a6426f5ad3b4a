// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The one-dimensional energy spectrum E(k) of isotropic turbulence, up to a constant.
public enum TurbulenceSpectrum: Sendable, Equatable {
  /// E ~ k^−s between 2π/L_max and 2π/L_min, zero elsewhere; Kolmogorov is s = 5/3.
  case powerLaw(index: Double, smallest: Double, largest: Double)
  /// E ~ (kL)^q / (1 + (kL)²)^((s+q)/2) between the same limits, bending over at L.
  case bendOver(
    low: Double, index: Double, length: Double, smallest: Double, largest: Double)

  /// E(k), k in 1/length; 0 beyond the limits.
  public func energy(_ k: Double) -> Double {
    guard k >= 2 * .pi / largest * (1 - 1e-12), k <= 2 * .pi / smallest * (1 + 1e-12) else {
      return 0
    }
    switch self {
    case .powerLaw(let s, _, _): return pow(k, -s)
    case .bendOver(let q, let s, let l, _, _):
      let x = k * l
      return pow(x, q) / pow(1 + x * x, (s + q) / 2)
    }
  }

  /// L_min, the shortest wavelength.
  public var smallest: Double {
    switch self {
    case .powerLaw(_, let smallest, _), .bendOver(_, _, _, let smallest, _): smallest
    }
  }

  /// L_max, the longest wavelength.
  public var largest: Double {
    switch self {
    case .powerLaw(_, _, let largest), .bendOver(_, _, _, _, let largest): largest
    }
  }
}

/// Which integral of the correlation function is called the correlation length.
///
/// For isotropic solenoidal fields L_⊥ = (3/4) L_c1, L_∥ = (3/2) L_c1 and L_c2 = 2 L_c1.
public enum CorrelationConvention: String, Sendable, CaseIterable, Codable {
  /// L_c1 = ∫₀^∞ ⟨B(0)·B(r)⟩ dr / ⟨B²⟩.
  case oneSided = "one-sided"
  /// L_c2 = 2 L_c1, as Harari et al. 2002 define it.
  case twoSided = "two-sided"
  /// L_⊥, of a component across the separation.
  case transverse
  /// L_∥, of the component along it.
  case longitudinal

  /// Length of this convention over L_c1.
  public var factor: Double {
    switch self {
    case .oneSided: 1
    case .twoSided: 2
    case .transverse: 0.75
    case .longitudinal: 1.5
    }
  }
}
