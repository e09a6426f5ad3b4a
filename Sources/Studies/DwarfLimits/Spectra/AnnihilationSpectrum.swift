// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Gamma rays of one annihilation into one channel, at any mass of a table, file or fit.
public protocol AnnihilationSpectrum: Sendable {
  /// Source and channel, for titles and refusals.
  var title: String { get }
  /// Masses m [GeV] that can be asked for.
  var masses: ClosedRange<Double> { get }
  /// The spectrum at one mass m [GeV]; a mass outside the range is refused.
  func slice(mass: Double) throws(AssayError) -> any SpectrumSlice
}

/// The spectrum of one annihilation at one mass, zero for energies above the mass.
public protocol SpectrumSlice: Sendable {
  /// m [GeV].
  var mass: Double { get }
  /// Energies [GeV] at which the source says something; above them the spectrum is zero.
  var energies: ClosedRange<Double> { get }
  /// E dN/dE = dN/d ln E [photons per annihilation] at an energy E [GeV]; zero outside `energies`.
  func energySpectrum(_ energy: Double) -> Double
  /// ∫ dN/dE dE [photons per annihilation] between two energies [GeV].
  func photons(from low: Double, to high: Double) throws(AssayError) -> Double
  /// ∫ E dN/dE dE [GeV per annihilation] between two energies [GeV].
  func energy(from low: Double, to high: Double) throws(AssayError) -> Double
}

extension SpectrumSlice {
  /// dN/dE [1/GeV per annihilation].
  public func density(_ energy: Double) -> Double { energySpectrum(energy) / energy }
}

extension AnnihilationSpectrum {
  /// dN/dE [1/GeV per annihilation] at a mass and an energy [GeV].
  public func density(mass: Double, energy: Double) throws(AssayError) -> Double {
    try slice(mass: mass).density(energy)
  }

  /// E dN/dE [photons per annihilation] at a mass and an energy [GeV].
  public func energySpectrum(mass: Double, energy: Double) throws(AssayError) -> Double {
    try slice(mass: mass).energySpectrum(energy)
  }

  /// Refuses a mass outside the range.
  func check(_ mass: Double) throws(AssayError) {
    guard masses.contains(mass) else {
      throw .badValue(
        name: "mass for \(title)", found: "\(mass) GeV",
        accepted: "\(masses.lowerBound) to \(masses.upperBound) GeV")
    }
  }
}

/// How a table of spectra is read between its masses.
public enum MassInterpolation: Sendable, CaseIterable {
  /// Only at masses of the table.
  case none
  /// Linear in m at fixed x = E/m: the rule of the reference tables.
  case linear
  /// Linear in ln m at fixed x; moves limits by up to 1.6 % between coarse nodes.
  case logarithmic

  /// The lower node and the weight of the upper one; `none` refuses masses between nodes.
  func place(
    _ mass: Double, in nodes: [Double], title: String
  ) throws(AssayError) -> (node: Int, weight: Double) {
    if let exact = nodes.firstIndex(where: { ($0 - mass).magnitude <= 1e-9 * mass }) {
      return (exact, 0)
    }
    guard self != .none, let upper = nodes.firstIndex(where: { $0 > mass }), upper > 0 else {
      let list = nodes.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
      throw .badValue(
        name: "mass for \(title)", found: "\(mass) GeV",
        accepted: "a mass of the table [GeV]: \(list.joined(separator: ", "))")
    }
    let (a, b) = (nodes[upper - 1], nodes[upper])
    let weight = self == .linear ? (mass - a) / (b - a) : logRatio(mass, a) / logRatio(b, a)
    return (upper - 1, weight)
  }
}
