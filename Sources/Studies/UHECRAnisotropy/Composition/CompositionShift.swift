// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A change of the mass numbers of a composition, which shows how much a result depends on them.
public enum CompositionShift: Sendable, Equatable {
  /// Mass numbers, counted from zero as the authors' list is, times a factor, rounded and at most
  /// that of iron: A → 1 + min(55, round(f (A − 1))). A half rounds to the even number.
  case factor(Double)
  /// One mass number for all.
  case pure(Int)

  /// The mass number after the change.
  func massNumber(of massNumber: Int?) throws(AssayError) -> Int {
    switch self {
    case .pure(let only):
      _ = try StableNucleus.charge(massNumber: only)
      return only
    case .factor(let factor):
      guard factor > 0, factor.isFinite else {
        throw .badValue(
          name: "factor on mass numbers", found: "\(factor)", accepted: "a positive number")
      }
      guard let massNumber else {
        throw .missing(
          "the mass number of the nuclei, which the embedded composition does not hold,",
          remedy: "`assay fetch` gets the data set \(PropagatedSpectrum.dataset)")
      }
      let index = (factor * Double(massNumber - 1)).rounded(.toNearestOrEven)
      return 1 + Int(min(index, Double(StableNucleus.heaviest - 1)))
    }
  }
}
