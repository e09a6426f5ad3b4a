// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

extension ZPrime {
  /// Optical depth off the resonance, at s = 2m², that the narrow width may leave out.
  static let negligibleDepth = 0.01

  /// The largest g at which scattering off the resonance, of order g⁴, is still negligible: where
  ///
  ///     σ(2m²) n₀ c/H₀ = κ g⁴/(3π m²) (ħc)² n₀ c/H₀                              (1)
  ///
  /// with |Q|² = 1 is ``negligibleDepth``; 0.013 for 10 MeV and κ = 1, and in proportion to √m.
  func largestCoupling(_ relics: RelicNeutrinos, _ cosmology: Cosmology) -> Double {
    let length = PhysicalConstants.speedOfLight / cosmology.hubble(0)
    let area = CrossSection.squareCentimetres(kappa / (3 * .pi * mass * mass))
    return pow(Self.negligibleDepth / (area * relics.density * length), 0.25)
  }

  /// Throws where g is above ``largestCoupling(_:_:)``.
  func checkNarrowWidth(_ relics: RelicNeutrinos, _ cosmology: Cosmology) throws(AssayError) {
    let most = largestCoupling(relics, cosmology)
    guard coupling <= most else {
      throw .badValue(
        name: "coupling g of the Z'", found: "\(coupling) at a mass of \(mass) eV",
        accepted: "at most \(String(format: "%.2g", most)): above it neutrinos scatter off the "
          + "resonance too, which the solver leaves out")
    }
  }
}
