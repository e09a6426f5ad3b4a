// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// How the arrival directions of a source's events are found on deflection maps.
public struct SourceRowsRecipe: Sendable, Equatable {
  /// Which rigidity's map serves an event.
  public enum Rigidities: Sendable, Equatable {
    /// Its own, E/Z.
    case exact
    /// The nearest in the logarithm of lowest × 10^(step k) [EV], k a whole number of either sign.
    case grid(lowest: Double, step: Double)

    /// The rigidity [EV] of the map that serves this one.
    func map(of rigidity: Double) -> Double {
      switch self {
      case .exact: return rigidity
      case .grid(let lowest, let step):
        return lowest * pow(10, step * (log10(rigidity / lowest) / step).rounded())
      }
    }
  }

  /// Largest angle between a pixel's direction at the boundary and the source [deg].
  public var acceptance: Double
  /// Standard deviation, on each of two axes, by which arrival directions at Earth are scattered
  /// [deg]; it fills the gaps of a coarse map.
  public var jitter: Double
  public var rigidities: Rigidities
  /// Nside of the pixels of the rows, a power of two.
  public var nside: Int

  /// The authors' way on maps of Nside = 512: within 1° and their 0.01° more, every rigidity.
  public static let published = SourceRowsRecipe(
    acceptance: 1.01, jitter: 0, rigidities: .exact, nside: 32)

  /// For maps of Nside = 32 and few rigidities: 2.5°, scattered by 1°, 2 EV × 10^(0.07 k).
  public static let coarse = SourceRowsRecipe(
    acceptance: 2.5, jitter: 1, rigidities: .grid(lowest: 2, step: 0.07), nside: 32)

  public init(acceptance: Double, jitter: Double, rigidities: Rigidities, nside: Int) {
    (self.acceptance, self.jitter) = (acceptance, jitter)
    (self.rigidities, self.nside) = (rigidities, nside)
  }

  /// The rigidity [EV] of the map that serves an event of this rigidity.
  public func mapRigidity(_ rigidity: Double) -> Double { rigidities.map(of: rigidity) }

  /// "within 2.0 deg, scattered by 0.4 deg, rigidities 2.0 EV × 10^(0.02 k)".
  var summary: String {
    var text = "within \(acceptance) deg, scattered by \(jitter) deg, "
    switch rigidities {
    case .exact: text += "every rigidity"
    case .grid(let lowest, let step): text += "rigidities \(lowest) EV × 10^(\(step) k)"
    }
    return text
  }

  /// Throws where a number is outside its range.
  func check() throws(AssayError) {
    guard acceptance > 0, acceptance <= 180 else {
      throw .badValue(
        name: "acceptance radius [deg]", found: "\(acceptance)", accepted: "above 0, up to 180")
    }
    guard (0...30).contains(jitter) else {
      throw .badValue(name: "jitter [deg]", found: "\(jitter)", accepted: "0 to 30")
    }
    guard nside > 0, nside <= 8192, nside & (nside - 1) == 0 else {
      throw .badValue(
        name: "Nside of event maps", found: "\(nside)", accepted: "a power of two up to 8192")
    }
    if case .grid(let lowest, let step) = rigidities {
      guard lowest > 0, lowest.isFinite, step > 0, step.isFinite else {
        throw .badValue(
          name: "grid of rigidities", found: "\(lowest) EV × 10^(\(step) k)",
          accepted: "two positive numbers")
      }
    }
  }
}

extension Composition {
  /// The rigidities [EV] of the maps that events of this composition need, rising.
  ///
  /// - Parameter smallest: pairs of smaller probability are left out, such as those that no draw of
  ///   10⁵ nuclei would hold.
  public func mapRigidities(
    _ recipe: SourceRowsRecipe, smallest: Double = 0
  ) -> [Double] {
    let needed = pairs.filter { $0.probability >= smallest }
    return Set(needed.map { recipe.mapRigidity($0.pair.rigidity) }).sorted()
  }
}
