// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// What sources of a power law E^−γ leave today where nothing scatters,
///
///     I_γ = ∫₀^zmax W(z) (1+z)^−γ / E(z) dz,   E = H/H₀                        (1)
///
/// so that n_i = w_i (E₀/E_ref)^−γ I_γ / H₀: the norm of every ratio that a cascade prints.
public struct FreeStreaming: Sendable {
  public let cosmology: Cosmology
  public let evolution: SourceEvolution
  public let zmax: Double

  /// Throws where zmax is not in (0, 100] or the evolution is not known that far.
  public init(
    cosmology: Cosmology = .reference, evolution: SourceEvolution, zmax: Double
  ) throws(AssayError) {
    guard zmax > 0, zmax <= 100 else {
      throw .badValue(name: "zmax", found: "\(zmax)", accepted: "above 0, at most 100")
    }
    try evolution.check(zmax: zmax)
    (self.cosmology, self.evolution, self.zmax) = (cosmology, evolution, zmax)
  }

  /// I_γ of (1), dimensionless; any finite γ.
  ///
  /// Throws where γ is not a number. Cost: an adaptive integral, about 20 µs; one for each row
  /// of a table.
  public func integral(index gamma: Double) throws(AssayError) -> Double {
    guard gamma.isFinite else {
      throw .badValue(name: "spectral index gamma", found: "\(gamma)", accepted: "a number")
    }
    // In ln(1+z), where the integrand is smooth over any range of redshifts.
    let ends = [0] + kinks + [zmax]
    var sum = 0.0
    for (low, high) in zip(ends, ends.dropFirst()) {
      sum += try Quadrature.integrate(from: log1p(low), to: log1p(high), relative: 1e-11) { xi in
        let z = expm1(xi)
        return evolution(z) * exp((1 - gamma) * xi) / cosmology.expansion(z)
      }
    }
    return sum
  }

  /// Redshifts where a tabulated evolution bends.
  private var kinks: [Double] {
    guard case .table(let table) = evolution else { return [] }
    return table.redshifts.filter { $0 > 0 && $0 < zmax }
  }
}
