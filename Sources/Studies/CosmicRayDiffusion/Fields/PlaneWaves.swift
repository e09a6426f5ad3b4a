// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// A sum of plane waves, B(x) = Σ_n a_n cos(k_n·x + β_n); the field in units of B_rms.
///
/// Isotropic turbulence, slabs (k along z) and two-dimensional turbulence (k across z) differ in
/// the wave vectors only.
public struct PlaneWaves: Sendable {
  /// k_n, in 1/length.
  public let wavevectors: [SIMD3<Double>]
  /// a_n = A_n ξ_n, across k_n.
  public let amplitudes: [SIMD3<Double>]
  /// β_n.
  public let phases: [Double]

  public init(wavevectors: [SIMD3<Double>], amplitudes: [SIMD3<Double>], phases: [Double]) {
    precondition(wavevectors.count == amplitudes.count && phases.count == amplitudes.count)
    (self.wavevectors, self.amplitudes, self.phases) = (wavevectors, amplitudes, phases)
  }

  /// The field at a point: the specification of what the kernels compute.
  public func field(_ position: SIMD3<Double>) -> SIMD3<Double> {
    var sum = SIMD3<Double>.zero
    for n in phases.indices {
      sum += cos((wavevectors[n] * position).sum() + phases[n]) * amplitudes[n]
    }
    return sum
  }
}
