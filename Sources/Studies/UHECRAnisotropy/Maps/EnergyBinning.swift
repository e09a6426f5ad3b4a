// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Energy bins of equal width in lg E and the resolution of the detector, which spreads an event of
/// true bin i over bins j with
///
///     d(j − i) = Φ((j − i + ½)Δ/σ) − Φ((j − i − ½)Δ/σ),                                    (1)
///
/// Δ being the width and σ = 0.2/ln 10 the resolution in lg E; the true energy is taken at the
/// centre of its bin.
///
/// Source: the program of Kalashev, Pshirkov and Zotov (okolo/ml_cr_aniso, train_healpix.py).
public struct EnergyBinning: Sendable, Equatable {
  /// How lg(E/lowest)/Δ becomes the number of a bin.
  public enum Rounding: String, Sendable, CaseIterable {
    /// Towards zero, as the authors do: below the lowest energy the bin is one too high.
    case truncation
    /// Downwards.
    case floor
  }

  /// Lower edge of the first bin [EeV].
  public var lowest: Double
  /// Δ.
  public var width: Double
  public var count: Int
  /// σ in lg E; zero spreads nothing.
  public var resolution: Double
  public var rounding: Rounding

  /// The authors': 15 bins from 56 EeV to the first edge beyond 300 EeV, 20 % resolution.
  public static let published = EnergyBinning(
    lowest: 56, width: 0.05, count: 15, resolution: 0.2 / log(10), rounding: .truncation)

  public init(
    lowest: Double, width: Double, count: Int, resolution: Double, rounding: Rounding
  ) {
    (self.lowest, self.width, self.count) = (lowest, width, count)
    (self.resolution, self.rounding) = (resolution, rounding)
  }

  /// Edges of the bins [EeV], one more than there are bins.
  public var edges: [Double] { (0...count).map { lowest * pow(10, width * Double($0)) } }

  /// The bin of a true energy [EeV], negative below the first.
  public func bin(of energy: Double) -> Int {
    // The difference of logarithms, as the authors take it: at an edge the last bit decides.
    let place = (log10(energy) - log10(lowest)) / width
    return Int(place.rounded(rounding == .truncation ? .towardZero : .down))
  }

  /// Bins of true energies that matter: beyond, nothing of (1) is left, and rows are dropped.
  public var trueBins: Range<Int> { -count..<count }

  /// (1) at a distance of `bins`.
  public func share(_ bins: Int) -> Double {
    guard resolution > 0 else { return bins == 0 ? 1 : 0 }
    let unit = width / resolution
    let far = Double(abs(bins))
    // From the near tail, where the difference keeps its digits.
    return Special.normalSurvival((far - 0.5) * unit) - Special.normalSurvival((far + 0.5) * unit)
  }

  /// What reaches each bin of an event of true bin i; the sum is below one where the event may leave
  /// the bins at either end.
  public func shares(from trueBin: Int) -> [Double] { (0..<count).map { share($0 - trueBin) } }

  /// What reaches each bin of a spectrum, normalised: a weight for each energy [EeV].
  ///
  /// Throws where nothing does.
  public func spectrum(
    energies: [Double], weights: [Double]
  ) throws(AssayError) -> [Double] {
    var sum = [Double](repeating: 0, count: count)
    for (energy, weight) in zip(energies, weights) {
      let trueBin = bin(of: energy)
      guard trueBins.contains(trueBin) else { continue }
      for (j, share) in shares(from: trueBin).enumerated() { sum[j] += weight * share }
    }
    let total = sum.reduce(0, +)
    guard total > 0, total.isFinite else {
      throw .badValue(
        name: "energies of a spectrum", found: "none that reaches a bin",
        accepted: "energies near \(lowest) EeV to \(edges[count]) EeV")
    }
    return sum.map { $0 / total }
  }

  /// Throws where a number is outside its range.
  func check() throws(AssayError) {
    guard lowest > 0, lowest.isFinite, width > 0, width.isFinite, (1...1000).contains(count),
      resolution >= 0, resolution.isFinite
    else {
      throw .badValue(
        name: "energy bins", found: "\(count) of \(width) from \(lowest) EeV, σ = \(resolution)",
        accepted: "1 to 1000, positive width and energy, σ from 0")
    }
  }
}
