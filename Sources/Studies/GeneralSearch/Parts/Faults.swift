// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in a program of this kind, one fault at a time.
enum SearchFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let localP = [
    "bump-example-p", "bump-example-significance", "bump-per-width-p", "bump-analytic-p",
  ]

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout SearchConventions) -> Void)] =
    windows + probabilities + toys + lookElsewhere

  private static let windows: [(Fault, @Sendable (inout SearchConventions) -> Void)] = [
    (
      Fault(
        "windows-off-by-one", "the last bin of every window left out",
        // The best of all widths is found again as the next wider one.
        meantFor: [
          "bump-example-window", "bump-per-width", "bump-per-width-p", "bump-analytic-order",
          "bump-options",
        ]),
      { $0.windowsOffByOne = true }
    ),
    (
      Fault(
        "coarse-steps", "every second position of the windows left out",
        meantFor: ["bump-example-window", "bump-per-width"]),
      { $0.stepFactor = 2 }
    ),
    (
      Fault(
        "single-bins", "regions of one bin only",
        meantFor: ["capability-regions"]),
      { $0.singleBins = true }
    ),
    (
      Fault(
        "inclusive-classes", "electrons and muons of a class taken together",
        meantFor: ["capability-classes"]),
      { $0.mergesLeptons = true }
    ),
  ]

  private static let probabilities: [(Fault, @Sendable (inout SearchConventions) -> Void)] = [
    (
      Fault(
        "strict-tail", "P(> n) instead of P(≥ n)",
        meantFor: localP + ["region-poisson", "region-gauss", "region-gamma"]),
      { $0.strictTail = true }
    ),
    (
      Fault(
        "one-sided", "the smaller tail taken for a two-sided p-value",
        meantFor: ["region-gauss", "independent-classes", "step-two-uniform"]),
      { $0.oneSided = true }
    ),
    (
      Fault(
        "no-smearing", "the uncertainty of the background ignored",
        meantFor: ["region-gauss", "region-gamma", "step-two-uniform"]),
      { $0.ignoresUncertainty = true }
    ),
    (
      Fault(
        "truncated-gauss", "the Gaussian's part below zero thrown away and the rest scaled up",
        meantFor: ["region-gauss"]),
      { $0.truncatesGauss = true }
    ),
    (
      Fault(
        "gamma-width", "the variance taken for the width of the gamma density",
        meantFor: ["region-gamma"]),
      { $0.gammaWidthIsVariance = true }
    ),
  ]

  private static let toys: [(Fault, @Sendable (inout SearchConventions) -> Void)] = [
    (
      Fault(
        "no-trial-factor", "the local p-value given as the global one",
        meantFor: ["bump-example-global", "bump-analytic-global"]),
      { $0.forgetsTrials = true }
    ),
    (
      Fault(
        "toys-too-high", "toys of 1.05 times the background",
        meantFor: ["bump-example-global", "bump-analytic-quantiles", "independent-classes"]),
      { $0.toyScale = 1.05 }
    ),
    (
      Fault(
        "toys-without-shift", "toys without the common systematic shift",
        meantFor: ["p-channel-uniform"]),
      { $0.toysWithoutShift = true }
    ),
    (
      Fault(
        "same-sample-again", "step two on the sample in which the region was found",
        meantFor: ["step-two-uniform"]),
      { $0.sameSampleAgain = true }
    ),
  ]

  private static let lookElsewhere: [(Fault, @Sendable (inout SearchConventions) -> Void)] = [
    (
      Fault(
        "both-crossings", "down-crossings counted as well in Rice's formula",
        meantFor: ["rice-bound", "rice-grid"]),
      { $0.countsDownCrossings = true }
    ),
    (
      Fault(
        "bound-without-local", "the local p-value left out of the bound", meantFor: ["rice-bound"]),
      { $0.boundWithoutLocal = true }
    ),
    (
      Fault(
        "forgotten-half", "up-crossings scaled by exp(−(c − c₀))", meantFor: ["chi2-scan"]),
      { $0.forgetsHalf = true }
    ),
    (
      Fault(
        "short-correlation", "correlation exp(−2 d²/l²), half the length",
        meantFor: ["process-toys", "process-bound"]),
      { $0.shortCorrelation = true }
    ),
  ]
}

extension SearchConventions {
  /// Production values, spoilt by one fault of the study if it is named.
  init(fault: String?) {
    self.init()
    SearchFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
