// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Turbulence

/// Test particles in independent realisations of one turbulence.
///
/// All populations (rigidities) share the fields, whose generation may cost more than the orbits.
/// Particles start uniform in a cube and isotropic, so that the mean over them is the mean over the
/// field. Lengths in one unit, c = 1. The numbers do not depend on the number of threads.
///
/// Cost: see ``work``; a field of 256³ nodes takes about as long as 2e7 steps of a particle in it.
/// Memory: one grid field at a time, 16 N³ bytes and as much again while it is generated.
public struct Ensemble: Sendable {
  /// How the turbulence is realised.
  public enum Turbulence: Sendable, Equatable {
    /// The mean field alone.
    case none
    /// N³ nodes at a spacing, interpolated trilinearly.
    case grid(count: Int, spacing: Double)
    /// Grids of N³ nodes each, as many as the range of wavelengths needs.
    case nested(count: Int)
    /// A sum of plane waves, wave vectors isotropic.
    case waves(modes: Int)
    /// Slab waves along the mean field with a share of ⟨B²⟩, and as many across it with the rest.
    case composite(modes: Int, slabShare: Double)
  }

  public let spectrum: TurbulenceSpectrum
  public let turbulence: Turbulence
  /// B₀/B_rms, along z.
  public let meanField: Double
  public let populations: [Population]
  public let realisations: Int
  /// Code that pushes the particles; variants agree within rounding, not to the bit.
  public let variant: OrbitVariant

  /// - Throws: for no populations or realisations, and for a mean field that is not finite. What a
  ///   grid or a sum of waves cannot hold is refused by ``run(seed:stream:threads:progress:)``.
  public init(
    spectrum: TurbulenceSpectrum, turbulence: Turbulence, meanField: Double = 0,
    populations: [Population], realisations: Int, variant: OrbitVariant = Self.production
  ) throws(AssayError) {
    guard !populations.isEmpty else {
      throw .badValue(name: "populations", found: "none", accepted: "at least one rigidity")
    }
    guard (1...1_000_000).contains(realisations) else {
      throw .badValue(
        name: "field realisations", found: "\(realisations)",
        accepted: "1 to 1000000, and 2 or more for errors")
    }
    guard meanField.isFinite else {
      throw .badValue(name: "mean field", found: "\(meanField)", accepted: "a finite B0/B_rms")
    }
    (self.spectrum, self.turbulence, self.meanField) = (spectrum, turbulence, meanField)
    (self.populations, self.realisations, self.variant) = (populations, realisations, variant)
  }

  /// The variant that the study's own numbers come from.
  public static let production = OrbitVariant.simdSingle

  /// Steps of particles in all realisations.
  public var work: Double {
    Double(realisations) * populations.reduce(0) { $0 + $1.work }
  }

  /// Edge of the cube of starts: the box of a grid, else several of the longest waves.
  var startBox: Double {
    if case .grid(let count, let spacing) = turbulence { return Double(count) * spacing }
    return 3 * spectrum.largest
  }
}
