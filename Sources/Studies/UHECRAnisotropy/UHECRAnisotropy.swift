// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Anisotropy of ultra-high-energy cosmic rays from nearby sources, seen by networks on the sphere.
///
/// n of N events come from a source and are deflected by the Galactic magnetic field, the rest from
/// anywhere. With β(n) the share of such maps whose test statistic lies at or below the quantile
/// 1 − α of isotropic maps, the minimal fraction is
///
///     η = n*/N,   n* = the first n with β(n) < β,   α = 0.01, β = 0.05                       (1)
///
/// - `Field/`, `Backtracking/`: the Galactic magnetic field, rays through it, deflection maps;
/// - `Composition/`: nuclei and energies that arrive from a source;
/// - `Maps/`: their arrival directions, and samples of events with and without energies;
/// - `Statistics/`: (1), the power spectrum and the likelihood ratio that bounds every test;
/// - `Networks/`, `Cells/`: the networks, their training and test for a cell of Table 1;
/// - `Parts/`: what is held against the reference tables.
public enum UHECRAnisotropyStudy: Study {
  public static let card = StudyCard(
    id: "uhecr-anisotropy",
    title: "Energy-dependent anisotropy of ultra-high-energy cosmic rays by networks on the sphere",
    summary: """
      Mock event maps of nearby sources behind the Galactic magnetic field, with a propagated mixed \
      composition: the smallest fraction of events from a source at which isotropy is rejected, by \
      convolutional networks on HEALPix, by the angular power spectrum, and by the likelihood ratio \
      that bounds them. Pixels, bins and compositions are held against independent programs.
      """,
    citations: citations,
    cost: [.quick: 20, .standard: 450, .full: 145_000])

  public static let faults: [Fault] =
    TableFaults.faults + FieldFaults.all + LearningFaults.all + FractionFaults.all

  /// For the networks of the part `training`.
  public static let usesDevice = true

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = TableConventions(fault: context.fault)
    return try PixelPart.tasks(context, conventions) + EnergyPart.tasks(context, conventions)
      + CompositionPart.tasks(context, conventions) + FieldPart.tasks(context)
      + LearningPart.tasks(context) + FractionPart.tasks(context) + TrainingPart.tasks(context)
      + SpectrumPart.tasks(context) + [ArrivalFigure.task(context)]
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    UHECRFigures.all(results, context.reference)
  }

  public static func tables(_ results: Results, _ context: RunContext) -> [SummaryTable] {
    FractionTable.table(results, context.reference).map { [$0] } ?? []
  }
}
