// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// A theory of toy events whose densities are exact: n jets, n ~ Poisson(λ); the transverse momentum
/// of each, pT ~ Exp(θ); missing momentum MET ~ Rayleigh(σ).
///
/// Given n, only the sum HT = Σ pT tells two theories apart, so (n, HT, MET) is all there is to know:
///
///     ln p = −λ + n ln λ − ln n! − n ln θ − HT/θ + ln(MET/σ²) − MET²/(2σ²)                 (1)
///
/// as a density in all pT and MET, with the Poisson probability's 1/n! and no n! for the ordering.
public struct EventTheory: Sendable, Equatable {
  public var name: String
  /// λ, mean number of jets.
  public var jets: Double
  /// θ [GeV].
  public var scale: Double
  /// σ [GeV].
  public var missing: Double

  public init(name: String, jets: Double, scale: Double, missing: Double) {
    (self.name, self.jets, self.scale, self.missing) = (name, jets, scale, missing)
  }

  /// (1).
  public func logDensity(_ event: ToyEvent) -> Double {
    logDensity(event, EventConventions())
  }

  func logDensity(_ event: ToyEvent, _ conventions: EventConventions) -> Double {
    let n = Double(event.jets)
    let factorial = conventions.forgetsFactorial ? 0 : Special.logFactorial(event.jets)
    let momenta =
      conventions.forgetsMomenta ? 0 : -n * Numbers.logarithm(scale) - event.sum / scale
    return -jets + n * Numbers.logarithm(jets) - factorial + momenta
      + Numbers.logarithm(event.missing / (missing * missing))
      - event.missing * event.missing / (2 * missing * missing)
  }

  /// ln p − ln p of the background, without what cancels.
  func logRatio(over other: EventTheory, _ conventions: EventConventions) -> EventRatio {
    let (a, b) = (missing * missing, other.missing * other.missing)
    let momenta = conventions.forgetsMomenta ? 0.0 : 1.0
    return EventRatio(
      constant: other.jets - jets + Numbers.logarithm(b / a),
      perJet: Numbers.logarithm(jets / other.jets)
        - momenta * Numbers.logarithm(scale / other.scale),
      perSum: momenta * (1 / other.scale - 1 / scale), perSquare: 0.5 * (1 / b - 1 / a))
  }

  /// Drawn events.
  ///
  /// HT = −θ ln Π u over n uniform numbers, one logarithm an event. Cost: about 0.1 µs an event.
  public func toys(
    _ count: Int, seed: UInt64, stream: String, threads: Int
  ) -> [ToyEvent] {
    Draws.chunked(count, stream: "\(stream) \(name)", seed: seed, threads: threads) {
      (random: inout Philox) in
      let n = random.poisson(jets)
      var product = 1.0
      for _ in 0..<n { product *= random.uniform() }
      let sum = n == 0 ? 0 : -scale * Numbers.logarithm(product)
      let missing = missing * (-2 * Numbers.logarithm(random.uniform())).squareRoot()
      return ToyEvent(jets: n, sum: sum, missing: missing)
    }
  }
}

/// What (1) depends on.
public struct ToyEvent: Sendable, Equatable {
  public var jets: Int
  /// HT [GeV].
  public var sum: Double
  /// MET [GeV].
  public var missing: Double

  public init(jets: Int, sum: Double, missing: Double) {
    (self.jets, self.sum, self.missing) = (jets, sum, missing)
  }
}

/// A logarithm of a ratio of densities (1): linear in n, HT and MET².
struct EventRatio: Sendable, Equatable {
  var constant, perJet, perSum, perSquare: Double

  @inline(__always)
  func value(_ event: ToyEvent) -> Double {
    constant + perJet * Double(event.jets) + perSum * event.sum
      + perSquare * event.missing * event.missing
  }
}

/// Choices in toy events that a fault can spoil.
struct EventConventions: Sendable, Equatable {
  /// No 1/n! in the density.
  var forgetsFactorial = false
  /// No transverse momenta in densities and ratios.
  var forgetsMomenta = false
  /// The mixture's weights are not equal.
  var favoursFirst = false
  /// Signals of detectors drawn harder than the optimum's: momenta twice as large.
  var hardensSignals = false
}
