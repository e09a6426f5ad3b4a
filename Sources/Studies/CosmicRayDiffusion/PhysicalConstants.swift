// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Constants of the study (CODATA 2018, IAU 2012) in SI units; all but the parsec are exact.
///
/// Inside the study lengths are in pc (local sources: kpc), c = 1 and fields in units of B_rms, so
/// that diffusion coefficients are in c × length; these numbers stand at the borders only.
public enum PhysicalConstants {
  /// e [C].
  public static let elementaryCharge = 1.602176634e-19
  /// c [m/s].
  public static let speedOfLight = 299_792_458.0
  /// 648000/π astronomical units [m].
  public static let parsec = 3.0856775814913673e16
  /// The Julian year [s].
  public static let year = 365.25 * 86400

  /// 1 kpc/c in kyr: 3.2616.
  public static let kiloparsecInKiloyears = parsec / (speedOfLight * year)

  /// c × pc in cm²/s: 9.2506e28.
  public static let parsecDiffusion = speedOfLight * 100 * parsec * 100
}

/// The Larmor radius of a particle across a uniform field,
///
///     r_L = E/(Z e c B) = R/(c B) = 1.08100761 pc (R/PV)/(B/µG),
///
/// R = E/(Z e) being the rigidity of an ultra-relativistic particle. In turbulence the study takes
/// B = B_rms; papers differ (√2 E/(q c B), or the total field where there is a mean one).
public enum LarmorRadius {
  /// r_L [pc] at 1 PV and 1 µG.
  public static let unit =
    1e15 / (PhysicalConstants.speedOfLight * 1e-10 * PhysicalConstants.parsec)

  /// r_L [pc].
  ///
  /// - Parameters:
  ///   - rigidity: R [PV], positive.
  ///   - field: B [µG], positive.
  /// - Throws: where one of them is not positive and finite.
  public static func radius(rigidity: Double, field: Double) throws(AssayError) -> Double {
    try Require.positive(rigidity, "rigidity [PV]")
    try Require.positive(field, "magnetic field [µG]")
    return unit * rigidity / field
  }

  /// The rigidity [PV] whose Larmor radius in `field` [µG] is `radius` [pc].
  public static func rigidity(radius: Double, field: Double) throws(AssayError) -> Double {
    try Require.positive(radius, "Larmor radius [pc]")
    try Require.positive(field, "magnetic field [µG]")
    return radius * field / unit
  }
}

/// Refusals that the closed forms share.
enum Require {
  static func positive(_ value: Double, _ name: String) throws(AssayError) {
    guard value > 0, value.isFinite else {
      throw .badValue(name: name, found: "\(value)", accepted: "a positive number")
    }
  }

  static func finite(_ values: [Double], _ name: String) throws(AssayError) {
    guard let odd = values.first(where: { !$0.isFinite }) else { return }
    throw .badValue(name: name, found: "\(odd)", accepted: "finite numbers")
  }
}
