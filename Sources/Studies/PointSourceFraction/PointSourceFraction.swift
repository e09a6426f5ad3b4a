// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The fraction of photons that come from unresolved point sources, read off an image by a network.
///
/// Smooth emission and sources of the same total differ in how photons cluster. A convolutional
/// network learns the fraction f from simulated images; it is judged by the exact distribution of
/// the counts of one pixel, the best that a histogram can do.
///
/// - `Simulation/`: source counts, point spread function, images;
/// - `OnePoint/`: the exact distribution of a pixel and the estimator that it makes;
/// - `Network/`: the network, its training and its uncertainty;
/// - `Parts/`: what is held against the reference tables;
/// - `Figures/`, `Workloads/`: pictures, and what is timed;
/// - `Solver/`: a game of guessing against the network.
public enum PointSourceFractionStudy: Study {
  public static let card = StudyCard(
    id: "point-source-fraction",
    title: "The fraction of unresolved point sources in an image, by a convolutional network",
    summary: """
      Images of smooth emission and point sources with the same mean; the fraction of photons from \
      sources is estimated by a convolutional network with a predicted variance and by the exact \
      distribution of one pixel. Moments and distribution of a pixel are held against closed forms \
      and quadrature, the network against the one-point estimator and a run in PyTorch.
      """,
    citations: citations,
    cost: [.quick: 12, .standard: 125, .full: 125])

  public static let faults: [Fault] = FractionFaults.all

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = FractionConventions(fault: context.fault)
    return try TablesPart.tasks(context, conventions)
      + SimulationPart.tasks(context, conventions)
      + [OnePointPart.task(context, conventions)] + IdentityPart.tasks(context, conventions)
      + QuickNetworkPart.tasks(context, conventions) + [NetworkPart.task(context, conventions)]
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    FractionFigures.all(results, context)
  }
}
