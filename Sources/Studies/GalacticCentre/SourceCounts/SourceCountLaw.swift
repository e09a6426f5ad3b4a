// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// How many sources there are of which flux: a power law with breaks S_b0 > S_b1 > ... [photons],
///
///     dN/dS = A (S/S_b0)^-n_0                                   S ≥ S_b0
///             A (S/S_b0)^-n_1                           S_b1 ≤ S < S_b0
///             A (S_b1/S_b0)^-n_1 (S/S_b1)^-n_2          S_b2 ≤ S < S_b1, ...
///
/// Source: arXiv:1612.03173, eq. (4.1) and its extension to more breaks.
public struct SourceCountLaw: Sendable, Equatable {
  /// Fluxes of the breaks, falling [photons].
  public var breaks: [Double]
  /// Slopes from bright to faint, one more than breaks.
  public var slopes: [Double]

  /// - Throws: unless breaks are positive and fall, slopes are one more, the first is above 1 (the
  ///   number of bright sources is finite) and the last below 2 (so is the flux of faint ones).
  public init(breaks: [Double], slopes: [Double]) throws(AssayError) {
    guard !breaks.isEmpty, slopes.count == breaks.count + 1 else {
      throw .badValue(
        name: "source counts", found: "\(breaks.count) breaks and \(slopes.count) slopes",
        accepted: "a break or more, and one slope more than breaks")
    }
    guard breaks.allSatisfy({ $0 > 0 && $0.isFinite }),
      zip(breaks, breaks.dropFirst()).allSatisfy({ $0 > $1 })
    else {
      throw .badValue(
        name: "breaks of source counts", found: "\(breaks)",
        accepted: "positive fluxes in photons, the brightest first")
    }
    guard slopes.allSatisfy(\.isFinite), let first = slopes.first, let last = slopes.last,
      first > 1,
      last < 2
    else {
      throw .badValue(
        name: "slopes of source counts", found: "\(slopes)",
        accepted: "the first above 1, the last below 2")
    }
    (self.breaks, self.slopes) = (breaks, slopes)
  }

  /// The same sources seen with an exposure so many times as large: its breaks times it.
  func scaled(_ exposure: Double) throws(AssayError) -> SourceCountLaw {
    try SourceCountLaw(breaks: breaks.map { $0 * exposure }, slopes: slopes)
  }

  /// S_b0 of the power law of a segment, and its value there, for A = 1.
  func reference(_ segment: Int) -> (flux: Double, density: Double) {
    var density = 1.0
    for s in 1..<max(1, segment) {
      density *= pow(breaks[s] / breaks[s - 1], -slopes[s])
    }
    return (segment == 0 ? breaks[0] : breaks[segment - 1], density)
  }

  /// The segment in which a flux lies; 0 is the brightest.
  func segment(_ flux: Double) -> Int { breaks.count { flux < $0 } }

  /// dN/dS at a flux, for A = 1.
  public func density(_ flux: Double) -> Double {
    let segment = segment(flux)
    let reference = reference(segment)
    return reference.density * pow(flux / reference.flux, -slopes[segment])
  }

  /// ∫ S^power dN/dS dS over all fluxes, for A = 1; infinite where it diverges.
  public func integral(power: Double) -> Double {
    guard slopes[0] > power + 1, slopes[slopes.count - 1] < power + 1 else { return .infinity }
    var sum = 0.0
    for s in slopes.indices {
      let reference = reference(s)
      // S^(power - n) from low to high, in units of the reference flux.
      let exponent = power + 1 - slopes[s]
      let low = s == slopes.count - 1 ? 0 : breaks[s] / reference.flux
      let high = s == 0 ? Double.infinity : breaks[s - 1] / reference.flux
      let part: Double
      if abs(exponent) < 1e-12 {
        part = log(high / low)
      } else if s == 0 {
        part = -pow(low, exponent) / exponent
      } else {
        part = (pow(high, exponent) - (low == 0 ? 0 : pow(low, exponent))) / exponent
      }
      sum += reference.density * pow(reference.flux, power + 1) * part
    }
    return sum
  }
}
