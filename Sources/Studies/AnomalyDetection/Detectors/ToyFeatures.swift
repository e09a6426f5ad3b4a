// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Toy events as detectors see them: all that tells theories apart, (n, HT, MET).
enum ToyFeatures {
  static func rows(_ events: [ToyEvent]) -> FeatureRows {
    FeatureRows(
      names: ["jets", "HT", "MET"],
      values: events.flatMap { [Double($0.jets), $0.sum, $0.missing] })
  }

  // MARK: For densities

  /// HT of an event without jets is drawn uniformly below this number [GeV].
  private static let width = 60.0

  /// Coordinates in which a density can be learnt: n with a uniform number in (0, 1) added, so that
  /// it has one; HT^½ and MET, in which the tails exp(−HT/θ) and exp(−MET²/2σ²) fall as those of a
  /// normal distribution do: beyond the last event of its training a flow has no other tail.
  static func smooth(_ events: [ToyEvent], seed: UInt64, stream: String) -> FeatureRows {
    var random = Philox(seed: seed, stream: Philox.stream(of: "\(stream) smooth"))
    return FeatureRows(
      names: ["jets + u", "HT^1/2", "MET"],
      values: events.flatMap { event in
        let (u, v) = (random.uniform(), random.uniform())
        let sum = event.jets == 0 ? width * v : event.sum
        return [Double(event.jets) + u, sum.squareRoot(), event.missing]
      })
  }

  /// What turns ln of the density in smooth coordinates into ln of that in all pT and MET, which is
  /// the one of ``EventTheory``: the derivative of HT^½ and, as the momenta of n jets are
  /// anywhere on the simplex of their sum with equal density, its (n − 1)!/HT^(n−1).
  ///
  /// What is rare depends on the coordinates in which it is asked: in (n, HT, MET) other events are
  /// rare than in all pT.
  static func logVolume(_ event: ToyEvent, _ row: ArraySlice<Double>) -> Double {
    let root = row[row.startIndex + 1]
    let derivative = -Numbers.logarithm(2 * root)
    let momenta =
      event.jets == 0
      ? Numbers.logarithm(width)
      : Special.logFactorial(event.jets - 1)
        - Double(event.jets - 1) * Numbers.logarithm(event.sum)
    return derivative + momenta
  }
}
