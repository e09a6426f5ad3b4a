// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Particles that fly straight and are thrown into a random direction at a constant rate (BGK).
///
/// Every estimator is known in closed form, with c = 1:
///
///     ⟨u(0)·u(t)⟩ = e^{−νt},   ⟨dx²⟩ = 2/(3ν²) (νt − 1 + e^{−νt}),                   (1)
///     ⟨u_i(0) dx_j⟩ = δ_ij (1 − e^{−νt})/(3ν)
///
/// so it tests them without any field. Source: Chandrasekhar, Rev. Mod. Phys. 15 (1943) 1; Bhatnagar,
/// Gross & Krook, Phys. Rev. 94 (1954) 511. Cost: some 30 ns a scattering.
public struct IsotropicScattering: Sendable {
  /// ν, in 1/length.
  public let rate: Double

  public init(rate: Double) throws(AssayError) {
    guard rate >= 0, rate.isFinite else {
      throw .badValue(name: "scattering rate", found: "\(rate)", accepted: "zero or more")
    }
    self.rate = rate
  }

  /// Advances all particles by a path length.
  public func advance(_ particles: inout ParticleBatch, length: Double, _ random: inout Philox) {
    for p in 0..<particles.count {
      var left = length
      while rate > 0 {
        let flight = -log(random.uniform()) / rate
        guard flight < left else { break }
        particles.positions[p] += flight * particles.directions[p]
        particles.directions[p] = random.direction()
        left -= flight
      }
      // What is left of a flight is as long as a new one: the exponential has no memory.
      particles.positions[p] += left * particles.directions[p]
    }
  }
}

extension Philox {
  /// A direction uniform on the sphere.
  mutating func direction() -> SIMD3<Double> {
    let mu = 2 * uniform() - 1
    let phi = 2 * .pi * uniform()
    let s = (1 - mu * mu).squareRoot()
    return SIMD3(s * cos(phi), s * sin(phi), mu)
  }

  /// Particles uniform in a cube at the origin, directions isotropic.
  mutating func particles(_ count: Int, box: Double) -> ParticleBatch {
    var batch = ParticleBatch(positions: [], directions: [])
    for _ in 0..<count {
      batch.positions.append(box * SIMD3(uniform(), uniform(), uniform()))
      batch.directions.append(direction())
    }
    return batch
  }
}
