// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Harness

/// Ratios to free streaming in bins of energy at Earth, with standard errors from the spread of
/// independent batches.
public struct ColdSpectrum: Sendable, Equatable {
  /// [eV].
  public let edges: [Double]
  /// By mass state, then bin.
  public let massStates: [[Estimate]]
  /// Of the sum over flavours, or mass states, by bin.
  public let allFlavours: [Estimate]

  /// - Parameters:
  ///   - scale: E_ref [eV].
  ///   - changes: arrivals less departures by batch, mass state and bin, in units of the source at
  ///     E_ref.
  init(
    edges: [Double], source: SourceSpectrum, batches: Int, scale: Double, changes: [Double]
  ) {
    let bins = edges.count - 1
    let power = 1 - source.index
    let integral = edges.map {
      power == 0 ? log($0 / scale) : pow($0 / scale, power) / power
    }
    func estimate(_ bin: Int, _ states: Range<Int>) -> Estimate {
      let share = states.reduce(0.0) { $0 + source.weights[$1] }
      let free = share * (integral[bin + 1] - integral[bin])
      let ratios = (0..<batches).map { batch in
        1 + states.reduce(0.0) { $0 + changes[(batch * 3 + $1) * bins + bin] } / free
      }
      return Self.mean(ratios)
    }
    self.edges = edges
    massStates = (0..<3).map { i in (0..<bins).map { estimate($0, i..<i + 1) } }
    allFlavours = (0..<bins).map { estimate($0, 0..<3) }
  }

  /// Mean and its standard error.
  private static func mean(_ values: [Double]) -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(mean, standardError: (squares / (count * (count - 1))).squareRoot())
  }
}
