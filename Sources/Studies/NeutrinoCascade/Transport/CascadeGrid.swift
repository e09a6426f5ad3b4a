// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Energies today, E₀ = E_min e^{k du} for k = 0 ..< count.
public struct CascadeGrid: Sendable, Equatable {
  /// E_min [eV].
  public let lowest: Double
  /// du = d ln E₀.
  public let spacing: Double
  public let count: Int

  /// The grid from `lowest` to the point nearest `highest`.
  ///
  /// Throws where the range is empty, du is not in 1e-5...0.05, or there would be above 5 million
  /// points.
  public init(lowest: Double, highest: Double, spacing: Double) throws(AssayError) {
    guard spacing >= 1e-5, spacing <= 0.05 else {
      throw .badValue(name: "grid spacing du", found: "\(spacing)", accepted: "1e-5 to 0.05")
    }
    guard lowest > 0, highest > lowest, highest.isFinite else {
      throw .badValue(
        name: "energy range", found: "\(lowest) to \(highest) eV",
        accepted: "two positive energies, the lower one first")
    }
    let steps = (log(highest / lowest) / spacing).rounded()
    guard steps >= 1, steps < 5e6 else {
      throw .badValue(
        name: "energy range", found: "\(lowest) to \(highest) eV with du = \(spacing)",
        accepted: "2 to 5000000 grid points")
    }
    (self.lowest, self.spacing, count) = (lowest, spacing, Int(steps) + 1)
  }

  /// E₀ of point k [eV].
  public func energy(_ k: Int) -> Double { lowest * exp(Double(k) * spacing) }

  public var energies: [Double] { (0..<count).map(energy) }

  public var highest: Double { energy(count - 1) }
}
