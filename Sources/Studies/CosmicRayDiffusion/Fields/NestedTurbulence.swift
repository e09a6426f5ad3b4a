// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Turbulence

/// Turbulence over more scales than one grid holds: a sum of independent periodic grids whose
/// bands of wavelengths adjoin.
///
/// Grid i holds L_min,i to L_max,i, with L_max,i at most N dx_i/2.5, L_min,i at least 4 dx_i and
/// ⟨B_i²⟩ = w_i = ∫_band E dk / ∫ E dk. The boxes are shortened by up to 4 %, each differently, so that
/// their periods are incommensurate. After Giacinti, Kachelrieß, Semikoz and Sigl, JCAP 07 (2012)
/// 031. Memory: 16 bytes a node and grid.
public struct NestedTurbulence: Sendable {
  /// Coarsest first; the sum of their fields is the field.
  public let grids: [TurbulenceGrid]
  /// w_i, which sum to 1.
  public let shares: [Double]
  /// L_min,i and L_max,i.
  public let bands: [ClosedRange<Double>]

  public var field: MagneticField.Turbulence { .nested(grids) }

  /// The fewest grids of N = `count` that reach from L_max down to L_min.
  ///
  /// Throws where N is not a power of two from 16 to 1024, the limits are not 0 < L_min < L_max, or
  /// more than eight grids are needed. Cost: that of the grids, one after the other.
  public static func generate(
    count: Int, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64, threads: Int = 1
  ) throws(AssayError) -> NestedTurbulence {
    let bands = try bands(count: count, spectrum: spectrum)
    var weights: [Double] = []
    for band in bands {
      weights.append(
        try Quadrature.integrate(
          from: log(2 * .pi / band.upperBound), to: log(2 * .pi / band.lowerBound)
        ) { t in spectrum.energy(exp(t)) * exp(t) })
    }
    let shares = weights.map { $0 / weights.reduce(0, +) }
    var grids: [TurbulenceGrid] = []
    for (i, band) in bands.enumerated() {
      let field = try GridTurbulence.generate(
        count: count, spacing: spacing(band, i), spectrum: spectrum.limited(to: band), seed: seed,
        // The same m means another k in each grid: their draws must not be shared.
        stream: stream ^ UInt64(i) << 56, threads: threads, variance: shares[i],
        conventions: FieldConventions())
      grids.append(field.grid)
    }
    return NestedTurbulence(grids: grids, shares: shares, bands: bands)
  }

  /// Bands of equal ratio, at most N/10.5 each.
  static func bands(
    count: Int, spectrum: TurbulenceSpectrum
  ) throws(AssayError) -> [ClosedRange<Double>] {
    guard count >= 16, GridTurbulence.counts.contains(count) else {
      throw .badValue(
        name: "nodes along an edge of a nested grid", found: "\(count)",
        accepted: "a power of two from 16 to 1024")
    }
    let (small, large) = (spectrum.smallest, spectrum.largest)
    guard small > 0, small < large, large.isFinite else {
      throw .badValue(
        name: "limits of the turbulence", found: "L_min = \(small), L_max = \(large)",
        accepted: "0 < L_min < L_max")
    }
    let number = (log(large / small) / log(Double(count) / 10.5)).rounded(.up)
    guard number <= 8 else {
      throw .badValue(
        name: "L_max/L_min", found: "\(large / small)",
        accepted: "at most \(pow(Double(count) / 10.5, 8)), eight grids of \(count)^3 nodes")
    }
    let edges = (0...Int(number)).map { large * pow(small / large, Double($0) / number) }
    return (1..<edges.count).map { edges[$0]...edges[$0 - 1] }
  }

  /// dx_i: a quarter of L_min,i, less up to 4 % by the golden section.
  private static func spacing(_ band: ClosedRange<Double>, _ i: Int) -> Double {
    let golden = Double(i) * (5.0.squareRoot() - 1) / 2
    return band.lowerBound / 4 * (1 - 0.04 * (golden - golden.rounded(.down)))
  }
}

extension TurbulenceSpectrum {
  /// The same spectrum between other limits.
  func limited(to band: ClosedRange<Double>) -> TurbulenceSpectrum {
    switch self {
    case .powerLaw(let index, _, _):
      .powerLaw(index: index, smallest: band.lowerBound, largest: band.upperBound)
    case .bendOver(let low, let index, let length, _, _):
      .bendOver(
        low: low, index: index, length: length, smallest: band.lowerBound,
        largest: band.upperBound)
    }
  }
}
