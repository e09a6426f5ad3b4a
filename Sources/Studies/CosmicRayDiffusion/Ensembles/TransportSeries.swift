// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Moments at rising times, and the estimators of the diffusion tensor built on them.
///
/// Diffusion coefficients come in (unit of length) × c; divide by l_c for units of c l_c. `at` names
/// the sampling time next to it. Sources: Taylor 1921, Green 1951, Kubo 1957; compared by Casse,
/// Lemoine & Pelletier 2002 (MSD) and Giacalone & Jokipii 1999.
public struct TransportSeries: Sendable, Equatable {
  public let moments: [TransportMoments]

  public init(_ moments: [TransportMoments]) {
    precondition(!moments.isEmpty)
    self.moments = moments
  }

  /// The sample next to a time.
  public func sample(at time: Double) -> TransportMoments {
    moments.min { abs($0.time - time) < abs($1.time - time) }!
  }

  // MARK: Mean square displacement

  /// D_i(t) = ⟨dx_i²⟩/(2t), axis by axis. Approaches D as 1 − τ/t, τ the time of scattering.
  public func running(at time: Double) -> SIMD3<Double> {
    let sample = sample(at: time)
    return sample.square / (2 * sample.time)
  }

  /// [⟨dx_i²⟩(t₂) − ⟨dx_i²⟩(t₁)] / (2 (t₂ − t₁)), axis by axis: without the bias of ``running(at:)``,
  /// at about 1.5 times its error for t₁ = 0.4 t₂.
  public func slope(from first: Double, to last: Double) -> SIMD3<Double> {
    let a = sample(at: first)
    let b = sample(at: last)
    precondition(b.time > a.time, "a slope needs two sampling times")
    return (b.square - a.square) / (2 * (b.time - a.time))
  }

  // MARK: Correlations of the velocity

  /// D_ij(t) = ⟨u_i(0) dx_j(t)⟩ (TGK): a plateau after about 5 τ, then growing noise.
  public func kubo(at time: Double) -> CorrelationTensor { sample(at: time).kubo }

  /// ⟨u(0)·u(t)⟩.
  public func autocorrelation(at time: Double) -> Double { sample(at: time).autocorrelation }

  /// −ln⟨u(0)·u(t)⟩/t; L_c1/(2 r_L²) for l_c ≪ t ≪ τ in weak deflection. NaN where ⟨u·u⟩ ≤ 0.
  public func decorrelationRate(at time: Double) -> Double {
    let sample = sample(at: time)
    return sample.autocorrelation > 0 ? -log(sample.autocorrelation) / sample.time : .nan
  }
}

extension SIMD3<Double> {
  /// Mean over the three axes: D of isotropic turbulence.
  var axisMean: Double { sum() / 3 }
  /// κ_∥ with the mean field along z.
  var parallel: Double { z }
  /// κ_⊥ = (D_xx + D_yy)/2 with the mean field along z.
  var perpendicular: Double { 0.5 * (x + y) }
}

extension CorrelationTensor {
  /// κ_∥ with the mean field along z.
  public var parallel: Double { z.z }
  /// κ_⊥ with the mean field along z.
  public var perpendicular: Double { 0.5 * (x.x + y.y) }
  /// D_A = (D_xy − D_yx)/2: drifts, with the mean field along z.
  public var antisymmetric: Double { 0.5 * (x.y - y.x) }
}
