// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Choices in the counting limits that a fault can spoil; the defaults are those of production.
struct CountingConventions: Sendable, Equatable {
  /// The two thresholds Δ exchanged.
  var swapsDeltas = false
  /// Penalty x²/(jScale·σ)² of log₁₀ J: ln 10 takes a spread in dex for one in ln J.
  var jScale = 1.0
  /// The background is b(1 + y) instead of b e^y.
  var linearBackground = false
  /// Divisor of y²/σ_b² in -2 ln L.
  var backgroundPenalty = 1.0
  /// Probability left below the observed count at the limit.
  var tail = 0.05
  /// CLs is divided by the probability of the background alone.
  var dividesByBackground = true
  /// Simulated counts contain the background.
  var addsBackground = true
  /// Simulated counts meet the limit of one count less.
  var limitShift = 0

  // MADHAT
  /// Counts by which the background probabilities are displaced.
  var pmfShift = 0
  /// S + B < N_obs instead of S + B <= N_obs.
  var strict = false
  /// Targets by which the exposures are displaced.
  var exposureShift = 0
  /// Targets by which counts and background probabilities are displaced.
  var columnShift = 0
  /// +dJ and -dJ exchanged.
  var swapsJErrors = false
  /// Factor in σv = factor · m² Φ/N_γ.
  var annihilationFactor = 8 * Double.pi
  /// The photon yields of b and τ exchanged.
  var swapsYields = false

  init(fault: String? = nil) {
    switch fault {
    case "stats-thresholds": swapsDeltas = true
    case "stats-natural-j": jScale = 1 / ln10
    case "stats-linear-background": linearBackground = true
    case "stats-background-penalty": backgroundPenalty = 2
    case "stats-two-sided": tail = 0.025
    case "stats-cls-undivided": dividesByBackground = false
    case "stats-toys-without-background": addsBackground = false
    case "stats-toys-off-by-one": limitShift = 1
    case "madhat-pmf-shift": pmfShift = 1
    case "madhat-strict": strict = true
    case "madhat-exposure": exposureShift = 1
    case "madhat-column": columnShift = 1
    case "madhat-j-errors": swapsJErrors = true
    case "madhat-majorana-factor": annihilationFactor = 4 * .pi
    case "madhat-yields": swapsYields = true
    default: break
    }
  }

  static let faults: [Fault] = [
    Fault(
      "stats-thresholds", "the thresholds 2.71 and 3.84 are exchanged",
      meantFor: [
        "statistics-known-background", "statistics-profiled-J",
        "statistics-profiled-J-background",
      ]),
    Fault(
      "stats-natural-j", "the spread of J in dex is taken for one in ln J",
      meantFor: ["statistics-profiled-J", "statistics-profiled-J-background"]),
    Fault(
      "stats-linear-background", "the background varies as b (1 + y) instead of b exp(y)",
      meantFor: ["statistics-profiled-J-background"]),
    Fault(
      "stats-background-penalty", "the penalty of ln b lacks the factor 2 of -2 ln L",
      meantFor: ["statistics-profiled-J-background"]),
    Fault(
      "stats-two-sided", "the tail probability is 2.5 % instead of 5 %",
      meantFor: ["statistics-classical", "classical-coverage"]),
    Fault(
      "stats-cls-undivided", "CLs is not divided by the probability of the background",
      meantFor: ["statistics-classical"]),
    Fault(
      "stats-toys-without-background", "simulated counts lack the background",
      meantFor: ["classical-coverage"]),
    Fault(
      "stats-toys-off-by-one", "a simulated count meets the limit of one count less",
      meantFor: ["classical-coverage"]),
    Fault(
      "madhat-pmf-shift", "the background probabilities begin at one count instead of none",
      meantFor: ["madhat-counts", "madhat-bounds", "madhat-cross-sections"]),
    Fault(
      "madhat-strict", "S + B < N_obs instead of S + B <= N_obs",
      meantFor: ["madhat-bounds", "madhat-cross-sections"]),
    Fault(
      "madhat-exposure", "the exposure of the next target is used",
      meantFor: ["madhat-cross-sections"]),
    Fault(
      "madhat-column", "counts and background probabilities of the next target are used",
      meantFor: ["madhat-counts", "madhat-bounds", "madhat-cross-sections"]),
    Fault(
      "madhat-j-errors", "J moves down where it should move up",
      meantFor: ["madhat-cross-sections"]),
    Fault(
      "madhat-majorana-factor", "the cross-section has 4 pi m^2 instead of 8 pi m^2",
      meantFor: ["madhat-cross-sections"]),
    Fault(
      "madhat-yields", "the photon yields of b and tau are exchanged",
      meantFor: ["madhat-cross-sections"]),
  ]
}
