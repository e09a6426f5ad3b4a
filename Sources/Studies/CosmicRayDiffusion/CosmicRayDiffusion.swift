// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Cosmic rays as test particles in magnetic turbulence.
///
/// A particle of Larmor radius r_L = R/(c B_rms) turns by du/ds = u × b/r_L along its path; averaged
/// over particles and fields the mean square displacement grows as
///
///     ⟨Δx_i Δx_j⟩ → 2 D_ij t,   D_ij = ∫ ⟨v_i(0) v_j(t)⟩ dt                              (1)
///
/// - `Fields/`: turbulence on grids, as plane waves, nested, and its statistics;
/// - `Orbits/`: Boris, adaptive Boris, Cash-Karp, backtracking, their vector kernels;
/// - `Ensembles/`: particles in many fields, estimators of (1);
/// - `Arrival/`: the local tensor and the sky of one observer;
/// - `LocalSources/`: bursts and steady sources, free and in a halo, and their dipoles;
/// - `Models/`: published fits and limits; `Parts/`: what is held against the reference tables.
public enum CosmicRayDiffusionStudy: Study {
  public static let card = StudyCard(
    id: "cosmic-ray-diffusion",
    title: "Cosmic-ray test particles in turbulence: diffusion and dipole",
    summary: """
      Test particles in isotropic magnetic turbulence, on grids and as plane waves, with and \
      without a mean field: diffusion coefficients, the local diffusion tensor and the angular \
      power spectrum of arrival directions, held against an independent program, closed forms and \
      a published fit; dipoles of local sources in closed form.
      """,
    citations: citations,
    cost: [.quick: 20, .standard: 500, .full: 3000])

  public static let faults: [Fault] =
    AnalyticPart.faults + OrbitsPart.faults + FieldsFaults.faults + SimulationFaults.faults
    + ArrivalFaults.all + EstimatorPart.faults

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    try AnalyticPart.tasks(context) + OrbitsPart.tasks(context) + FieldsPart.tasks(context)
      + SimulationPart.tasks(context) + ArrivalPart.tasks(context) + EstimatorPart.tasks(context)
      + [ArrivalFigure.task()]
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    DiffusionFigures.all(results, context.reference)
  }
}
