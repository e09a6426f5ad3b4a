// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The depth of the dip over the plane of Z′ mass and coupling.
public struct CouplingScan: Sendable {
  public let masses: [Double]
  public let couplings: [Double]

  public init(
    masses: [Double], couplings: [Double], neutrinos: NeutrinoMasses, kappa: Double = 1,
    cosmology: Cosmology = .reference, relics: RelicNeutrinos = .reference, zmax: Double = 5,
    source: SourceSpectrum, window: ClosedRange<Double>, spacing: Double = 2e-3
  ) throws(AssayError) {
    self.masses = masses
    self.couplings = couplings
  }

  /// Distinct g/m, each solved once.
  public var solves: Int { masses.count * couplings.count }

  /// - Parameter progress: told the number of solves done.
  public func run(
    threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(AssayError) -> CouplingPlane {
    throw .failed("not written")
  }
}

/// The result of a scan.
public struct CouplingPlane: Sendable, Equatable {
  /// [eV].
  public let masses: [Double]
  public let couplings: [Double]
  /// 1 − min over the window of the all-flavour ratio; mass runs fastest.
  public let depth: [Double]
  /// Where that minimum lies [eV at Earth].
  public let energyOfDip: [Double]
}
