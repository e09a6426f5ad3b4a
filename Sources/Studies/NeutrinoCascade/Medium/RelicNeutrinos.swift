// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The cosmic neutrino background: frozen Fermi-Dirac in momentum, f = 1/(e^{p/T} + 1), with
///
///     T = T₀ (1+z),   n₀ = (3/4) ζ(3)/π² (T₀/ħc)³                              (1)
///
/// per helicity state. T₀ = 1.945 K = 1.676071e-4 eV gives n₀ = 55.976 cm⁻³.
public struct RelicNeutrinos: Sendable, Equatable {
  /// T₀ [eV].
  public let temperature: Double

  /// - Parameter kelvin: T₀ [K].
  public init(kelvin: Double = 1.945) throws(AssayError) {
    guard kelvin > 0, kelvin.isFinite else {
      throw .badValue(
        name: "temperature of the relic neutrinos", found: "\(kelvin) K",
        accepted: "a positive number")
    }
    temperature = kelvin * PhysicalConstants.boltzmann
  }

  /// - Parameter temperature: T₀ [eV], positive.
  init(temperature: Double) {
    precondition(temperature > 0)
    self.temperature = temperature
  }

  public static let reference = RelicNeutrinos(temperature: 1.945 * PhysicalConstants.boltzmann)

  /// n₀ of (1) [cm⁻³].
  public var density: Double {
    let zeta3 = 1.2020569031595942
    let inverse = temperature / PhysicalConstants.hbarC
    return 0.75 * zeta3 / (.pi * .pi) * inverse * inverse * inverse
  }
}
