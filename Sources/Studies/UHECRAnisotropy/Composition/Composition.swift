// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
public import Numerics

/// How many events of each nucleus and energy arrive from a source: weights on the grid of energies
/// of a propagated spectrum, bins of equal width in lg E centred on the grid,
///
///     w_A(E) = (j E²)_A / E.                                                               (1)
public struct Composition: Sendable, Equatable {
  /// One kind of nucleus.
  public struct Species: Sendable, Equatable {
    /// nil where only the charge is known.
    public var massNumber: Int?
    public var charge: Int
    /// Expected events at each energy, in a common unit.
    public var weights: [Double]
  }

  /// Of the grid [EeV], rising.
  public private(set) var energies: [Double]
  public internal(set) var species: [Species]

  /// From a propagated spectrum, by (1).
  ///
  /// - Parameter lowest: energies below are left out [EeV].
  /// - Throws: where nothing is left.
  public init(_ spectrum: PropagatedSpectrum, from lowest: Double) throws(AssayError) {
    let kept = spectrum.energies.indices.filter { spectrum.energies[$0] >= lowest }
    energies = kept.map { spectrum.energies[$0] }
    species = spectrum.flux.enumerated().map { index, flux in
      Species(
        massNumber: index + 1, charge: StableNucleus.charges[index],
        weights: kept.map { flux[$0] / spectrum.energies[$0] })
    }
    try check(lowest)
  }

  /// From a table of weights and number fractions of charges, such as the reference table
  /// `kkos_composition_3p5_Mpc`; mass numbers are not known then.
  ///
  /// - Parameter lowest: energies below are left out [EeV].
  /// - Throws: where the table is of another kind, or nothing is left.
  init(_ table: ReferenceTable, from lowest: Double) throws(AssayError) {
    guard table.independent.count == 2, let total = table.dependent.first else {
      throw .badInput(
        file: table.file, place: nil, found: "another table",
        accepted: "lg E and E, then the weight and the fraction of each charge")
    }
    let axes = TableAxes(table)
    let logarithms = try axes.numbers(0)
    let grid = logarithms.map { pow(10, $0 - 18) }
    let kept = grid.indices.filter { grid[$0] >= lowest }
    let weights = try Self.numbers(total, table)
    energies = kept.map { grid[$0] }
    species = []
    for column in table.dependent.dropFirst() {
      guard let charge = column.name.split(separator: "=").last.flatMap({ Int($0) }) else {
        throw .badInput(
          file: table.file, place: "column \(column.name)", found: "no charge in its name",
          accepted: "a name that ends with \"Z=\" and a number")
      }
      let fractions = try Self.numbers(column, table)
      species.append(
        Species(massNumber: nil, charge: charge, weights: kept.map { weights[$0] * fractions[$0] }))
    }
    try check(lowest)
  }

  private static func numbers(
    _ column: ReferenceTable.Dependent, _ table: ReferenceTable
  ) throws(AssayError) -> [Double] {
    var numbers: [Double] = []
    for cell in column.cells {
      guard let number = cell.number, number >= 0 else {
        throw .badInput(
          file: table.file, place: "line \(cell.line)", found: "\(cell.value)",
          accepted: "a number from 0 up")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func check(_ lowest: Double) throws(AssayError) {
    guard total > 0, total.isFinite else {
      throw .badValue(
        name: "lowest energy [EeV]", found: "\(lowest)",
        accepted: "an energy above which the spectrum has events")
    }
  }

  /// Sum of all weights.
  public var total: Double { species.reduce(0) { $0 + $1.weights.reduce(0, +) } }

  /// Weight at each energy, nuclei together.
  public var spectrum: [Double] {
    energies.indices.map { i in species.reduce(0) { $0 + $1.weights[i] } }
  }

  /// Share of events whose charge is in a range.
  public func fraction(charges: ClosedRange<Int>) -> Double {
    species.filter { charges.contains($0.charge) }.reduce(0) { $0 + $1.weights.reduce(0, +) }
      / total
  }

  /// Mean charge of an event.
  public var meanCharge: Double {
    species.reduce(0) { $0 + Double($1.charge) * $1.weights.reduce(0, +) } / total
  }

  /// The composition after a change of mass numbers; energies are kept.
  ///
  /// Throws where mass numbers are not known but needed, or the change is outside its range.
  public func shifted(_ shift: CompositionShift) throws(AssayError) -> Composition {
    var shifted = self
    var weights: [Int: [Double]] = [:]
    for one in species {
      let massNumber = try shift.massNumber(of: one.massNumber)
      let sum = weights[massNumber] ?? [Double](repeating: 0, count: energies.count)
      weights[massNumber] = zip(sum, one.weights).map { $0 + $1 }
    }
    shifted.species = []
    for (massNumber, list) in weights.sorted(by: { $0.key < $1.key }) {
      shifted.species.append(
        Species(
          massNumber: massNumber, charge: try StableNucleus.charge(massNumber: massNumber),
          weights: list))
    }
    return shifted
  }
}
