// SPDX-License-Identifier: GPL-3.0-or-later

/// Constants of the study, as the reference tables use them (`Reference/neutrino-cascade/SOURCES.md`).
///
/// Natural units inside: energies, masses and temperatures in eV, rates in s⁻¹.
public enum PhysicalConstants {
  /// k_B [eV/K].
  public static let boltzmann = 8.617333262e-5
  /// ħc [eV cm].
  public static let hbarC = 1.973269804e-5
  /// c [cm/s].
  public static let speedOfLight = 2.99792458e10
  /// [cm].
  public static let megaparsec = 3.0856775814913673e24
  /// m_μ [eV].
  public static let muonMass = 105.6583755e6
}
