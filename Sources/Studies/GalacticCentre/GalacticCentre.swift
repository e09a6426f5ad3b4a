// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Photons of the inner Galaxy: smooth emission, unresolved sources, and networks judged by the
/// likelihood.
///
/// - `Pixels/`: counts, exposure and templates of the Fermi-LAT;
/// - `Templates/`: emission along the line of sight, and the point spread function;
/// - `SourceCounts/`, `Likelihood/`: template fits with and without unresolved sources;
/// - `Posterior/`: nested sampling, maxima and intervals of models with ranges;
/// - `Simulation/`, `Networks/`: skies on the plane and the sphere, ensembles and detectors;
/// - `Solver/`: a user's own maps;
/// - `Parts/`: what is held against the reference tables.
public enum GalacticCentreStudy: Study {
  public static let card = StudyCard(
    id: "galactic-centre",
    title: "Gamma rays of the Galactic centre: unresolved sources and what networks see of them",
    summary: """
      Template fits of Fermi-LAT photons of the inner Galaxy, Poissonian and with unresolved sources \
      (non-Poissonian), on the public pixels of NPTFit: printed and independently computed \
      likelihoods, published coefficients and posterior, line-of-sight templates, the point spread \
      function. Simulated skies: coverage of ensembles of networks, the reality gap, and detectors of \
      unknown maps below the likelihood ratio.
      """,
    citations: citations,
    cost: [.quick: 3, .standard: 600, .full: 20_000])

  public static let faults: [Fault] = CentreFaults.all

  /// Comparisons whose tasks take more than a second.
  static let slow: Set<String> = [
    "posterior-medians", "posterior-intensities", "posterior-evidence", "psf-shares",
    "calibration-excess", "calibration-diffuse",
    "calibration-source-normalisation", "calibration-source-break", "calibration-source-diffuse",
    "svdd-below-bound", "autoencoder-below-bound", "svdd-blank",
    "network-coverage", "reality-gap", "network-optimum", "network-likelihood",
  ]

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = CentreConventions(fault: context.fault)
    return TemplatesPart.tasks(context, conventions) + PixelPart.tasks(context, conventions)
      + SourcesPart.tasks(context, conventions) + ExposurePart.tasks(context, conventions)
      + FitPart.tasks(context, conventions)
      + PosteriorPart.tasks(context, conventions) + SmallPart.tasks(context, conventions)
      + RegionPart.tasks(context, conventions) + DetectorPart.tasks(context, conventions)
      + SimulationPart.tasks(context, conventions)
      + CalibrationPart.tasks(context, conventions) + NetworkPart.tasks(context, conventions)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    CentreFigures.all(results)
  }
}
