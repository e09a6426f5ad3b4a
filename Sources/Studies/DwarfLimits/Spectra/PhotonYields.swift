// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

/// Photons per annihilation in the macro bins, by the rule of the J-factor analysis.
///
/// N_γ = ∫ dN/dE dE by the trapezoidal rule in E on 500 energies, equidistant in ln E between the
/// bin's edges, dN/dlog₁₀x interpolated first and divided by E ln 10 after; zero above m.
/// Source: pooja1984/MLFermiLATDwarfs. Cost: 500 evaluations a bin.
enum PhotonYields {
  static let points = 500

  /// N_γ between two energies [GeV].
  static func count(
    _ slice: TabulatedSlice, from low: Double, to high: Double,
    _ conventions: SpectraConventions = .init()
  ) -> Double {
    let step = (log10(high) - log10(low)) / Double(points - 1)
    var total = 0.0
    var (before, densityBefore) = (0.0, 0.0)
    for i in 0..<points {
      let energy =
        i == 0 ? low : i == points - 1 ? high : pow(10, log10(low) + step * Double(i))
      let density = density(slice, energy, conventions)
      if i > 0 { total += 0.5 * (density + densityBefore) * (energy - before) }
      (before, densityBefore) = (energy, density)
    }
    return total
  }

  private static func density(
    _ slice: TabulatedSlice, _ energy: Double, _ conventions: SpectraConventions
  ) -> Double {
    if conventions.interpolatesDensity { return slice.interpolatedDensity(energy) }
    if energy > slice.mass && !conventions.cutsAboveMass {
      return slice.values[slice.values.count - 1] / energy
    }
    return slice.density(energy)
  }
}
