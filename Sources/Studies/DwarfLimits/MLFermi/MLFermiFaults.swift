// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Faults of the MLFermiDwarfs part: what could be wrong in such a program, one at a time.
enum MLFermiFault {
  static let limits = [
    "notebook-limits", "notebook-limits-exact", "gaussian-J-limits", "empirical-J-limits",
    "profiled-background-limits",
  ]
  static let sampled = [
    "notebook-limits", "notebook-limits-exact", "empirical-J-limits", "profiled-background-limits",
  ]
  static let regression = ["background-regression", "background-regression-raw"]

  /// Every fault with what it does to the conventions.
  static let all: [(fault: Fault, apply: @Sendable (inout MLFermiConventions) -> Void)] = [
    (
      Fault("mlfermi-4pi", "4π instead of 8π in the photon flux", meantFor: limits),
      { $0.annihilationFactor = 4 * .pi }
    ),
    (
      Fault("mlfermi-deltas", "the thresholds 3.84 and 2.71 exchanged", meantFor: limits),
      { $0.swapsDeltas = true }
    ),
    (
      Fault(
        "mlfermi-gaussian-j", "log-normal J where the posterior samples are meant",
        meantFor: ["notebook-limits", "empirical-J-limits"]),
      { $0.gaussianForSamples = true }
    ),
    (
      Fault(
        "mlfermi-kernel-width", "kernel width h instead of 2h for the J samples",
        meantFor: ["empirical-J-limits"]),
      { $0.kernelWidthFactor = 1 }
    ),
    (
      Fault("mlfermi-j-fixed", "J held at its mean instead of profiled", meantFor: limits),
      { $0.profilesJ = false }
    ),
    (
      Fault(
        "mlfermi-dwarfs-swapped", "the J-factors of two dwarfs exchanged", meantFor: limits),
      { $0.swapsDwarfs = true }
    ),
    (
      Fault(
        "mlfermi-exposure-bin", "the mean exposure of the neighbouring macro bin",
        meantFor: limits),
      { $0.exposureShift = 1 }
    ),
    (
      Fault(
        "mlfermi-background-untied", "one common factor instead of tied logarithms of b",
        meantFor: ["profiled-background-limits"]),
      { $0.tie = .common }
    ),
    (
      Fault(
        "mlfermi-background-frozen", "the background held fixed where it should be profiled",
        meantFor: ["profiled-background-limits", "background-dominates"]),
      { $0.freezesBackground = true }
    ),
    (
      Fault(
        "mlfermi-great-circle", "angles on the sphere where the public code's distances are flat",
        meantFor: regression),
      { $0.metric = .greatCircle }
    ),
    (
      Fault(
        "mlfermi-sigma-2018", "the kernel of 1.58° of the code of 2018 instead of 1.4°",
        meantFor: regression),
      { $0.regressionSigma = 1.58 }
    ),
    (
      Fault(
        "mlfermi-empty-voids", "voids without a photon kept as if they had one",
        meantFor: regression + ["leave-one-out", "leave-one-out-optimum"]),
      { $0.keepsEmptyVoids = true }
    ),
    (
      Fault(
        "mlfermi-self-pair", "a void compared with itself in the leave-one-out likelihood",
        meantFor: ["leave-one-out", "leave-one-out-optimum"]),
      { $0.keepsSelf = true }
    ),
    (
      Fault(
        "mlfermi-all-pairs", "N instead of N - 1 in the leave-one-out likelihood",
        meantFor: ["leave-one-out"]),
      { $0.dividesByAll = true }
    ),
    (
      Fault(
        "mlfermi-jacobian", "the factor 1/y of the density of ln y left out",
        meantFor: ["leave-one-out"]),
      { $0.omitsJacobian = true }
    ),
    (
      Fault(
        "mlfermi-natural-log", "natural logarithms of J where decimal ones are meant",
        meantFor: ["j-sample-statistics", "j-sample-spread"]),
      { $0.naturalLogarithm = true }
    ),
  ]
}

extension MLFermiConventions {
  /// Production values, spoilt by one fault of this part if it is named.
  public init(fault: String?) {
    self.init()
    if let entry = MLFermiFault.all.first(where: { $0.fault.id == fault }) { entry.apply(&self) }
  }
}
