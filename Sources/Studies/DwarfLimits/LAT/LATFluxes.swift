// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

/// Energy flux per unit of σv J in the bins of each target, at one mass.
///
/// φ_e = 1/(8π m²) ∫_e E dN/dE dE [GeV cm⁻² s⁻¹ per (cm³ s⁻¹ · GeV² cm⁻⁵)], so that the flux of a
/// bin is F_e = σv J φ_e. Bins above m have φ_e = 0 and keep their Δ ln L at F = 0.
struct LATFluxes: Sendable {
  /// φ of the bins with photons, target after target.
  var phi: [Double] = []
  /// log₁₀ φ.
  var logPhi: [Double] = []
  /// Index of the bin's first piece among all pieces of its target.
  var offset: [Int] = []
  /// Where each target begins in the arrays above, and the end.
  var start: [Int] = [0]
  /// Σ of Δ ln L at F = 0 over the bins without photons, by target.
  var constant: [Double] = []
  let mass: Double

  init(
    _ targets: [LATTarget], _ slice: any SpectrumSlice, factor: Double
  ) throws(AssayError) {
    mass = slice.mass
    var bins: [ClosedRange<Double>] = []
    var all: [Double] = []
    for target in targets {
      // Targets of one release share their bins: integrate once.
      if target.likelihood.bins != bins {
        bins = target.likelihood.bins
        all = []
        for bin in bins {
          let energy = try slice.energy(from: bin.lowerBound, to: bin.upperBound)
          all.append(energy / (factor * mass * mass))
        }
      }
      append(target.likelihood, all)
    }
    guard !phi.isEmpty else {
      throw .badValue(
        name: "spectrum at \(mass) GeV", found: "no photons in the energy bins of the likelihoods",
        accepted: "a spectrum with photons in the bins")
    }
  }

  private mutating func append(_ likelihood: LATLikelihood, _ all: [Double]) {
    var sum = 0.0
    for (bin, value) in all.enumerated() {
      let first = bin * likelihood.points
      if value > 0 {
        phi.append(value)
        logPhi.append(log10(value))
        offset.append(first)
      } else {
        sum += likelihood.cubics[first].x
      }
    }
    start.append(phi.count)
    constant.append(sum)
  }
}
