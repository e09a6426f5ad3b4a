// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Turbulence

/// Random plane waves, solenoidal everywhere and without a period.
///
///     B(x) = Σ_n A_n ξ_n cos(k_n k̂_n·x + β_n),  A_n² = 2 f E(k_n) k_n / Σ_m E(k_m) k_m       (1)
///
/// with k_n spaced evenly in ln k from 2π/L_max to 2π/L_min, ξ_n across k̂_n, β_n uniform, and f the
/// share of the waves in ⟨B²⟩ = 1. The sum of A²/2, not that of one realisation over some volume,
/// is exact.
///
/// Source: Giacalone and Jokipii, ApJ 520 (1999) 204; Tautz and Dosch, Phys. Plasmas 20 (2013)
/// 022302 for the vectors; (1) as in CRPropa 3.2. Wave n draws from Philox blocks of its own.
extension PlaneWaves {
  /// k̂ uniform on the sphere, ξ uniform around it.
  ///
  /// Two decades of wavelengths want 128 modes or more. Throws where there are fewer than two modes
  /// or the limits of the spectrum are not 0 < L_min < L_max. Cost: linear in `modes`.
  public static func isotropic(
    modes: Int, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64
  ) throws(AssayError) -> PlaneWaves {
    try generate(.isotropic, modes, spectrum, seed, stream, FieldConventions())
  }

  /// k along ±z, ξ in the x-y plane. Errors and cost as `isotropic`.
  public static func slab(
    modes: Int, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64
  ) throws(AssayError) -> PlaneWaves {
    try generate(.slab, modes, spectrum, seed, stream, FieldConventions())
  }

  /// k in the x-y plane, ξ = z × k̂. Errors and cost as `isotropic`.
  public static func twoDimensional(
    modes: Int, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64
  ) throws(AssayError) -> PlaneWaves {
    try generate(.twoDimensional, modes, spectrum, seed, stream, FieldConventions())
  }

  /// `modes` slab waves with the share `slabShare` of ⟨B²⟩, and as many two-dimensional ones with
  /// the rest. Throws as `isotropic`, and where the share is not within 0...1.
  public static func composite(
    modes: Int, slabShare: Double, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64
  ) throws(AssayError) -> PlaneWaves {
    guard (0...1).contains(slabShare) else {
      throw .badValue(name: "share of slab waves", found: "\(slabShare)", accepted: "0 to 1")
    }
    let slab = try slab(modes: modes, spectrum: spectrum, seed: seed, stream: stream)
    let plane = try twoDimensional(modes: modes, spectrum: spectrum, seed: seed, stream: stream)
    let (a, b) = (slabShare.squareRoot(), (1 - slabShare).squareRoot())
    return PlaneWaves(
      wavevectors: slab.wavevectors + plane.wavevectors,
      amplitudes: slab.amplitudes.map { a * $0 } + plane.amplitudes.map { b * $0 },
      phases: slab.phases + plane.phases)
  }

  /// The directions of the waves. The raw value tells their streams apart, so that the two parts of
  /// a composite are independent.
  enum Geometry: UInt64 {
    case isotropic = 0
    case slab = 1
    case twoDimensional = 2
  }

  static func generate(
    _ geometry: Geometry, _ modes: Int, _ spectrum: TurbulenceSpectrum, _ seed: UInt64,
    _ stream: UInt64, _ conventions: FieldConventions
  ) throws(AssayError) -> PlaneWaves {
    let wavenumbers = try wavenumbers(modes, spectrum)
    let powers = wavenumbers.map {
      spectrum.energy($0) * pow($0, 1 - conventions.indexShift)
    }
    let sum = powers.reduce(0, +)
    var (vectors, amplitudes): ([SIMD3<Double>], [SIMD3<Double>]) = ([], [])
    var phases: [Double] = []
    for (n, k) in wavenumbers.enumerated() {
      // Four blocks a wave; the geometry in bits that no count of modes reaches.
      var random = Philox(
        seed: seed, stream: stream, counter: geometry.rawValue << 60 | UInt64(4 * n))
      let (direction, across) = geometry.directions(&random)
      vectors.append(k * direction)
      amplitudes.append((2 * powers[n] / sum).squareRoot() * across)
      phases.append(2 * .pi * random.uniform())
    }
    return PlaneWaves(wavevectors: vectors, amplitudes: amplitudes, phases: phases)
  }

  private static func wavenumbers(
    _ modes: Int, _ spectrum: TurbulenceSpectrum
  ) throws(AssayError) -> [Double] {
    guard modes >= 2, modes <= 1 << 24 else {
      throw .badValue(name: "number of plane waves", found: "\(modes)", accepted: "2 to 2^24")
    }
    let (small, large) = (spectrum.smallest, spectrum.largest)
    guard small > 0, small < large, large.isFinite else {
      throw .badValue(
        name: "limits of the turbulence", found: "L_min = \(small), L_max = \(large)",
        accepted: "0 < L_min < L_max")
    }
    return (0..<modes).map {
      2 * .pi / large * pow(large / small, Double($0) / Double(modes - 1))
    }
  }
}

extension PlaneWaves.Geometry {
  /// k̂ and ξ, unit vectors across each other.
  fileprivate func directions(_ random: inout Philox) -> (SIMD3<Double>, SIMD3<Double>) {
    let cosine = 2 * random.uniform() - 1
    let (phi, alpha) = (2 * .pi * random.uniform(), 2 * .pi * random.uniform())
    let (c, s) = (cos(phi), sin(phi))
    switch self {
    case .isotropic:
      let sine = (1 - cosine * cosine).squareRoot()
      let (u, v) = (cos(alpha), sin(alpha))
      return (
        SIMD3(sine * c, sine * s, cosine),
        SIMD3(cosine * c * u + s * v, cosine * s * u - c * v, -sine * u)
      )
    case .slab: return (SIMD3(0, 0, cosine < 0 ? -1 : 1), SIMD3(c, s, 0))
    case .twoDimensional: return (SIMD3(c, s, 0), SIMD3(-s, c, 0))
    }
  }
}
