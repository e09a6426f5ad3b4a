// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in networks and their training, one fault at a time.
enum LearningFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let forward = ["learning-forward", "learning-forward-single"]
  private static let gradient = ["learning-gradient", "learning-gradient-single"]
  private static let norms = ["learning-norms", "learning-norms-single"]
  private static let steps = ["learning-adadelta", "learning-adadelta-single"]
  private static let network = forward + gradient + norms + steps

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout LearningConventions) -> Void)] = [
    (
      Fault(
        "network-missing-neighbour", "networks that read pixel 0 where a neighbour is missing",
        meantFor: network + ["learning-direct", "published-logits"]),
      { $0.network.missingIsZero = true }
    ),
    (
      Fault(
        "network-pools-along-rings", "networks that pool four pixels in turn on a ring",
        meantFor: network + ["learning-direct", "published-logits"]),
      { $0.network.poolsAlongRings = true }
    ),
    (
      Fault(
        "network-neighbours-turned", "taps of a convolution that begin with S instead of SW",
        meantFor: network),
      { $0.turnsNeighbours = true }
    ),
    (
      Fault(
        "maps-ring-for-nested", "maps in ring ordering for networks that want nested ones",
        meantFor: ["published-logits"]),
      { $0.network.swapsOrderings = true }
    ),
    (
      Fault(
        "network-without-biases", "dense layers without their biases",
        meantFor: network + ["published-logits"]),
      { $0.forgetsBiases = true }
    ),
    (
      Fault(
        "pool-gradient-shared", "gradient of a maximum shared by all four children",
        meantFor: gradient + norms + steps + ["learning-gradient-check"]),
      { $0.sharesPoolGradient = true }
    ),
    (
      Fault(
        "loss-summed", "losses of samples added up instead of averaged",
        meantFor: gradient + norms + steps),
      { $0.sumsLoss = true }
    ),
    (
      Fault(
        "sigmoid-forgotten", "gradient of the cross-entropy without the sigmoid function",
        meantFor: gradient + norms + steps + ["learning-gradient-check"]),
      { $0.forgetsSigmoid = true }
    ),
    (
      Fault(
        "adadelta-epsilon", "Adadelta's epsilon added to the roots instead of under them",
        meantFor: gradient + steps),
      { $0.addsEpsilonToRoots = true }
    ),
    (
      Fault(
        "adadelta-forgets", "Adadelta without what it has accumulated in the steps before",
        meantFor: steps),
      { $0.network.forgetsAccumulation = true }
    ),
    (
      Fault(
        "lanes-of-threads", "gradients added up in as many lanes as there are threads",
        meantFor: ["learning-bits"]),
      { $0.lanesFollowThreads = true }
    ),
    (
      Fault(
        "checkpoint-without-accumulators", "checkpoints without what the optimiser has accumulated",
        meantFor: ["learning-bits"]),
      { $0.losesAccumulators = true }
    ),
    (
      Fault(
        "weights-truncated", "weights that keep the first 8 bits of their fractions",
        meantFor: network.filter { $0.hasSuffix("single") } + ["learning-precision"]),
      { $0.truncatesWeights = true }
    ),
  ]
}

extension LearningConventions {
  /// Production values, spoilt by one fault if it is named.
  init(fault: String?) {
    self.init()
    LearningFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
