// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Emission by direction that a formula gives: line-of-sight integrals seen from the Sun.
public enum EmissionFormula: Sendable, Equatable {
  /// ∫ ρ^power ds: power 2 for annihilation, 1 for decay; no other.
  case profile(GeneralisedNFW, power: Int)
  case disk(StellarDisk)
  case bulge(StellarBulge)
  case bubbles(FermiBubbles)
  /// 1 everywhere.
  case isotropic

  /// Intensity towards Galactic l and b [rad], in ``units``. May be infinite towards the centre.
  public func intensity(longitude: Double, latitude: Double) -> Double {
    switch self {
    case .profile(let profile, let power):
      let (along, across) = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude))
      // From both components: the arc cosine of one has lost half its digits near the centre.
      let angle = atan2(hypot(across, sin(latitude)), along)
      return profile.lineOfSight(power: power, angle: angle)
    case .disk(let disk): return disk.lineOfSight(longitude: longitude, latitude: latitude)
    case .bulge(let bulge): return bulge.lineOfSight(longitude: longitude, latitude: latitude)
    case .bubbles(let bubbles):
      return bubbles.lineOfSight(longitude: longitude, latitude: latitude)
    case .isotropic: return 1
    }
  }

  /// As FITS writes them; nil for a pure number.
  public var units: String? {
    switch self {
    case .profile(_, let power): power == 2 ? "GeV2 cm-5 sr-1" : "GeV cm-2 sr-1"
    case .disk, .bulge, .bubbles: "kpc"
    case .isotropic: nil
    }
  }

  /// Whether longitudes l and -l look alike; all formulas look alike at b and -b.
  var isEven: Bool {
    if case .bulge = self { return false }
    return true
  }
}
