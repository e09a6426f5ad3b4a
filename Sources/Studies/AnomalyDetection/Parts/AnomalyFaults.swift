// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong, one fault at a time.
enum AnomalyFaults {
  typealias Entry = (fault: Fault, apply: @Sendable (inout AnomalyConventions) -> Void)

  static let all: [Fault] = entries.map(\.fault)

  /// Every fault with what it does to the conventions.
  static let entries: [Entry] = merit + optima + files + detectors

  private static let merit: [Entry] = [
    (
      Fault(
        "score-sign", "low scores taken for anomalous",
        meantFor: [
          "shift-toys", "count-toys", "combination-toys", "event-toys-area", "baseline-areas",
        ]),
      { $0.merit.swapsSign = true }
    ),
    (
      Fault(
        "ties-won", "equal scores counted as won",
        meantFor: ["count-toys", "identities-merit"]),
      { $0.merit.tiesAreWins = true }
    ),
    (
      Fault(
        "improvement-without-root",
        "signal efficiency divided by the background's, not by its root",
        meantFor: [
          "total-improvement", "total-improvement-svdd", "published-columns", "shift-optimum",
        ]
      ),
      { $0.merit.forgetsRoot = true }
    ),
    (
      Fault(
        "improvement-averaged", "mean over levels and channels instead of the largest",
        meantFor: ["total-improvement", "total-improvement-svdd", "published-columns"]),
      { $0.merit.averages = true }
    ),
    (
      Fault(
        "first-channel", "the first channel of a signal instead of its best",
        meantFor: ["total-improvement"]),
      { $0.merit.forgetsChannels = true }
    ),
    (
      Fault("empty-rows", "rows without an entry counted", meantFor: ["published-columns"]),
      { $0.countsEmptyRows = true }
    ),
    (
      Fault("last-level-kept", "the 1e-4 column not left out", meantFor: ["published-columns"]),
      { $0.keepsLastLevel = true }
    ),
    (
      Fault(
        "dimensions-mixed", "targets compared across dimensions", meantFor: ["published-targets"]),
      { $0.mixesDimensions = true }
    ),
    (
      Fault("and-for-or", "AND for OR and OR for AND", meantFor: ["combination-toys"]),
      { $0.merit.swapsAnd = true }
    ),
    (
      Fault(
        "product-for-mean", "the product of ranks for their mean and the other way round",
        meantFor: ["combination-toys"]),
      { $0.merit.swapsProduct = true }
    ),
    (
      Fault(
        "ranks-among-signal", "ranks among the signal instead of the background",
        meantFor: ["combination-toys"]),
      { $0.merit.ranksAmongSignal = true }
    ),
  ]

  private static let optima: [Entry] = [
    (
      Fault(
        "shift-squared", "the square of the shift for the shift",
        meantFor: ["shift-optimum", "shift-toys"]),
      { $0.squaresShift = true }
    ),
    (
      Fault(
        "width-for-variance", "widths of the signal taken for variances",
        meantFor: ["scale-optimum"]),
      { $0.forgetsSquare = true }
    ),
    (
      Fault("count-means", "means of background and signal swapped", meantFor: ["count-optimum"]),
      { $0.swapsMeans = true }
    ),
    (
      Fault(
        "poisson-without-factorial", "the density of events without 1/n!",
        meantFor: ["event-toys", "event-toys-area"]),
      { $0.events.forgetsFactorial = true }
    ),
    (
      Fault(
        "momenta-forgotten", "densities and ratios without the momenta of jets",
        meantFor: ["event-toys", "event-toys-area"]),
      { $0.events.forgetsMomenta = true }
    ),
    (
      Fault(
        "mixture-unequal", "a mixture of theories that favours the first",
        meantFor: ["event-toys", "event-toys-area"]),
      { $0.events.favoursFirst = true }
    ),
  ]

  private static let files: [Entry] = [
    (
      Fault("momenta-in-mev", "momenta of event files taken for GeV", meantFor: ["file-means"]),
      { $0.collisions.keepsMeV = true }
    ),
    (
      Fault(
        "ht-of-everything", "HT of all objects, leptons and photons too",
        meantFor: ["file-means", "baseline-areas"]),
      { $0.collisions.sumsEverything = true }
    ),
    (
      Fault("fifth-jet", "cuts of channel 1 that ask for a fifth jet", meantFor: ["file-means"]),
      { $0.collisions.wantsFiveJets = true }
    ),
    (
      Fault("weights-forgotten", "all events of weight one", meantFor: ["file-weights"]),
      { $0.collisions.forgetsWeights = true }
    ),
    (
      Fault(
        "angle-unfolded", "the angle to the missing momentum not folded to 0...pi",
        meantFor: ["baseline-areas"]),
      { $0.collisions.forgetsFolding = true }
    ),
    (
      Fault(
        "density-of-test", "the tested background among the events that make the density",
        meantFor: ["baseline-areas"]),
      { $0.collisions.trainsOnTest = true }
    ),
    (
      Fault(
        "tied-ranks", "equal AUCs numbered in turn instead of sharing their rank",
        meantFor: ["baseline-ranks"]),
      { $0.merit.forgetsTiedRanks = true }
    ),
    (
      Fault(
        "score-sign-of-files", "low scores taken for anomalous in events of files",
        meantFor: ["published-order", "baseline-ranks"]),
      { $0.merit.swapsSign = true }
    ),
  ]

  private static let detectors: [Entry] = [
    (
      Fault(
        "target-in-loss-only", "the target of Deep SVDD in the loss, but not in the score",
        meantFor: ["identities-detectors"]),
      { $0.detectors.targetOnlyInLoss = true }
    ),
    (
      Fault(
        "gradient-halved", "gradients of the losses halved", meantFor: ["identities-gradients"]),
      { $0.detectors.halvesGradient = true }
    ),
    (
      Fault(
        "seed-of-threads", "weights drawn by the number of threads",
        meantFor: ["identities-threads"]),
      { $0.detectors.seedsByThreads = true }
    ),
    (
      Fault(
        "signals-harder", "detectors tested on signals with momenta four times as large",
        meantFor: DetectorKind.allCases.map { "\($0.rawValue)-below-optimum" }),
      { $0.events.hardensSignals = true }
    ),
    (
      Fault(
        "detector-sign", "low scores of detectors taken for anomalous",
        meantFor: [
          "autoencoder-above-chance", "svdd-above-chance", "ensemble-above-chance",
          "classifier-share", "affine-share", "spline-share",
        ]),
      { $0.merit.swapsSign = true }
    ),
    (
      Fault(
        "labels-swapped", "background and mixture of the classifier swapped",
        meantFor: ["classifier-share"]),
      { $0.detectors.swapsLabels = true }
    ),
    (
      Fault("untrained", "weights as they were drawn", meantFor: ["classifier-share"]),
      { $0.detectors.isUntrained = true }
    ),
    (
      Fault(
        "volume-forgotten", "the density of flows in the coordinates of their training",
        meantFor: ["affine-share", "spline-share"]),
      { $0.detectors.forgetsVolume = true }
    ),
  ]
}
