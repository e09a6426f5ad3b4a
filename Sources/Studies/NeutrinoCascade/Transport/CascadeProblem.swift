// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Everything that decides a cascade but the sources: the Z′, the neutrinos, the universe, the grid.
public struct CascadeProblem: Sendable, Equatable {
  public var zPrime: ZPrime
  public var masses: NeutrinoMasses
  public var mixing: MixingMatrix
  public var cosmology = Cosmology.reference
  public var relics = RelicNeutrinos.reference
  /// Redshift of the first sources.
  public var zmax: Double
  public var grid: CascadeGrid
  /// Factor on the momenta of the targets at fixed density; towards 0 it is the cold limit.
  public var momentumScale = 1.0
  var conventions = CascadeConventions()

  /// Throws where zmax is not in (0, 100].
  public init(
    zPrime: ZPrime, masses: NeutrinoMasses, mixing: MixingMatrix? = nil, zmax: Double = 5,
    grid: CascadeGrid
  ) throws(AssayError) {
    guard zmax > 0, zmax <= 100 else {
      throw .badValue(name: "zmax", found: "\(zmax)", accepted: "above 0, at most 100")
    }
    self.zPrime = zPrime
    self.masses = masses
    self.mixing = mixing ?? .nuFIT5(masses.ordering)
    self.zmax = zmax
    self.grid = grid
  }

  public var couplings: ZPrimeCouplings { ZPrimeCouplings(mixing) }
}
