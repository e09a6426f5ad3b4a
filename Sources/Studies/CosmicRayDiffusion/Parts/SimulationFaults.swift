// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in a simulation of test particles, one fault at a time.
///
/// A fault is meant for few comparisons: a drill runs whole tasks.
enum SimulationFaults {
  static let faults: [Fault] = entries.map(\.fault)

  private static let running = ["running-D-tenth", "running-D-one", "running-D-ten"]
  /// At x = 0.1 only the first half gyration is compared, which l_c hardly enters.
  private static let lateScattering = ["running-uu-one", "running-uu-ten"]
  private static let scattering = ["running-uu-tenth"] + lateScattering

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout SimulationConventions) -> Void)] = [
    (
      Fault(
        "simulation-lc-one-sided", "the one-sided correlation length taken for the two-sided one",
        meantFor: [
          "isotropic-waves-quick", "isotropic-grid", "isotropic-waves", "published-fit",
          "small-angle-limit", "decorrelation-rate",
        ] + running + lateScattering),
      { $0.length = .oneSided }
    ),
    (
      Fault(
        "simulation-lc-transverse", "the transverse correlation length taken for the trace",
        meantFor: ["decorrelation-rate", "small-angle-limit", "isotropic-waves-quick"]),
      { $0.length = .transverse }
    ),
    (
      Fault(
        "simulation-larmor-sqrt2", "√2 E/(Z e c B_rms) for the Larmor radius",
        meantFor: [
          "isotropic-waves-quick", "isotropic-grid", "small-angle-limit", "decorrelation-rate",
        ]),
      { $0.larmorFactor = 2.0.squareRoot() }
    ),
    (
      Fault(
        "simulation-rms-per-component", "every component of the field scaled to B_rms",
        meantFor: ["isotropic-waves-quick", "isotropic-waves"]),
      { $0.larmorFactor = 1 / 3.0.squareRoot() }
    ),
    (
      Fault(
        "simulation-half-power", "amplitudes of plane waves without the factor 2 of ⟨cos²⟩",
        meantFor: ["isotropic-waves-quick", "grid-over-waves"]),
      { $0.waveLarmorFactor = 2.0.squareRoot() }
    ),
    (
      Fault(
        "simulation-wave-index", "E ~ k^−11/3 for plane waves, as in CRPropa 3.1.7",
        meantFor: ["isotropic-waves"]),
      { $0.waveIndex = 11.0 / 3 }
    ),
    (
      Fault(
        "simulation-trace", "⟨r²⟩/2t not shared out on three axes",
        meantFor: ["isotropic-waves-quick", "published-fit"] + running),
      { $0.axes = 1 }
    ),
    (
      Fault(
        "simulation-one-component", "the correlation of one component of the direction",
        meantFor: ["decorrelation-rate"] + scattering),
      { $0.singleComponent = true }
    ),
    (
      Fault(
        "simulation-no-mean-field", "the mean field left out of the equation of motion",
        meantFor: ["mean-field-parallel", "mean-field-perpendicular"]),
      { $0.forgetsMeanField = true }
    ),
    (
      Fault(
        "simulation-axes-exchanged", "the mean field taken to lie along x",
        meantFor: ["mean-field-parallel", "mean-field-perpendicular"]),
      { $0.exchangesAxes = true }
    ),
  ]
}

extension SimulationConventions {
  /// Production values, spoilt by one fault of the simulations if it is named.
  init(fault: String?) {
    self.init()
    SimulationFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
