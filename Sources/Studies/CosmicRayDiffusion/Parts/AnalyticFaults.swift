// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in the closed forms, one fault at a time.
enum AnalyticFaults {
  static let faults: [Fault] = entries.map(\.fault)

  private typealias Entry = (fault: Fault, apply: @Sendable (inout AnalyticConventions) -> Void)

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout AnalyticConventions) -> Void)] =
    fields + transport + sources + data

  private static let fields: [Entry] = [
    (
      Fault(
        "transverse-length", "the transverse correlation length reported as that of the trace",
        meantFor: ["correlation-lengths"]),
      { $0.transverseForTrace = true }
    ),
    (
      Fault(
        "bend-over-3d-power",
        "E ~ k^(q+2): the three-dimensional power filled with one factor k² "
          + "too many", meantFor: ["correlation-length-bend-over"]),
      { $0.lowIndexShift = 2 }
    ),
    (
      Fault(
        "loss-along-axis", "the interpolation loss of modes along an axis of the grid",
        meantFor: ["trilinear-loss"]),
      { $0.lossAlongAxis = true }
    ),
  ]

  private static let transport: [Entry] = [
    (
      Fault(
        "formula-sqrt2", "r_L too large by √2, as from √2 E/(q c B)",
        meantFor: ["harari-fit", "subedi"]),
      { $0.larmorFactor = 2.0.squareRoot() }
    ),
    (
      Fault("slab-index", "ν = 3/2 instead of 5/3 in the slab spectrum", meantFor: ["qlt-slab"]),
      { $0.slabIndex = 1.5 }
    ),
    (
      Fault(
        "running-for-slope", "the running mean square reported as the slope",
        meantFor: ["isotropic-scattering"]),
      { $0.runningForSlope = true }
    ),
  ]

  private static let threeSources = ["burst-source", "steady-source", "disc-source"]

  private static let sources: [Entry] = [
    (
      Fault(
        "full-halo", "the full thickness of the halo taken for half of it",
        meantFor: threeSources),
      { $0.haloFactor = 0.5 }
    ),
    (
      Fault(
        "half-spread", "⟨x²⟩ = Dt instead of 2Dt: D too small by two", meantFor: threeSources),
      { $0.diffusionFactor = 0.5 }
    ),
    (
      Fault("dipole-third", "δ = D|∇n|/(cn) without the 3", meantFor: threeSources),
      { $0.dipoleFactor = 1.0 / 3 }
    ),
  ]

  private static let data: [Entry] = [
    (
      Fault(
        "power-not-averaged", "C_1 without the division by 2l + 1",
        meantFor: ["dipole-power", "hawc-icecube"]),
      { $0.powerFactor = 3 }
    ),
    (
      Fault(
        "phase-swapped", "the phase counted from 6 h instead of 0 h", meantFor: ["hawc-icecube"]),
      { $0.swapsComponents = true }
    ),
    (
      Fault(
        "phase-of-harmonic", "the phase of harmonic m not divided by m", meantFor: ["tibet-fit"]),
      { $0.phaseOfHarmonic = true }
    ),
    (
      Fault(
        "one-batch", "the 40 batches of the A100 counted as one",
        meantFor: ["slides-throughput", "slides-recomputed"]),
      { $0.countsOneBatch = true }
    ),
    (
      Fault(
        "gain-of-times", "the gain as a ratio of run times, whatever the number of particles",
        meantFor: ["slides-gain", "slides-recomputed"]),
      { $0.gainOfTimes = true }
    ),
  ]
}

extension AnalyticConventions {
  /// Production values, spoilt by one fault of the part if it is named.
  init(fault: String?) {
    self.init()
    AnalyticFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
