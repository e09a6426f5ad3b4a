// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Which mass state is the lightest: ν₁ (normal) or ν₃ (inverted).
public enum MassOrdering: String, Sendable, CaseIterable, Codable {
  case normal, inverted

  /// As the reference tables print it.
  public var abbreviation: String { self == .normal ? "NO" : "IO" }

  var opposite: MassOrdering { self == .normal ? .inverted : .normal }
}

/// The masses of the three neutrino mass states.
///
/// With the splittings of NuFIT 5.0 (as listed in nuSIprop, arXiv:2107.13568) [eV²]
///
///     normal:    m₂² = m₁² + 7.42e-5,   m₃² = m₁² + 2.514e-3
///     inverted:  m₂² = m₃² + 2.497e-3,  m₁² = m₂² − 7.42e-5                      (1)
///
/// the sum Σm rises with the lightest mass, so that a root search inverts it.
public struct NeutrinoMasses: Sendable, Equatable {
  public let ordering: MassOrdering
  /// m₁, m₂, m₃ [eV].
  public let states: [Double]

  static let solarSplitting = 7.42e-5
  static let atmosphericSplitting: [MassOrdering: Double] = [
    .normal: 2.514e-3, .inverted: 2.497e-3,
  ]

  /// Masses from Σm [eV].
  ///
  /// Throws where Σm lies below ``minimumSum(_:)`` of the ordering, or above 10 eV, beyond which
  /// relic neutrinos would not be hot.
  public init(sum: Double, ordering: MassOrdering) throws(AssayError) {
    let least = Self.minimumSum(ordering)
    guard sum >= least, sum <= 10 else {
      throw .badValue(
        name: "sum of the neutrino masses", found: "\(sum) eV",
        accepted: "\(least) eV (lightest massless, \(ordering.rawValue) ordering) to 10 eV")
    }
    let lightest =
      sum == least
      ? 0
      : try Root.find(in: 0...sum, relative: 1e-15) {
        Self.states(lightest: $0, ordering).reduce(0, +) - sum
      }
    self.init(lightest: lightest, ordering: ordering)
  }

  /// - Parameter lightest: mass of the lightest state [eV], not negative.
  public init(lightest: Double, ordering: MassOrdering) {
    precondition(lightest >= 0, "a mass is not negative")
    self.ordering = ordering
    states = Self.states(lightest: lightest, ordering)
  }

  /// Σm with a massless lightest state [eV]: 0.0588 (normal), 0.0992 (inverted).
  public static func minimumSum(_ ordering: MassOrdering) -> Double {
    states(lightest: 0, ordering).reduce(0, +)
  }

  public var sum: Double { states.reduce(0, +) }

  private static func states(lightest: Double, _ ordering: MassOrdering) -> [Double] {
    let square = lightest * lightest
    let atmospheric = atmosphericSplitting[ordering]!
    switch ordering {
    case .normal:
      return [
        lightest, (square + solarSplitting).squareRoot(), (square + atmospheric).squareRoot(),
      ]
    case .inverted:
      let middle = square + atmospheric
      return [(middle - solarSplitting).squareRoot(), middle.squareRoot(), lightest]
    }
  }
}
