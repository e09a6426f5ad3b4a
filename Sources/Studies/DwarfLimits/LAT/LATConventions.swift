// SPDX-License-Identifier: GPL-3.0-or-later

internal import Harness

/// Choices of the likelihood analysis that a fault can spoil; the defaults are those of production.
struct LATConventions: Sendable, Equatable {
  var options = LATOptions()
  /// GeV in the unit of the tables' fluxes, which is the MeV.
  var fluxUnit = 1e-3
  var interpolation = LATInterpolation.cubic
  var massInterpolation = MassInterpolation.linear
  var spectra = SpectraConventions()
  /// log₁₀ J with one decimal, as the release prints it, instead of four.
  var roundsJ = false
  /// Targets of the release outside the nominal sample that are added to it.
  var extraTargets: [String] = []
  /// TS over ln L(best) - ln L(0).
  var testStatisticFactor = 2.0

  init(fault: String?) {
    switch fault {
    case "lat-flux-unit": fluxUnit = 1
    case "lat-majorana-factor": options.annihilationFactor = 4 * .pi
    case "lat-two-sided": options.fall = 3.841458820694124 / 2
    case "lat-fixed-j": options.profilesJ = false
    case "lat-all-targets": extraTargets = LATTargets.outsideNominal
    case "lat-rounded-j": roundsJ = true
    case "lat-straight-splines": interpolation = .linear
    case "lat-log-mass": massInterpolation = .logarithmic
    case "lat-above-mass": spectra.cutsAboveMass = false
    case "lat-channel-column": spectra.swapsColumns = true
    case "lat-without-ln10": spectra.dividesByLn10 = false
    case "lat-half-ts": testStatisticFactor = 1
    default: break
    }
  }

  static let faults: [Fault] = [
    Fault("lat-flux-unit", "the energy fluxes of the tables are taken for GeV", meantFor: limits),
    Fault(
      "lat-majorana-factor", "the flux is divided by 4 pi m^2 instead of 8 pi m^2",
      meantFor: limits),
    Fault("lat-two-sided", "ln L falls by 3.84/2 instead of 2.71/2 at the limit", meantFor: limits),
    Fault("lat-channel-column", "the spectra of c and mu are used for b and tau", meantFor: limits),
    Fault("lat-fixed-j", "J is held at its mean", meantFor: exact + tests),
    Fault(
      "lat-all-targets",
      "all 48 targets of the release are combined, seven with log10 J = 18 +- 0.6 for want of a "
        + "measured one", meantFor: recomputed + tests),
    Fault("lat-rounded-j", "log10 J is rounded to one decimal", meantFor: recomputed),
    Fault(
      "lat-straight-splines", "ln L is straight between the fluxes of the tables",
      meantFor: recomputed),
    Fault(
      "lat-log-mass", "the spectra are interpolated in ln m instead of m", meantFor: recomputed),
    Fault(
      "lat-above-mass", "the spectrum goes on above the mass",
      meantFor: ["lat-recomputed-tautau"]),
    Fault(
      "lat-without-ln10", "dN/dlog10 x is taken for dN/dln x", meantFor: pppc),
    Fault("lat-half-ts", "TS is the difference of ln L, without the factor 2", meantFor: tests),
  ]

  private static func both(_ id: String) -> [String] { ["lat-\(id)-bb", "lat-\(id)-tautau"] }
  private static var recomputed: [String] { both("recomputed") }
  private static var tests: [String] { both("ts") }
  private static var pppc: [String] { both("pppc") }
  private static var exact: [String] {
    both("combined") + both("single") + ["lat-single-bb-35GeV"] + recomputed
  }
  private static var limits: [String] { exact + pppc }
}
