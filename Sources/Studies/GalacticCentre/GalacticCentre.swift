// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Photons of the inner Galaxy: smooth emission, unresolved sources, and networks judged by the
/// likelihood.
///
/// - `Pixels/`: counts, exposure and templates of the Fermi-LAT;
/// - `Templates/`: emission along the line of sight, and the point spread function;
/// - `SourceCounts/`, `Likelihood/`: template fits with and without unresolved sources;
/// - `Parts/`: what is held against the reference tables.
public enum GalacticCentreStudy: Study {
  public static let card = StudyCard(
    id: "galactic-centre",
    title: "Gamma rays of the Galactic centre: unresolved sources and what networks see of them",
    summary: """
      Template fits of Fermi-LAT photons of the inner Galaxy, Poissonian and with unresolved sources \
      (non-Poissonian), on the public pixels of NPTFit: printed and independently computed \
      likelihoods, published coefficients, line-of-sight templates and the point spread function.
      """,
    citations: citations,
    cost: [.quick: 2, .standard: 2, .full: 2])

  public static let faults: [Fault] = CentreConventions.faults

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = CentreConventions(fault: context.fault)
    return TemplatesPart.tasks(context, conventions) + PixelPart.tasks(context, conventions)
      + SourcesPart.tasks(context, conventions) + FitPart.tasks(context, conventions)
      + SmallPart.tasks(context, conventions)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] { [] }
}
