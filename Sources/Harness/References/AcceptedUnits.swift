// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The spellings of units that reference tables may use.
///
/// A unit is compared letter by letter, so that "cm^3/s" and "cm^3 s^-1" cannot both be in use. To
/// add one, write it here under its quantity, in powers with signed exponents separated by spaces.
/// A column without `units` is dimensionless.
public enum AcceptedUnits {
  public static let all: [String] = [
    // Pure numbers
    "dimensionless", "percent", "counts", "events", "photons", "bins", "dex", "sigma",
    "photons per annihilation",
    // Energies and masses
    "eV", "keV", "MeV", "GeV", "TeV", "PeV", "EeV",
    // Rigidities and magnetic fields
    "EV", "uG",
    // Angles and distances
    "deg", "rad", "sr", "pc", "kpc", "Mpc", "cm", "m", "km",
    // Times and rates
    "s", "d", "yr", "kyr", "s^-1", "l_c/c", "r_g/v", "particles", "particles s^-1",
    // Exposures and fluxes
    "cm^2 s", "cm^2 s sr", "cm^-2 s^-1", "cm^-2 s^-1 GeV^-1", "GeV cm^-2 s^-1",
    "ph cm^-2 s^-1", "1e-10 ph cm^-2 s^-1", "ph cm^-2 s^-1 sr^-1",
    // Diffusion coefficients, densities of one source and their gradients
    "cm^2 s^-1", "m^2 s^-1", "c l_c", "kpc^-3", "kpc^-1",
    // Dark matter
    "cm^3 s^-1", "cm^3 s^-1 GeV^-2", "GeV^2 cm^-5", "GeV cm^-2", "GeV cm^-3",
    "GeV^2 cm^-5 sr^-1", "GeV cm^-2 sr^-1",
  ]

  private static let set = Set(all)

  static func check(_ units: String, _ value: YAMLValue) throws(AssayError) {
    guard set.contains(units) else {
      throw value.refusal(
        "the unit '\(units)'",
        accepted: all.joined(separator: ", ") + " (the list stands in AcceptedUnits.swift)")
    }
  }
}
