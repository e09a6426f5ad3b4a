// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong, one fault at a time.
enum FractionFaults {
  typealias Entry = (fault: Fault, apply: @Sendable (inout FractionConventions) -> Void)

  static let all: [Fault] = entries.map(\.fault)

  /// Every fault with what it does to the conventions.
  static let entries: [Entry] = theory + simulation + onePoint + identities + network

  private static let theory: [Entry] = [
    (
      Fault(
        "faint-slope", "the faint end of the source counts falls as S^-1.5 instead of S^-1.4",
        meantFor: ["source-moments", "pixel-moments", "pixel-pmf"]),
      { $0.assumed.counts.faint = 1.5 }
    ),
    (
      Fault(
        "psf-missing", "formulas without the point spread function",
        meantFor: [
          "psf-overlap", "pixel-moments", "pixel-pmf", "onepoint-error",
          "onepoint-error-by-fraction", "onepoint-coverage", "onepoint-coverage-many",
        ]),
      { $0.assumed.spread.width = 0 }
    ),
    (
      Fault(
        "smooth-kept", "smooth emission that keeps all photons beside those of sources",
        meantFor: ["pixel-moments", "pixel-pmf"]),
      { $0.assumed.keepsSmooth = true }
    ),
  ]

  private static let simulation: [Entry] = [
    (
      Fault(
        "photons-unmoved", "photons that stay in the pixel of their source",
        meantFor: ["simulated-moments", "simulated-pmf"]),
      { $0.drawn.spread.width = 0 }
    ),
    (
      Fault(
        "margin-missing", "no sources outside the image", meantFor: ["simulated-moments"]),
      { $0.drawn.margin = 0 }
    ),
    (
      Fault(
        "bright-missing", "no sources above the break",
        meantFor: ["simulated-moments", "simulated-pmf"]),
      { $0.drawn.counts.largest = $0.drawn.counts.turn }
    ),
  ]

  private static let onePoint: [Entry] = [
    (
      Fault(
        "variance-for-deviation", "intervals of the variance instead of its root",
        meantFor: ["onepoint-coverage", "onepoint-coverage-many"]),
      { $0.onePoint.takesVarianceForDeviation = true }
    )
  ]

  private static let identities: [Entry] = [
    (
      Fault(
        "channels-fewer", "64 channels instead of 128 in the last block",
        meantFor: ["network-shape"]),
      { $0.network.shape.filters = [32, 32, 64, 64, 64] }
    ),
    (
      Fault("gradient-halved", "gradients of the losses halved", meantFor: ["identities-loss"]),
      { $0.network.training.halvesGradient = true }
    ),
    (
      Fault(
        "likelihood-without-variance", "the likelihood without the logarithm of its variance",
        meantFor: ["identities-loss"]),
      { $0.network.training.forgetsLogarithm = true }
    ),
    (
      Fault(
        "normalisation-softened", "blocks that normalise with a thousandfold epsilon",
        meantFor: ["identities-block"]),
      { $0.network.shape.epsilon = 1e-2 }
    ),
    (
      Fault(
        "seed-of-threads", "weights drawn by the number of threads",
        meantFor: ["identities-training"]),
      { $0.network.training.seedsByThreads = true }
    ),
    (
      Fault(
        "turns-reflected", "quarter turns that are reflections", meantFor: ["identities-training"]),
      { $0.network.training.turns = .mirrors }
    ),
    (
      Fault(
        "turns-wrapped", "turns about a corner of the image, over its edges",
        meantFor: ["identities-training"]),
      { $0.network.training.turns = .wraps }
    ),
    (
      Fault("rate-kept", "one rate for all steps", meantFor: ["identities-training"]),
      { $0.network.training.keepsRate = true }
    ),
  ]

  private static let network: [Entry] = [
    (
      Fault(
        "labels-shuffled", "a network trained on labels of other images",
        meantFor: ["quick-network", "network-error", "network-beats-one-point"]),
      { $0.network.shufflesLabels = true }
    ),
    (
      Fault(
        "control-unshuffled", "the control trained on the labels of its images",
        meantFor: ["shuffled-labels", "shuffled-slope"]),
      { $0.network.keepsControlLabels = true }
    ),
    (
      Fault(
        "trained-without-psf", "training images whose photons stay in the pixel of their source",
        meantFor: ["quick-network", "network-error", "network-beats-one-point"]),
      { $0.network.trainingSpread = 0 }
    ),
    (
      Fault(
        "estimates-moved", "estimates of the network too high by 0.1",
        meantFor: ["network-error", "network-beats-one-point", "network-coverage"]),
      { $0.network.bias = 0.1 }
    ),
    (
      Fault(
        "network-variance-for-deviation", "the variance of the network for its deviation",
        meantFor: ["network-coverage"]),
      { $0.network.takesVarianceForDeviation = true }
    ),
  ]
}
